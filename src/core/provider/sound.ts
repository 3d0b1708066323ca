/**
 * Whether a config entry of the right shape may be used: which addresses are safe, what must come
 * together, what must never stand in a file that every visitor can read. Says only yes or no; faults.ts names each fault
 * by the same tests, and loads only after a no. Pure.
 */
import { words } from '../base/words.ts';
import { isAcceptable } from './address.ts';
import type { ApiRuleEntry, ConfigEntry } from './entry.ts';

/** Parameters and keys that are secrets by their name (RFC 6749, RFC 7523), in any spelling. */
export const secretName =
  /^(client[-_]?secret|client[-_]?assertion|private[-_]?key|password|(access|refresh|id)[-_]?token|code[-_]?verifier|api[-_]?key)$/i;

/** Parameters that tie a reply to its request; Singlet alone sets them. */
export const reservedName = /^(client_id|redirect_uri|response_type|state|nonce|code_challenge(_method)?|scope|grant_type|code)$/;

/** The provider shows the code instead of sending it back; only flow manual-code knows what to do then. */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export const addressNames = words(
  'issuer authorization_endpoint token_endpoint revocation_endpoint userinfo_endpoint end_session_endpoint jwks_uri base',
);

export const isOrigin = (text: string) => isAcceptable(text) && new URL(text).origin === text.replace(/\/$/, '').toLowerCase();

/** Dots, a query or "//" would make another rule of it than what stands there. */
export const isPath = (text: string) => /^\/(?!\/)/.test(text) && new URL(text, 'https://x.invalid').pathname === text;

/** A token of the query would stand in the address that is left. */
export const followsQuery = ({ redirect, placement }: Pick<ApiRuleEntry, 'redirect' | 'placement'>) =>
  redirect !== undefined && placement?.startsWith('query:') === true;

export function isOwn(text: string, pageOrigin: string): boolean {
  const url = URL.canParse(text, pageOrigin) ? new URL(text, pageOrigin) : null;
  return url?.origin === pageOrigin && url.hash === '';
}

/** Flows without a page to send a person to. */
export const goesNowhere = /^(client|signed|paste)/;

/** The entry with its preset laid under it. `pageOrigin` is the origin that callback/ is on. */
export function isSound(whole: ConfigEntry, pageOrigin: string): boolean {
  const { identity, api = [], link, redirect_uri, flow } = whole;
  const given = [...addressNames.map((name) => whole[name]), identity?.endpoint, identity?.detail];
  const names = Object.keys({ ...whole.extraQueryParams, ...whole.extraTokenParams });
  return (
    given.every((address) => address === undefined || isAcceptable(address)) &&
    api.every(
      ({ origin, path = '/', redirect, placement }) => isOrigin(origin) && isPath(path) && !followsQuery({ redirect, placement }),
    ) &&
    !names.some((name) => reservedName.test(name) || secretName.test(name)) &&
    !reservedName.test(link?.parameter ?? '') &&
    (redirect_uri === undefined || (redirect_uri === outOfBand ? flow === 'manual-code' : isOwn(redirect_uri, pageOrigin))) &&
    !!(whole.issuer || whole.authorization_endpoint || goesNowhere.test(flow ?? ''))
  );
}
