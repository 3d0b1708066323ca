/// <reference path="../virtual.d.ts" />
/**
 * What a shape cannot say of a config entry: which addresses are safe, what must come together,
 * what must never stand in a file that every visitor can read. Entry, or what of it has the right shape
 * -> list of faults. Pure. The sentences for them are in config-report.ts, which loads only when there is a fault.
 */

import { entryShape } from 'virtual:config-shape';
import { addressFault } from './address.ts';
import type { ConfigEntry } from './entry.ts';
import { fits } from './shape.ts';

export type FaultRule =
  | 'path'
  | 'reserved'
  | 'address'
  | 'origin'
  | 'own-origin'
  | 'oob'
  | 'secret'
  | 'endpoint-missing'
  | 'duplicate-id'
  | 'preset-unknown'
  | 'shape';

export interface Fault {
  /** Path inside the entry, for example `.api[0].origin`. */
  readonly path: string;
  readonly rule: FaultRule;
  readonly found: string;
}

/** Parameters and keys that are secrets by their name (RFC 6749, RFC 7523), in any spelling. */
const secretName =
  /^(client[-_]?secret|client[-_]?assertion|private[-_]?key|password|(access|refresh|id)[-_]?token|code[-_]?verifier|api[-_]?key)$/i;

/** The provider shows the code instead of sending it back; only flow manual-code knows what to do then. */
const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

/** Parameters that tie a reply to its request; Singlet alone sets them. */
export const reservedName = /^(client_id|redirect_uri|response_type|state|nonce|code_challenge(_method)?|scope|grant_type|code)$/;

const addresses = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'end_session_endpoint',
  'jwks_uri',
  'base',
] as const;

/** Every key, at any depth, that names a secret. Values are never looked at. */
export function secretKeys(value: unknown, path = ''): Fault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    return secretName.test(key) && item !== undefined && item !== null
      ? [{ path: at, rule: 'secret' as const, found: 'a value' }]
      : secretKeys(item, at);
  });
}

/** What of an entry has the right shape; places of a list that have not are holes. */
export type SoundPart<T = ConfigEntry> = T extends readonly (infer Item)[]
  ? readonly SoundPart<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]?: SoundPart<T[Key]> | undefined }
    : T;

/** `entry` has its preset laid under it. `pageOrigin` is the origin that callback/ is on. */
export function entryFaults(entry: SoundPart, pageOrigin: string): Fault[] {
  const faults: Fault[] = [];
  const check = (bad: boolean, path: string, rule: FaultRule, found: string) => {
    if (bad) faults.push({ path, rule, found });
  };
  const address = (path: string, value: string | undefined) =>
    value !== undefined && check(addressFault(value) !== null, path, 'address', value);
  for (const name of addresses) address(`.${name}`, entry[name]);
  address('.identity.endpoint', entry.identity?.endpoint);
  address('.identity.detail', entry.identity?.detail);
  entry.api?.forEach(({ origin, path = '/' }, index) => {
    if (origin !== undefined) {
      const fault = addressFault(origin) !== null || new URL(origin).origin !== origin.replace(/\/$/, '').toLowerCase();
      check(fault, `.api[${index}].origin`, 'origin', origin);
    }
    // Dots, a query or "//" would make another rule of it than what stands there.
    const plain = /^\/(?!\/)/.test(path) && new URL(path, 'https://x.invalid').pathname === path;
    check(!plain, `.api[${index}].path`, 'path', path);
  });
  for (const list of ['extraQueryParams', 'extraTokenParams'] as const) {
    for (const name of Object.keys(entry[list] ?? {})) check(reservedName.test(name), `.${list}.${name}`, 'reserved', name);
  }
  if (entry.link?.parameter !== undefined)
    check(reservedName.test(entry.link.parameter), '.link.parameter', 'reserved', entry.link.parameter);
  if (entry.redirect_uri === outOfBand) check(entry.flow !== 'manual-code', '.redirect_uri', 'oob', outOfBand);
  else if (entry.redirect_uri !== undefined) {
    const url = URL.canParse(entry.redirect_uri, pageOrigin) ? new URL(entry.redirect_uri, pageOrigin) : null;
    check(url?.origin !== pageOrigin || url.hash !== '', '.redirect_uri', 'own-origin', entry.redirect_uri);
  }
  check(!entry.issuer && !entry.authorization_endpoint, '', 'endpoint-missing', 'neither');
  return faults;
}

/** The quick answer for an entry as it was written, before its preset is known. */
export function hasShape(entry: unknown): entry is ConfigEntry {
  return fits(entryShape, entry) && secretKeys(entry).length === 0;
}
