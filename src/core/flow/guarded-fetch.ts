/**
 * The fetch that talks to token, metadata, identity and revocation endpoints.
 * Never follows a redirect (a secret would be posted on, RFC 9700 section 4.12), never sends cookies,
 * never waits longer than 15 s, never reads more than 1 MB, never sends a request twice.
 * Request -> status + text, or a `SingletError` that says what was found, how sure that is, and what may be spent.
 */
import { type ErrorCode, type ErrorFacts, SingletError } from '../base/errors.ts';
import { browserEvidence, type EvidencePorts, findEvidence, type PolicyWatch } from './network-evidence.ts';
import { retryAfterMs } from './retry-after.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Epoch ms at which the head of the reply was there. */
  readonly receivedAt: number;
}

export interface GuardedFetchOptions {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Of the browser unless given. */
  readonly evidence?: EvidencePorts | undefined;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export type GuardedFetch = (url: string, init?: RequestInit) => Promise<Reply>;

const simpleHeaders: readonly string[] = ['accept', 'accept-language', 'content-language'];
const simpleTypes = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\s*(;|$)/i;

/** Whether the browser asks the server before it sends this (Fetch standard, CORS-preflight request). */
function needsPreflight({ method = 'GET', headers }: RequestInit): boolean {
  if (!/^(GET|HEAD|POST)$/i.test(method)) return true;
  return [...new Headers(headers)].some(
    ([name, value]) => !simpleHeaders.includes(name) && !(name === 'content-type' && simpleTypes.test(value)),
  );
}

/** Only requests that change something use up a code, a token or a secret. */
const spends = ({ method = 'GET' }: RequestInit) => !/^(GET|HEAD)$/i.test(method);

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBytes) {
      void reader.cancel();
      throw new SingletError('reply_too_large', { detail: `over ${maxBytes} bytes` });
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** What was known when a request failed. */
interface Failed {
  readonly url: string;
  readonly init: RequestInit;
  readonly cause: unknown;
  /** The head of the reply was read. */
  readonly answered: boolean;
  /** There was a network when the request set out. */
  readonly setOut: boolean;
  readonly timedOut: boolean;
  readonly evidence: EvidencePorts;
  readonly watch: PolicyWatch;
}

/** Causes that keep a request from leaving the browser. */
const heldBack: readonly ErrorCode[] = ['mixed_content', 'policy_blocked', 'local_network_denied'];

/** Whether the server can have acted on it. */
function spentBy(code: ErrorCode, { init, answered, setOut }: Failed): 'nothing' | 'maybe' {
  if (!spends(init) || !setOut) return 'nothing';
  if (answered || code === 'redirect_refused' || code === 'timed_out' || code === 'network_failed') return 'maybe';
  return heldBack.includes(code) || needsPreflight(init) ? 'nothing' : 'maybe';
}

async function explain(failed: Failed): Promise<SingletError> {
  const { url, init, cause, answered, timedOut, evidence, watch } = failed;
  const { host, origin } = new URL(url);
  const told = (code: ErrorCode, certainty?: ErrorFacts['certainty'], detail = host) =>
    new SingletError(code, { detail, cause, facts: { ...(certainty && { certainty }), spent: spentBy(code, failed), origin } });
  if (cause instanceof SingletError) return told(cause.code, 'certain', `${host}, ${cause.detail}`);
  if (timedOut) return told('timed_out', 'certain');
  if (init.signal?.aborted) return told('aborted');
  if (answered) return told('network_failed', 'certain', `${host}, the reply broke off`);
  const signal = init.signal ?? undefined;
  const found = await findEvidence(url, evidence, { watch, preflight: needsPreflight(init), signal });
  return signal?.aborted ? told('aborted') : told(found.code, found.certainty);
}

/**
 * Errors: `timed_out`, `aborted`, `reply_too_large`, `network_failed` (cannot be told), and those of the evidence:
 * `offline`, `mixed_content`, `policy_blocked`, `local_network_denied`, `redirect_refused`, `cors_blocked`, `unreachable`.
 */
export function guardFetch(options: GuardedFetchOptions): GuardedFetch {
  const { fetch, now, evidence = browserEvidence(fetch), timeoutMs = 15_000, maxBytes = 1_000_000 } = options;
  return async (url, init = {}) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([limit, init.signal]) : limit;
    const setOut = evidence.online();
    const watch = evidence.watch();
    let answered = false;
    try {
      const response = await fetch(url, {
        ...init,
        signal,
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      answered = true;
      return { status: response.status, headers: response.headers, receivedAt: now(), text: await readCapped(response, maxBytes) };
    } catch (cause) {
      throw await explain({ url, init, cause, answered, setOut, timedOut: limit.aborted, evidence, watch });
    } finally {
      watch.stop();
    }
  };
}

/** A reply's JSON, without a byte order mark; undefined for a 404. `refused`: the code for a 401 or 403. */
export async function fetchJson(
  guarded: GuardedFetch,
  url: string,
  init?: RequestInit,
  refused: 'server_failed' | 'identity_failed' = 'server_failed',
): Promise<unknown> {
  const { status, text, headers, receivedAt } = await guarded(url, { headers: { accept: 'application/json' }, ...init });
  if (status === 404) return undefined;
  const { host, origin } = new URL(url);
  if (status < 200 || status > 299) {
    const waitMs = retryAfterMs(headers, receivedAt);
    const code = status === 401 || status === 403 ? refused : 'server_failed';
    throw new SingletError(status === 429 ? 'rate_limited' : code, {
      detail: `${host} answered ${status}`,
      facts: { origin, ...(waitMs !== undefined && { retryAfterMs: waitMs }) },
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new SingletError('server_failed', { detail: `${host} sent no JSON` });
  }
}
