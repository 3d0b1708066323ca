/**
 * What the core told of sign-ins, renewals, calls and sign-outs since the page opened, for the inspector that may come later.
 * Trace events -> the last 200 transactions, in memory only; forgotten with everything else and when the page is left.
 * Small, because it is there from the first moment. Side effect: a listener.
 */
import { createSignal } from 'solid-js';
import type { Singlet, TraceEvent } from '../../core/index.ts';

/** One attempt, by the order of its events; never empty. */
export type Told = readonly TraceEvent[];

export const most = 200;

const [told, setTold] = createSignal<readonly Told[]>([]);

export { told };

/** The drawer is open. */
export const [inspecting, setInspecting] = createSignal(false);

/** Events that go on with what the event before them began, where no id of a sign-in says so. */
const goesOn: Readonly<Record<string, RegExp>> = {
  'token-requested': /^(refreshed|failed)$/,
  acted: /^(answered|failed)$/,
  disconnected: /^revoked$/,
};

/** Whether an event belongs to what was told so far. */
function belongs(one: Told, { transaction, connection, step }: TraceEvent): boolean {
  const [first] = one;
  if (transaction !== undefined) return first?.transaction === transaction;
  return first?.transaction === undefined && first?.connection === connection && (goesOn[one.at(-1)?.step ?? '']?.test(step) ?? false);
}

/** Adds an event to the transaction it belongs to. Pure. */
export function add(before: readonly Told[], event: TraceEvent): readonly Told[] {
  if (event.step === 'cleared') return [];
  const at = before.findLastIndex((one) => belongs(one, event));
  if (at < 0) return [...before, [event]].slice(-most);
  return before.map((one, index) => (index === at ? [...one, event] : one));
}

export function record(singlet: Pick<Singlet, 'trace'>): void {
  singlet.trace((event) => setTold((before) => add(before, event)));
  // A page that the browser keeps for the way back must not keep this.
  addEventListener('pagehide', () => setTold([]));
}
