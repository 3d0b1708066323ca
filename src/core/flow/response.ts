/**
 * Takes apart what came back to callback/. Raw URL -> `AuthorizationResponse`, or `response_invalid`.
 * RFC 6749 sections 3.1 (no parameter twice), 4.1.2, 4.2.2; RFC 9207. Names are looked up in a Map,
 * so `__proto__` is a name like any other. Pure.
 */
import { SingletError } from '../base/errors.ts';

/** Longest reply that is looked at; long before a browser's own limit. */
const maxLength = 100_000;

export interface AuthorizationResponse {
  /** Parameters that RFC 6749 puts there, each exactly once. */
  readonly get: (name: string) => string | undefined;
  /** Address that the reply came to. */
  readonly landed: URL;
  /** Where each parameter stood. */
  readonly place: (name: string) => 'query' | 'fragment' | undefined;
}

/** A name may be shown if it is one that protocols use; a provider could send a bare `#TOKEN`. */
const shown = (name: string) => (/^[a-z_]{1,24}$/.test(name) ? `"${name}"` : 'a parameter');

function pairs(text: string, raw: boolean): [string, string][] {
  // URLSearchParams reads "+" as a space and mends malformed escapes; with `raw` a plus stays a plus.
  return [...new URLSearchParams(raw ? text.replaceAll('+', '%2B') : text)];
}

/** `rawFragment`: tokens of this provider may hold a raw "+". A leading "/" or a second "#" before the first name is forgiven. */
export function parseResponse(href: string, rawFragment = false): AuthorizationResponse {
  if (href.length > maxLength) throw new SingletError('response_invalid', { detail: 'the reply is too long' });
  const url = new URL(href);
  const fragment = url.hash.replace(/^#[#/]*/, '');
  const values = new Map<string, readonly ['query' | 'fragment', string]>();
  const add = (place: 'query' | 'fragment', list: [string, string][]) => {
    for (const [name, value] of list) {
      if (values.has(name)) throw new SingletError('response_invalid', { detail: `${shown(name)} comes twice` });
      if (/[\0-\x08\x0a-\x1f\x7f]/.test(value))
        throw new SingletError('response_invalid', { detail: `${shown(name)} has control characters` });
      values.set(name, [place, value]);
    }
  };
  add('query', pairs(url.search.slice(1), false));
  add('fragment', pairs(fragment, rawFragment));
  return { landed: url, get: (name) => values.get(name)?.[1], place: (name) => values.get(name)?.[0] };
}
