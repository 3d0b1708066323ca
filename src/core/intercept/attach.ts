/**
 * Puts a token on a request. Address + init + token -> the arguments of a safe `fetch`.
 * RFC 6750 sections 2.1 and 2.3; a redirect would carry the token or its data elsewhere, so it is an error unless the rule
 * says otherwise. Pure, but for a `Request` whose body is read.
 */
import { SingletError } from '../base/errors.ts';
import type { RuleEntry } from './match.ts';

/** Where a request goes, known before anything of it is consumed. */
export interface Target {
  /** As a browser writes it, fragment included. */
  readonly href: string;
  /** Empty where no token can go: not of the web, or with a user name in it. */
  readonly origin: string;
  readonly path: string;
  readonly method: string;
}

/** The rest of a request, taken apart: no `Request` is built for a string and a plain init. */
export interface Parts {
  readonly init: RequestInit;
  /** By name, as typed; no two spellings of one name. */
  readonly headers: Record<string, string>;
}

const wellKnown = /^(delete|get|head|options|post|put)$/i;

/** What a browser writes is regular, and a text is read faster than the fields of a `URL`. A user name ends in "@", so none gets through. */
const web = /^(https?:\/\/[^/?#@]+)(\/[^?#]*)/;

/** A host typed in letters that a browser folds to others: the rule's host was not what was written (security ruling d.1). No host holds DEL. */
const foldedHost = /^[\0- ]*(https?:|[/\\]{2})[/\\]*[^/?#\\]*[^\0-~]/i;

/** Origin and path of an address as a browser writes it. */
export function placeOf(href: string): Pick<Target, 'href' | 'origin' | 'path'> {
  const [, origin = '', path = ''] = web.exec(href) ?? [];
  return { href, origin, path };
}

/** Address and method of what was handed to `fetch`. A relative address counts from `base`. */
export function targetOf(input: RequestInfo | URL, init: RequestInit | undefined, base: string): Target {
  const request = input instanceof Request ? input : undefined;
  const method = init?.method ?? request?.method ?? 'GET';
  const typed = request ? request.url : String(input);
  const { href } = new URL(typed, base);
  const folded = foldedHost.test(typed.replace(/[\t\n\r]/g, ''));
  // As fetch does it: the well-known names in capitals, others as they are.
  return { ...placeOf(folded ? '' : href), href, method: wellKnown.test(method) ? method.toUpperCase() : method };
}

/** As fetch reads them: `init.headers` takes the place of the headers of a `Request`. A copy; a plain object stays one. */
export function headersOf(input: RequestInfo | URL, init: RequestInit | undefined): Parts['headers'] {
  const given = init?.headers ?? (input instanceof Request ? input.headers : {});
  return Symbol.iterator in given ? Object.fromEntries(new Headers(given as HeadersInit)) : { ...given };
}

const isAuthorization = (name: string) => /^authorization$/i.test(name);

export const hasAuthorization = (headers: Parts['headers']) => Object.keys(headers).some(isAuthorization);

/** `request_refused` for what a browser would send without the token. */
export function refuseUnsafe({ init }: Parts): void {
  if (init.mode !== undefined && init.mode !== 'cors' && init.mode !== 'same-origin') {
    throw new SingletError('request_refused', { detail: `mode "${init.mode}"` });
  }
}

/** Whether a body can be read only once, so that nothing can be sent again. One of another realm is no instance of ours. */
export const isOneShot = ({ init }: Parts) => Object.prototype.toString.call(init.body) === '[object ReadableStream]';

/**
 * Arguments for the bare fetch. The caller's own parameter of the same name is replaced, a fragment dropped. The token passes
 * through no method that a page could have replaced: it stands in an object of our own.
 */
export function attachToken(
  { href, method }: Target,
  { init, headers }: Parts,
  token: string,
  entry: RuleEntry,
): readonly [string, RequestInit] {
  const { placement, credentials = 'omit', redirect = 'error', scheme = 'Bearer' } = entry.rule;
  const inQuery = placement.in === 'query';
  for (const name of Object.keys(headers)) if (isAuthorization(name)) delete headers[name];
  let url = href;
  if (inQuery) {
    const bare = new URL(href);
    bare.hash = '';
    bare.searchParams.delete(placement.name);
    url = `${bare.href + (bare.search ? '&' : '?') + placement.name}=${encodeURIComponent(token)}`;
  }
  // The browser's cache knows addresses, not accounts: what one was answered must not be shown to another. Chromium asks
  // for leave again before each call that passes the cache by, so it is used where one account is all there was.
  const { cache: asked = 'default' } = init;
  const cache = asked === 'default' && (inQuery || entry.shared) ? 'no-store' : asked;
  const sent = inQuery ? headers : { ...headers, authorization: `${scheme} ${token}` };
  return [
    url,
    { ...init, method, headers: sent, cache, credentials, redirect: inQuery ? 'error' : redirect, referrerPolicy: 'no-referrer' },
  ];
}
