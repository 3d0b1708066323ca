/**
 * What the inspector shows of one transaction. Trace events -> steps between five parties, each with its time, what it carried
 * and what was compared. RFC 6749 section 1.2 names the parties. Pure.
 */
import { type Party, Secret, type TraceCheck, type TraceEvent } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Told } from './inspector-log.ts';

export const parties: readonly Party[] = ['person', 'app', 'provider', 'token-endpoint', 'api'];
export const kinds = ['sign-in', 'renewal', 'call', 'act', 'sign-out', 'hand-out'] as const;
export type Kind = (typeof kinds)[number];
export const outcomes = ['ok', 'bad', 'none', 'open'] as const;
export type Outcome = (typeof outcomes)[number];

/** A trace event gives one or two of them. */
export const stepNames = [
  'begun',
  'left',
  'approved',
  'came',
  'typed',
  'checked',
  'asked',
  'given',
  'proved',
  'quarantined',
  'identifying',
  'identified',
  'claimed',
  'confirmed',
  'discarded',
  'stored',
  'called',
  'answered',
  'handed-out',
  'disconnected',
  'revoked',
  'failed',
] as const;
export type StepName = (typeof stepNames)[number];

export type Shown = string | Secret;
export type Named = readonly (readonly [name: string, value: Shown])[];

export interface Step {
  readonly name: StepName;
  readonly from: Party;
  /** The same as `from`: done within it. */
  readonly to: Party;
  /** Ms since the first step. */
  readonly at: number;
  /** Ms since what it answers; null where that was not measured or there is nothing to wait for. */
  readonly took: number | null;
  /** A person took that time. */
  readonly person: boolean;
  /** The token that travels, or is held here from now on. */
  readonly token?: Shown | undefined;
  /** It carries the token of its connection, which the event does not hold. */
  readonly carries: boolean;
  readonly url?: string | undefined;
  readonly method?: string | undefined;
  readonly status?: number | undefined;
  readonly parameters: Named;
  readonly checks: readonly TraceCheck[];
  readonly failure?: Failure | undefined;
}

export interface Transaction {
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly provider: string | undefined;
  readonly connection: string | undefined;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Ms. */
  readonly took: number;
  /** The page that began it is gone; the next one told its first steps. */
  readonly retold: boolean;
  readonly steps: readonly Step[];
}

const timeOf = ({ happened, at }: TraceEvent) => happened ?? at;

export function kindOf([first]: Told): Kind {
  if (first?.transaction !== undefined) return 'sign-in';
  switch (first?.step) {
    case 'token-requested':
      return 'renewal';
    case 'answered':
      return 'call';
    case 'acted':
      return 'act';
    case 'disconnected':
      return 'sign-out';
    case 'handed-out':
      return 'hand-out';
    default:
      return first?.connection === undefined ? 'sign-in' : 'renewal';
  }
}

function outcomeOf(told: Told): Outcome {
  const last = told.at(-1);
  if (!last) return 'open';
  if (last.step === 'failed') return /^(aborted|popup_closed)$/.test(last.code ?? '') ? 'none' : 'bad';
  if (last.step === 'answered') return (last.status ?? 0) < 400 ? 'ok' : 'bad';
  if (last.step === 'discarded') return 'none';
  if (last.step === 'revoked') return last.parameters?.outcome === 'revoked' ? 'ok' : 'none';
  return /^(stored|refreshed|disconnected|handed-out)$/.test(last.step) ? 'ok' : 'open';
}

type Part = Partial<Step> & Pick<Step, 'name' | 'from' | 'to'>;

const arrow = (name: StepName, from: Party, to: Party, more: Partial<Step> = {}): Part => ({ name, from, to, ...more });
const within = (name: StepName, more: Partial<Step> = {}): Part => ({ name, from: 'app', to: 'app', ...more });

