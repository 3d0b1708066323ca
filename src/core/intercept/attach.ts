/**
 * Puts a token on a request. Address + init + token -> the arguments of a safe `fetch`.
 * RFC 6750 sections 2.1 and 2.3; a redirect would carry the token or its data elsewhere, so it is an error unless the rule
 * says otherwise. Pure, but for a `Request` whose body is read.
 */
import { SingletError } from '../base/errors.ts';
import type { ApiRule } from '../provider/provider.ts';

/** Where a request goes, known before anything of it is consumed. */
export interface Target {
  readonly url: URL;
  readonly method: string;
}

/** The rest of a request, taken apart: no `Request` is built for a string and a plain init. */
export interface Parts {
  readonly init: RequestInit;
  readonly headers: Headers;
  /** False when the body can be read only once, so a retry is impossible. */
  readonly replayable: boolean;
}

const wellKnown = /^(delete|get|head|options|post|put)$/i;

/** Address and method of what was handed to `fetch`. A relative address counts from `base`. */
export function targetOf(input: RequestInfo | URL, init: RequestInit | undefined, base: string): Target {
  const request = input instanceof Request ? input : undefined;
  const method = init?.method ?? request?.method ?? 'GET';
  return {
    url: new URL(request ? request.url : (input as string | URL), base),
    // As fetch does it: the well-known names in capitals, others as they are.
    method: wellKnown.test(method) ? method.toUpperCase() : method,
  };
}

/** As fetch reads them: `init.headers` takes the place of the headers of a `Request`. A copy, to be changed. */
export function headersOf(input: RequestInfo | URL, init: RequestInit | undefined): Headers {
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
}

/** A string or a URL is taken apart here, a `Request` in request-parts.ts, which loads with the first of them. */
export function partsOf(init: RequestInit | undefined, headers: Headers, { method }: Target): Parts {
  return { init: { ...init, method }, headers, replayable: String(init?.body) !== '[object ReadableStream]' };
}

/** `request_refused` for what a browser would send without the token. */
export function refuseUnsafe({ init }: Parts): void {
  if (init.mode !== undefined && init.mode !== 'cors' && init.mode !== 'same-origin') {
    throw new SingletError('request_refused', { detail: `mode "${init.mode}"` });
  }
}

/**
 * Arguments for the bare fetch. The caller's own parameter of the same name is replaced, a fragment dropped. The token passes
 * through no method that a page could have replaced.
 */
export function attachToken({ url }: Target, { init, headers }: Parts, token: string, rule: ApiRule): readonly [string, RequestInit] {
  const { placement, credentials = 'omit', redirect = 'error' } = rule;
  const pairs = [...headers].filter(([name]) => name !== 'authorization');
  let { href } = url;
  if (placement.in === 'query') {
    const bare = new URL(url);
    bare.hash = '';
    bare.searchParams.delete(placement.name);
    href = `${bare.href + (bare.search ? '&' : '?') + placement.name}=${encodeURIComponent(token)}`;
  } else pairs.push(['authorization', `Bearer ${token}`]);
  const cache = init.cache === undefined || init.cache === 'default' ? 'no-store' : init.cache;
  return [href, { ...init, headers: pairs, cache, credentials, redirect, referrerPolicy: 'no-referrer' }];
}
