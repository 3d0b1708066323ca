/**
 * The fetch that talks to token, metadata, identity and revocation endpoints.
 * Never follows a redirect (a secret would be posted on, RFC 9700 section 4.12), never sends cookies,
 * never waits longer than 15 s, never reads more than 1 MB. Request -> status + text, or a `SingletError`.
 */
import { SingletError } from '../base/errors.ts';

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
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export type GuardedFetch = (url: string, init?: RequestInit) => Promise<Reply>;

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

/** Whether the address answers with a redirect; asked without any secret after a bare network failure. */
async function redirects(fetch: GuardedFetchOptions['fetch'], url: string, signal: AbortSignal): Promise<boolean> {
  try {
    // The query may hold a token.
    const bare = new URL(url);
    bare.search = '';
    return (
      (
        await fetch(bare.href, {
          redirect: 'manual',
          mode: 'cors',
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          cache: 'no-store',
          signal,
        })
      ).type === 'opaqueredirect'
    );
  } catch {
    return false;
  }
}

/**
 * Errors: `timed_out`, `aborted`, `redirect_refused`, `reply_too_large`, `network_failed`
 * (offline, DNS, TLS, CORS and CSP look alike to a page).
 */
export function guardFetch({ fetch, now, timeoutMs = 15_000, maxBytes = 1_000_000 }: GuardedFetchOptions): GuardedFetch {
  return async (url, init = {}) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([limit, init.signal]) : limit;
    try {
      const response = await fetch(url, {
        ...init,
        signal,
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      return { status: response.status, headers: response.headers, receivedAt: now(), text: await readCapped(response, maxBytes) };
    } catch (cause) {
      if (cause instanceof SingletError) throw cause;
      const detail = new URL(url).host;
      if (limit.aborted) throw new SingletError('timed_out', { detail, cause });
      if (signal.aborted) throw new SingletError('aborted', { cause });
      if (await redirects(fetch, url, signal)) throw new SingletError('redirect_refused', { detail, cause });
      throw new SingletError('network_failed', { detail, cause });
    }
  };
}

/** A reply's JSON, without a byte order mark; undefined for a 404. */
export async function fetchJson(guarded: GuardedFetch, url: string, init?: RequestInit): Promise<unknown> {
  const { status, text } = await guarded(url, { headers: { accept: 'application/json' }, ...init });
  if (status === 404) return undefined;
  if (status < 200 || status > 299) throw new SingletError('server_failed', { detail: `${new URL(url).host} answered ${status}` });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new SingletError('server_failed', { detail: `${new URL(url).host} sent no JSON` });
  }
}
