/**
 * What the core told of sign-ins, renewals, calls and sign-outs since the page opened, for the inspector that may come later.
 * Trace events -> the last 200 transactions, in memory only; forgotten with everything else and when the page is left.
 * Small, because it is there from the first moment. Side effect: a listener.
 */
import { createSignal } from 'solid-js';
import { Secret, type Singlet, SingletError, type TraceEvent } from '../../core/index.ts';
import type { Failure } from './failure.ts';

/** One attempt, by the order of its events; never empty. */
export type Told = readonly TraceEvent[];

export const most = 200;

const [told, setTold] = createSignal<readonly Told[]>([]);

export { told };

/** The drawer is open. */
export const [inspecting, setInspecting] = createSignal(false);

const ids = new WeakMap<TraceEvent, string>();

/** Names a transaction within this page load: random, so that a link to another page's leads nowhere. */
export function idOf([first]: Told): string {
  if (!first) return '';
  const id = ids.get(first) ?? [...crypto.getRandomValues(new Uint32Array(2))].map((part) => part.toString(36)).join('');
  ids.set(first, id);
  return id;
}

/** Events that go on with what the event before them began, where no id of a sign-in says so. */
const goesOn: Readonly<Record<string, RegExp>> = {
  'metadata-read': /^(metadata-read|token-requested|acted|revoked|sign-out-requested|session-ended|failed)$/,
  'token-requested': /^(token-received|refreshed|failed)$/,
  'token-received': /^failed$/,
  acted: /^(answered|failed)$/,
  disconnected: /^(metadata-read|revoked|sign-out-requested|session-ended)$/,
  revoked: /^(metadata-read|sign-out-requested|session-ended)$/,
  'sign-out-requested': /^session-ended$/,
};

const soonMs = 2000;
const begunAt = ({ at, took = 0 }: TraceEvent) => at - took;
const sameCall = (a: TraceEvent, b: TraceEvent) =>
  a.step === 'answered' && b.step === 'answered' && a.method === b.method && a.url === b.url;

/** A refused call has its token renewed and goes once more (RFC 6750 section 3.1); one renewal serves all that were refused. */
function isHealed(one: Told, event: TraceEvent, renewedAt: number): boolean {
  const [first] = one;
  const last = one.at(-1);
  if (!first || !last) return false;
  if (last.step === 'answered' && last.status === 401) {
    if (/^(metadata-read|token-requested)$/.test(event.step)) return one.length === 1 && begunAt(event) - last.at < soonMs;
    return one.length === 1 && sameCall(first, event) && renewedAt >= first.at && begunAt(event) - renewedAt < soonMs;
  }
  return last.step === 'refreshed' && sameCall(first, event) && begunAt(event) - last.at < soonMs;
}

/** Whether an event belongs to what was told so far. */
function belongs(one: Told, event: TraceEvent, renewedAt: number): boolean {
  const { transaction, connection, provider, step } = event;
  const [first] = one;
  const last = one.at(-1);
  if (transaction !== undefined) return first?.transaction === transaction;
  if (!last || first?.transaction !== undefined || first?.connection !== connection) return false;
  if (connection === undefined && (first?.provider !== provider || begunAt(event) - last.at > soonMs)) return false;
  if (last.step === 'answered' && first?.step === 'acted') return step === 'failed';
  return (goesOn[last.step]?.test(step) ?? false) || isHealed(one, event, renewedAt);
}

const gone = new Secret('');
const without = <T>(value: T): T | Secret => (value instanceof Secret ? gone : value);

/** An event as it was, but for its secrets. */
function emptied(event: TraceEvent): TraceEvent {
  const { token, parameters, checks } = event;
  const left = {
    ...event,
    ...(token && { token: gone }),
    ...(parameters && { parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, without(value)])) }),
    ...(checks && { checks: checks.map((one) => ({ ...one, expected: without(one.expected), actual: without(one.actual) })) }),
  };
  ids.set(left, idOf([event]));
  return left;
}

/** What was signed out leaves its steps behind, and none of its secrets. */
const forgotten = (before: readonly Told[], connection: string | undefined) =>
  before.map((one) => (one.some((event) => event.connection === connection) ? one.map(emptied) : one));

/** When the tokens of a connection were renewed last. */
const renewal = (all: readonly Told[], connection: string | undefined) =>
  all.reduce((latest, one) => {
    const found = one.findLast((event) => event.step === 'refreshed' && event.connection === connection);
    return Math.max(latest, found?.at ?? -Infinity);
  }, -Infinity);

/** Adds an event to the transaction it belongs to. Pure. */
export function add(all: readonly Told[], event: TraceEvent): readonly Told[] {
  if (event.step === 'cleared') return [];
  const before = event.step === 'disconnected' ? forgotten(all, event.connection) : all;
  const renewedAt = event.step === 'answered' ? renewal(all, event.connection) : -Infinity;
  const at = before.findLastIndex((one) => belongs(one, event, renewedAt));
  if (at < 0) return [...before, [event]].slice(-most);
  return before.map((one, index) => (index === at ? [...one, event] : one));
}

interface Silence extends Pick<Failure, 'code' | 'facts'> {
  /** Epoch ms. */
  readonly began: number;
  readonly over: number;
}

/** A call with a token to which no readable answer came. The core tells of answers alone: whoever made the call knows why there is none. */
export function unanswered(call: Required<Pick<TraceEvent, 'connection' | 'method' | 'url'>>, silence: Silence): void {
  const { began, over: at, code, facts } = silence;
  const error = code === 'unexpected' ? undefined : new SingletError(code, { ...(facts && { facts }) });
  setTold((before) => {
    // A renewal on the way had a time of its own.
    const since = Math.max(began, renewal(before, call.connection));
    return add(before, { ...call, step: 'answered', at, took: at - since, ...(error && { code: error.code, error }) });
  });
}

export function record(singlet: Pick<Singlet, 'trace' | 'on'>): void {
  singlet.trace((event) => setTold((before) => add(before, event)));
  // Signed out in another tab, which tells this one of the connection alone.
  singlet.on('connection:removed', ({ id }) => setTold((before) => forgotten(before, id)));
  // A page that the browser keeps for the way back must not keep this.
  addEventListener('pagehide', () => setTold([]));
}