/** One event in parts. `since`: ms from the event before; the first part of two happened then. */
function partsOf(event: TraceEvent, since: number, alone: boolean): readonly (readonly [Part, early?: boolean])[] {
  const { step, token, checks = [], parameters = {} } = event;
  const named = Object.entries(parameters);
  const carried = parameters.access_token ?? token;
  switch (step) {
    case 'left-for-provider':
      return [[arrow('begun', 'person', 'app')], [arrow('left', 'app', 'provider', { parameters: named })]];
    case 'callback-received': {
      const waited = arrow('approved', 'provider', 'person', { took: since, person: true });
      const came =
        event.from === 'person'
          ? arrow('typed', 'person', 'app', { took: since, person: true, parameters: named })
          : arrow('came', 'provider', 'app', { parameters: named, token: parameters.access_token });
      return event.from === 'person' ? [[came]] : [[waited, true], [came]];
    }
    case 'callback-checked':
      return [[within('checked', { checks })]];
    case 'token-requested':
      return [[arrow('asked', 'app', 'token-endpoint', { parameters: named })]];
    case 'token-received':
    case 'refreshed': {
      const given = arrow('given', 'token-endpoint', 'app', { took: since, token: carried, parameters: named });
      return checks.length > 0 ? [[given], [within('proved', { checks })]] : [[given]];
    }
    case 'identified':
      return event.url
        ? [[arrow('identifying', 'app', 'api', { token }), true], [arrow('identified', 'api', 'app', { took: since })]]
        : [[within('claimed')]];
    case 'confirmed':
    case 'discarded':
      return [[arrow(step, 'person', 'app', { took: since, person: true })]];
    case 'quarantined':
    case 'stored':
      return [[within(step, { token })]];
    case 'acted':
      return [[arrow('called', 'app', 'api', { carries: event.connection !== undefined })]];
    case 'answered': {
      const answer = arrow('answered', 'api', 'app', { took: alone ? null : since });
      return alone ? [[arrow('called', 'app', 'api', { carries: true })], [answer]] : [[answer]];
    }
    case 'handed-out':
      return [[arrow(step, 'app', 'person', { token })]];
    case 'disconnected':
      return [[arrow(step, 'person', 'app')]];
    case 'revoked':
      return [[arrow(step, 'app', 'token-endpoint', { parameters: named, carries: true })]];
    case 'cleared':
      return [];
    case 'failed':
      return [[within('failed', { failure: event.error ? failureOf(event.error) : undefined })]];
  }
}

/** Requests and replies of one exchange share the address; an answer alone has the status. */
function addressOf({ url, method, status }: TraceEvent, name: StepName): Partial<Step> {
  if (name === 'begun' || name === 'approved') return {};
  return name === 'called' || name === 'identifying' ? { url, method } : { url, method, status };
}

function stepsOf(told: Told, startedAt: number): readonly Step[] {
  let before = startedAt;
  return told.flatMap((event, index) => {
    const now = timeOf(event);
    const since = Math.max(0, now - before);
    const steps = partsOf(event, since, index === 0).map(([part, early]): Step => {
      const at = (early ? before : now) - startedAt;
      return { took: null, person: false, carries: false, parameters: [], checks: [], ...part, at, ...addressOf(event, part.name) };
    });
    before = now;
    return steps;
  });
}

/** A failure without words of its own is that of its code. */
const bare = (code: Failure['code']): Failure => ({ code, detail: undefined, said: undefined, provider: undefined });

export function transactionOf(told: Told): Transaction {
  const [first] = told;
  const startedAt = first ? timeOf(first) : 0;
  const last = told.at(-1);
  const steps = stepsOf(told, startedAt).map((step) =>
    step.name === 'failed' && !step.failure ? { ...step, failure: bare(last?.code ?? 'unexpected') } : step,
  );
  return {
    kind: kindOf(told),
    outcome: outcomeOf(told),
    provider: first?.provider,
    connection: told.findLast(({ connection }) => connection !== undefined)?.connection,
    startedAt,
    took: Math.max(0, (last ? timeOf(last) : 0) - startedAt),
    retold: first?.happened !== undefined,
    steps,
  };
}

/** A check that failed, or the failure itself. */
export const isBad = ({ failure, checks }: Step): boolean => failure !== undefined || checks.some(({ passed }) => !passed);

/** Where to look first: what failed, else the step that brought the token, else the first. */
export function firstLook({ steps }: Transaction): number {
  const bad = steps.findIndex(isBad);
  if (bad >= 0) return bad;
  const token = steps.findIndex(({ token: one }) => one !== undefined);
  return Math.max(0, token);
}

/** How the thread stands in the app's lane beside each step: not there, begins, held, ends; dotted while nobody proved whose it is. */
export interface Thread {
  readonly state: 'none' | 'begins' | 'held' | 'cut';
  readonly dotted: boolean;
}

export function threadOf({ steps, kind }: Transaction): readonly Thread[] {
  let state: Thread['state'] = kind === 'call' || kind === 'act' ? 'held' : 'none';
  const kept = steps.findIndex(({ name }) => name === 'stored');
  return steps.map((step, at) => {
    const before = state;
    const ends = step.name === 'failed' || step.name === 'discarded' || step.name === 'disconnected';
    if (ends) state = 'none';
    else if (step.token !== undefined && step.to === 'app') state = 'held';
    const dotted = kind === 'sign-in' && (kept < 0 || at < kept);
    if (before === state) return { state, dotted };
    return { state: ends ? (before === 'held' ? 'cut' : 'none') : 'begins', dotted };
  });
}

export const isSecret = (value: Shown | undefined): value is Secret => value instanceof Secret;
