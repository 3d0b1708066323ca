/**
 * The steps of one transaction between five parties, each with its time, what it carried and what was compared.
 * Trace events -> steps; an event gives one or two. RFC 6749 section 1.2 names the parties. Pure.
 */
import type { Party, Secret, TraceCheck, TraceEvent } from '../../core/index.ts';
import { type Failure, failureOf, heldBack } from './failure.ts';
import type { Told } from './inspector-log.ts';

export const stepNames = [
  'metadata',
  'begun',
  'renewing',
  'left',
  'approved',
  'came',
  'typed',
  'gave',
  'checked',
  'compared',
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
  'signing-out',
  'signed-out',
  'refused',
  'failed',
  'dropped',
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

/** Those whose time begins at their own place; the others end there. */
const forward: readonly StepName[] = ['metadata', 'approved', 'revoked'];

/** Ms since the first step at which its time began. */
export const startOf = ({ name, at, took }: Step): number => (forward.includes(name) ? at : Math.max(0, at - (took ?? 0)));

export const timeOf = ({ happened, at }: TraceEvent): number => happened ?? at;

type Part = Partial<Step> & Pick<Step, 'name' | 'from' | 'to'> & { readonly early?: boolean };

const arrow = (name: StepName, from: Party, to: Party, more: Partial<Part> = {}): Part => ({ name, from, to, ...more });
const within = (name: StepName, more: Partial<Part> = {}): Part => ({ name, from: 'app', to: 'app', ...more });

/** What a failure is that has no words of its own but its code. */
const bare = (code: Failure['code']): Failure => ({ code, detail: undefined, said: undefined, provider: undefined });
const failureIn = ({ error, code }: TraceEvent): Failure => (error ? failureOf(error) : bare(code ?? 'unexpected'));

/** Failures that came as an answer, so that there is an arrow to show. */
const answers =
  /^(token_rejected|client_rejected|token_response_invalid|token_invalid|token_type_unsupported|rate_limited|server_failed|identity_failed|action_rejected|reply_too_large|needs_sign_in)$/;
const asks: Readonly<Partial<Record<TraceEvent['step'], Party>>> = {
  'token-requested': 'token-endpoint',
  'identity-requested': 'api',
};

interface Place {
  /** Ms from the event before. */
  readonly since: number;
  readonly before: TraceEvent | undefined;
  /** Nobody is asked: `prompt=none`. */
  readonly silent: boolean;
}

function failedPart(event: TraceEvent, { since, before }: Place): Part {
  const failure = failureIn(event);
  const asked = asks[before?.step ?? 'failed'];
  return asked && answers.test(failure.code) ? arrow('refused', asked, 'app', { took: since, failure }) : within('failed', { failure });
}

function callbackParts(event: TraceEvent, { since, silent }: Place, parameters: Named): readonly Part[] {
  const token = event.parameters?.access_token;
  if (event.from === 'person') return [arrow('typed', 'person', 'app', { took: since, person: true, parameters })];
  const came = arrow('came', 'provider', 'app', { parameters, token });
  return silent ? [{ ...came, took: since }] : [arrow('approved', 'provider', 'person', { took: since, person: true, early: true }), came];
}

function answerParts(event: TraceEvent, { since, before }: Place): readonly Part[] {
  if (before?.step === 'acted') return [arrow('answered', 'api', 'app', { took: since })];
  const took = event.took ?? null;
  const called = arrow('called', 'app', 'api', { carries: true, early: true });
  if (!event.code) return [called, arrow('answered', 'api', 'app', { took })];
  // No answer: what the browser held back did not even leave.
  const stopped = within('failed', { took, failure: failureIn(event) });
  return heldBack.includes(event.code) ? [stopped] : [called, stopped];
}

/** What is told of tokens that came: the arrow, then what their ID token was compared with. */
function givenParts({ parameters, token, checks = [] }: TraceEvent, { since }: Place, named: Named): readonly Part[] {
  const given = arrow('given', 'token-endpoint', 'app', { took: since, token: parameters?.access_token ?? token, parameters: named });
  return checks.length > 0 ? [given, within('proved', { checks })] : [given];
}

function signOutPart({ parameters, method, took }: TraceEvent, named: Named, since: number): Part {
  if (method !== undefined) return arrow('revoked', 'app', 'token-endpoint', { took: took ?? null, parameters: named, carries: true });
  const there = parameters?.outcome !== 'not-supported';
  return there
    ? arrow('signed-out', 'provider', 'app', { took: since, person: true, parameters: named })
    : within('signed-out', { parameters: named });
}

/** One event in parts; an early one happened where its time began. */
function partsOf(event: TraceEvent, place: Place): readonly Part[] {
  const { step, token, took = null, checks = [], parameters = {} } = event;
  const named = Object.entries(parameters);
  const { since } = place;
  switch (step) {
    case 'metadata-read':
      return [arrow('metadata', 'app', 'provider', { took, checks, early: true, ...(event.code && { failure: failureIn(event) }) })];
    case 'left-for-provider': {
      const left = arrow('left', 'app', 'provider', { parameters: named, carries: parameters.access_token !== undefined });
      return [arrow(place.silent ? 'renewing' : 'begun', 'person', 'app'), left];
    }
    case 'callback-received':
      return callbackParts(event, place, named);
    case 'callback-checked':
      // What was pasted came in no address.
      return [within(place.before?.from === 'person' ? 'compared' : 'checked', { checks })];
    case 'secret-given':
      return [arrow('gave', 'person', 'app', { took: since, person: true, parameters: named, token })];
    case 'id-token-checked':
      return checks.length > 0 ? [within('proved', { checks })] : [];
    case 'token-requested':
      return [arrow('asked', 'app', 'token-endpoint', { parameters: named, token: parameters.refresh_token })];
    case 'token-received':
    case 'refreshed':
      return givenParts(event, place, named);
    case 'identity-requested':
      return [arrow('identifying', 'app', 'api', { token })];
    case 'identified':
      return [event.url ? arrow('identified', 'api', 'app', { took: since, checks }) : within('claimed', { checks })];
    case 'confirmed':
    case 'discarded':
      return [arrow(step, 'person', 'app', { took: since, person: true })];
    case 'quarantined':
    case 'stored':
      return [within(step, { token })];
    case 'acted':
      return [arrow('called', 'app', 'api', { carries: event.connection !== undefined, parameters: named })];
    case 'answered':
      return answerParts(event, place);
    case 'handed-out':
      return [arrow(step, 'app', 'person', { token })];
    case 'disconnected':
      return [arrow(step, 'person', 'app')];
    case 'revoked':
      return [event.url ? { ...signOutPart(event, named, since), early: true } : within('revoked', { parameters: named })];
    case 'sign-out-requested':
      return [arrow('signing-out', 'app', 'provider', { parameters: named })];
    case 'session-ended':
      return [signOutPart(event, named, since)];
    case 'cleared':
      return [];
    case 'failed':
      return [failedPart(event, place)];
  }
}

/** Requests and replies of one exchange share the address; an answer alone has the status. */
function addressOf({ url, method, status }: TraceEvent, name: StepName): Partial<Step> {
  if (/^(begun|renewing|approved)$/.test(name)) return {};
  return name === 'called' || name === 'identifying' ? { url, method } : { url, method, status };
}

const failing = ({ checks }: Step) => checks.some(({ passed }) => !passed);

/** A failure stands where the comparison failed; after that, whatever came is dropped. */
function atItsPlace(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, at) => {
    const [before, after] = [steps[at - 1], steps[at + 1]];
    if (step.name === 'failed' && before && failing(before)) return { ...step, name: 'dropped', failure: undefined } as const;
    return failing(step) && after?.name === 'failed' ? { ...step, failure: after.failure } : step;
  });
}

/** A renewal by way of the provider's pages, without a question (OpenID Connect Core section 3.1.2.1). */
export const isSilent = (told: Told): boolean => told.some(({ parameters }) => parameters?.prompt === 'none');

/** `told`: in the order of time. */
export function stepsOf(told: Told, startedAt: number): readonly Step[] {
  const silent = isSilent(told);
  let last = startedAt;
  const steps = told.flatMap((event, index) => {
    const now = timeOf(event);
    const since = Math.max(0, now - last);
    const parts = partsOf(event, { since, before: told[index - 1], silent });
    const made = parts.map(({ early, ...part }): Step => {
      const at = (early ? now - (event.took ?? (part.name === 'approved' ? since : 0)) : now) - startedAt;
      return { took: null, person: false, carries: false, parameters: [], checks: [], ...part, at, ...addressOf(event, part.name) };
    });
    last = now;
    return made;
  });
  return atItsPlace(steps);
}
