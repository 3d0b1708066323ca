/**
 * What the inspector shows of one transaction. Trace events -> what kind it is, how it ended, its steps, and how the thread of its
 * token runs beside them. Pure.
 */
import { type Party, Secret, type TraceEvent } from '../../core/index.ts';
import type { Told } from './inspector-log.ts';
import { isSilent, type Shown, type Step, stepsOf, timeOf } from './inspector-steps.ts';

export { type Named, type Shown, type Step, type StepName, startOf, stepNames } from './inspector-steps.ts';

export const parties: readonly Party[] = ['person', 'app', 'provider', 'token-endpoint', 'api'];
export const kinds = ['sign-in', 'renewal', 'call', 'act', 'sign-out', 'hand-out', 'discovery'] as const;
export type Kind = (typeof kinds)[number];
export const outcomes = ['ok', 'bad', 'none', 'open'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Transaction {
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly provider: string | undefined;
  readonly connection: string | undefined;
  /** Flow and carrier of a sign-in, where they are known: `code`, `redirect`. */
  readonly flow: string | undefined;
  readonly mode: string | undefined;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Ms. */
  readonly took: number;
  /** The page that began it is gone; the next one told its first steps. */
  readonly retold: boolean;
  readonly steps: readonly Step[];
}

const kindOfStep: Readonly<Partial<Record<TraceEvent['step'], Kind>>> = {
  'sign-out-requested': 'sign-out',
  'session-ended': 'sign-out',
  disconnected: 'sign-out',
  'token-requested': 'renewal',
  answered: 'call',
  acted: 'act',
  'handed-out': 'hand-out',
};

export function kindOf(told: Told): Kind {
  // What a provider says of itself is read for something else, as a rule.
  const main = told.find(({ step }) => step !== 'metadata-read');
  const kind = main && kindOfStep[main.step];
  if (kind === 'sign-out') return kind;
  if (told[0]?.transaction !== undefined) return isSilent(told) ? 'renewal' : 'sign-in';
  if (!main) return 'discovery';
  return kind ?? (main.connection === undefined ? 'sign-in' : 'renewal');
}

/** Of a sign-out each half may be unknown or impossible; what was not asked for is no fault. */
const halves = (told: Told): readonly unknown[] =>
  told.filter(({ step }) => step === 'revoked' || step === 'session-ended').map(({ parameters }) => parameters?.outcome);

/** It failed, or nothing came: an answer with a code in place of its status. */
const isOver = ({ step, code }: TraceEvent): boolean => step === 'failed' || (step === 'answered' && code !== undefined);

function outcomeOf(told: Told): Outcome {
  const last = told.at(-1);
  if (!last) return 'open';
  if (isOver(last)) return /^(aborted|popup_closed)$/.test(last.code ?? '') ? 'none' : 'bad';
  if (last.step === 'answered') return (last.status ?? 0) < 400 ? 'ok' : 'bad';
  if (last.step === 'discarded') return 'none';
  if (last.step === 'revoked' || last.step === 'session-ended')
    return halves(told).every((one) => one === 'revoked' || one === 'ended') ? 'ok' : 'none';
  if (last.step === 'metadata-read' && kindOf(told) === 'discovery')
    return last.code === undefined && last.checks?.every(({ passed }) => passed) ? 'ok' : 'bad';
  return /^(stored|refreshed|disconnected|handed-out)$/.test(last.step) ? 'ok' : 'open';
}

export function transactionOf(told: Told): Transaction {
  // The steps of the page that left are told by the next one, after it read what it needs to finish.
  const ordered = [...told].sort((a, b) => timeOf(a) - timeOf(b));
  const startedAt = Math.min(...ordered.map((event) => timeOf(event) - (event.took ?? 0)));
  const last = ordered.at(-1);
  return {
    kind: kindOf(ordered),
    outcome: outcomeOf(ordered),
    provider: ordered[0]?.provider,
    connection: ordered.findLast(({ connection }) => connection !== undefined)?.connection,
    flow: ordered.find(({ flow }) => flow !== undefined)?.flow,
    mode: ordered.find(({ mode }) => mode !== undefined)?.mode,
    startedAt,
    took: Math.max(0, (last ? timeOf(last) : 0) - startedAt),
    retold: ordered[0]?.happened !== undefined,
    steps: stepsOf(ordered, startedAt),
  };
}

/** A check that failed, the failure itself, or an answer that refuses. */
export const isBad = ({ failure, checks, name, status = 0 }: Step): boolean =>
  failure !== undefined || checks.some(({ passed }) => !passed) || (name === 'answered' && status >= 400);

/** Where to look first: what failed, else the step that brought the token, else the first. */
export function firstLook({ steps, outcome }: Transaction): number {
  const bad = outcome === 'ok' ? -1 : steps.findLastIndex(isBad);
  if (bad >= 0) return bad;
  const token = steps.findIndex(({ token: one, to }) => one !== undefined && to === 'app');
  return Math.max(0, token);
}

/** How the thread stands in the app's lane beside each step: not there, begins, held, ends; dotted while nobody proved whose it is. */
export interface Thread {
  readonly state: 'none' | 'begins' | 'held' | 'cut';
  readonly dotted: boolean;
}

/** Failures that end a connection; after any other its token is still held. */
const ending = /^(token_rejected|needs_sign_in|interaction_required|identity_mismatch|id_token_invalid)$/;

function endsThread({ name, failure, status }: Step, kind: Kind): boolean {
  if (name === 'discarded' || name === 'disconnected' || name === 'dropped') return true;
  if (name === 'answered') return status === 401;
  return failure !== undefined && (kind === 'sign-in' || ending.test(failure.code));
}

/** Kinds that begin with a token in hand. */
const holding: readonly Kind[] = ['call', 'renewal', 'hand-out'];

/** An act can be done without a connection, and a sign-out be told by a page that never held the token. */
function holdsAtFirst({ steps, kind }: Transaction): boolean {
  if (kind === 'act') return steps.some(({ carries }) => carries);
  return kind === 'sign-out' ? steps[0]?.name === 'disconnected' : holding.includes(kind);
}

export function threadOf(transaction: Transaction): readonly Thread[] {
  const { steps, kind } = transaction;
  let state: Thread['state'] = holdsAtFirst(transaction) ? 'held' : 'none';
  const kept = steps.findIndex(({ name }) => name === 'stored');
  return steps.map((step, at) => {
    const before = state;
    const ends = endsThread(step, kind);
    if (ends) state = 'none';
    else if (step.token !== undefined && step.to === 'app') state = 'held';
    const dotted = kind === 'sign-in' && (kept < 0 || at < kept);
    if (before === state) return { state, dotted };
    return { state: ends ? (before === 'held' ? 'cut' : 'none') : 'begins', dotted };
  });
}

export const isSecret = (value: Shown | undefined): value is Secret => value instanceof Secret;
