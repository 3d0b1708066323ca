/**
 * From the first press to the page of a simulated provider without loading the app anew: whoever leaves needs no page that knows
 * the provider, and the page that they come back to does. Side effects: those of the core and of a sign-in; `getReady` fetches
 * files into the browser's own cache and puts nothing in place.
 */
import { createSinglet, type Singlet } from '../../core/index.ts';
import { sandboxEntries } from '../../sandbox/worker/entries.ts';
import { makeAttempts } from './attempt.ts';
import { workerScript } from './sandbox-names.ts';
import type { Session } from './session.ts';
import { createSignIn } from './sign-in.ts';

type Part = Pick<Session, 'base' | 'singlet' | 'settle'>;

/** What a sign-in there and the way back need of the host, asked for at the same time. */
export function getReady({ base, singlet }: Part): Promise<Singlet> {
  const own = createSinglet({ base, config: { providers: sandboxEntries(base) } });
  own.catch(() => {});
  // It sends nothing, and brings the part of the core that begins a sign-in.
  singlet.explain(base).catch(() => {});
  return own;
}

/** So that the worker's file is here when it is wanted; the browser asks the host only whether it is still the same. */
export function fetchWorker(base: URL): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!connection?.saveData) fetch(workerScript(base), { priority: 'low' }).catch(() => {});
}

/** Somebody stopped the navigation by hand, which gives no event. */
const stoppedAfter = 15_000;

/** Leaves for a provider that the worker answers for. False when it could not be begun: a page that knows the provider says why. */
export async function setOut({ base, settle }: Part, id: string, ready: Promise<Singlet>): Promise<boolean> {
  const singlet = await ready.catch(() => undefined);
  const provider = singlet?.providers().find((one) => one.id === id);
  if (!singlet || !provider) return false;
  const attempts = makeAttempts(() => sessionStorage, base);
  const { start } = createSignIn({ singlet, attempts, host: window, way: () => 'redirect', stays: () => false, settle }, null);
  const inputs = Object.fromEntries(provider.inputs.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])));
  // Whoever goes back, or stays, finds a page that knows nothing of the sandbox.
  const reload = () => location.reload();
  addEventListener('pageshow', ({ persisted }) => persisted && reload());
  const stopped = setTimeout(reload, stoppedAfter);
  addEventListener('pagehide', () => clearTimeout(stopped));
  const failed = (await start({ provider: id, name: provider.name, inputs })) !== null;
  if (failed) clearTimeout(stopped);
  return !failed;
}
