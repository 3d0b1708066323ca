/**
 * Puts a token on a request. Address + init + token -> the arguments of a safe `fetch`. Pure.
 * RFC 6750 sections 2.1 and 2.3; a redirect would carry the token or its data elsewhere, so it is an error.
 */
import { SingletError } from '../base/errors.ts';
import type { Placement } from '../provider/provider.ts';

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

/** As fetch reads them: `init.headers` takes the place of the headers of a `Request`. */
export function headersOf(input: RequestInfo | URL, init: RequestInit | undefined): Headers {
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
}

/**
 * The request without its address. The body of a `Request` is read whole: handed on as a stream, a browser
 * would send it only over HTTP/2, and Firefox not at all.
 */
export async function partsOf(input: RequestInfo | URL, init: RequestInit | undefined, { method }: Target): Promise<Parts> {
  if (!(input instanceof Request)) {
    return { init: { ...init, method }, headers: headersOf(input, init), replayable: !(init?.body instanceof ReadableStream) };
  }
  const request = new Request(input, init);
  const { signal, mode, cache, integrity, keepalive, headers } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : await request.blob();
  return {
    init: { method, signal, mode, cache, integrity, keepalive, ...(body && { body }) },
    headers: new Headers(headers),
    replayable: true,
  };
}

/** `request_refused` for what a browser would send without the token. */
export function refuseUnsafe({ init }: Parts): void {
  if (init.mode !== undefined && init.mode !== 'cors' && init.mode !== 'same-origin') {
    throw new SingletError('request_refused', { detail: `mode "${init.mode}"` });
  }
}

/** Arguments for the bare fetch. The caller's own parameter of the same name is replaced, a fragment dropped. */
export function attachToken(
  { url }: Target,
  { init, headers: own }: Parts,
  token: string,
  placement: Placement,
): readonly [string, RequestInit] {
  const headers = new Headers(own);
  let href = url.href;
  if (placement.in === 'query') {
    const withToken = new URL(url);
    withToken.hash = '';
    withToken.searchParams.set(placement.name, token);
    href = withToken.href;
  } else {
    headers.set('authorization', `Bearer ${token}`);
  }
  const cache = init.cache === undefined || init.cache === 'default' ? 'no-store' : init.cache;
  return [href, { ...init, headers, cache, credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' }];
}
