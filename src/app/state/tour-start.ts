/**
 * Begins a tour, or goes on with one. Where its provider is not there the sandbox is switched on and the page loaded anew.
 * Side effects: those of the sandbox.
 */
import type { SandboxState } from './sandbox.ts';
import type { Session } from './session.ts';
import { createTours, type JourneyName } from './tour.ts';

export type Refused = Exclude<SandboxState, 'ready' | 'bypassed'>;

/** null: it is under way, or the page is being loaded for it. */
export async function startTour(session: Session, name: JourneyName): Promise<Refused | null> {
  const tours = session.once(createTours);
  if (tours.providerOf(name)) {
    tours.begin(name);
    return null;
  }
  const { switchOn } = await import('./sandbox.ts');
  const state = await switchOn(session.base, name === 'try' ? 'sandbox-singly' : undefined).catch(() => 'unavailable' as const);
  if (state !== 'ready' && state !== 'bypassed') return state;
  tours.begin(name);
  location.reload();
  return null;
}
