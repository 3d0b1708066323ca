/**
 * Begins a tour, or goes on with one. Where its provider is not there the sandbox is switched on; the one button leaves for its
 * provider at once, and for a tour the page is loaded anew. Side effects: those of the sandbox and of a sign-in.
 */
import type { Singlet } from '../../core/index.ts';
import { type SandboxState, startNext, switchOn } from './sandbox.ts';
import { fetchWorker, getReady, setOut } from './sandbox-start.ts';
import type { Session } from './session.ts';
import { createTours, type JourneyName } from './tour.ts';

export type Refused = Exclude<SandboxState, 'ready' | 'bypassed'>;

/** What the one button signs in at. */
const first = 'sandbox-singly';

const readied = (session: Session) => session.once(makeReady);

function makeReady(session: Session): () => Promise<Singlet> {
  let ready: Promise<Singlet> | undefined;
  return () => {
    ready ??= getReady(session);
    return ready;
  };
}

/** Somebody may press soon. Nothing is put in place. */
export function expectPress(session: Session): void {
  if (session.memoryOnly() || session.once(createTours).providerOf('try')) return;
  void readied(session)();
  session.once(({ base }) => fetchWorker(base));
}

/** null: it is under way, or the page is being loaded for it. */
export async function startTour(session: Session, name: JourneyName): Promise<Refused | null> {
  const tours = session.once(createTours);
  if (tours.providerOf(name)) {
    tours.begin(name);
    return null;
  }
  const { base } = session;
  const ready = name === 'try' ? readied(session)() : undefined;
  const state = await switchOn(base).catch(() => 'unavailable' as const);
  if (state !== 'ready' && state !== 'bypassed') return state;
  tours.begin(name);
  if (ready && state === 'ready' && (await setOut(session, first, ready))) return null;
  if (ready) startNext(base, first);
  location.reload();
  return null;
}
