/**
 * What the core told of sign-ins, renewals, calls and sign-outs since the page opened, for the inspector that may come later.
 * Trace events -> the last 200 transactions, in memory only; forgotten with everything else and when the page is left.
 * Small, because it is there from the first moment. Side effect: a listener.
 */
import { createSignal } from 'solid-js';
import { Secret, type Singlet, type TraceEvent } from '../../core/index.ts';

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

const gone = new Secret('');
const without = <T>(value: T): T | Secret => (value instanceof Secret ? gone : value);

/** An event as it was, but for its secrets. */
function emptied(event: TraceEvent): TraceEvent {
  const { token, parameters, checks } = event;
  return {
    ...event,
    ...(token && { token: gone }),
    ...(parameters && { parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, without(value)])) }),
    ...(checks && { checks: checks.map((one) => ({ ...one, expected: without(one.expected), actual: without(one.actual) })) }),
  };
}

/** What was signed out leaves its steps behind, and none of its secrets. */
const forgotten = (before: readonly Told[], connection: string | undefined) =>
  before.map((one) => (one.some((event) => event.connection === connection) ? one.map(emptied) : one));

/** Adds an event to the transaction it belongs to. Pure. */
export function add(all: readonly Told[], event: TraceEvent): readonly Told[] {
  if (event.step === 'cleared') return [];
  const before = event.step === 'disconnected' ? forgotten(all, event.connection) : all;
  const at = before.findLastIndex((one) => belongs(one, event));
  if (at < 0) return [...before, [event]].slice(-most);
  return before.map((one, index) => (index === at ? [...one, event] : one));
}

export function record(singlet: Pick<Singlet, 'trace'>): void {
  singlet.trace((event) => setTold((before) => add(before, event)));
  // A page that the browser keeps for the way back must not keep this.
  addEventListener('pagehide', () => setTold([]));
}
