/// <reference path="../virtual.d.ts" />
/**
 * What a shape cannot say of a config entry: which addresses are safe, what must come together,
 * what must never stand in a file that every visitor can read. Entry -> list of faults. Pure.
 * The sentences for them are in config-report.ts, which loads only when there is a fault.
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

/** Parameters and keys that are secrets by their name (RFC 6749, RFC 7523). */
const secretName = /^(client_secret|client_assertion|private_key|password|access_token|refresh_token|id_token|code_verifier|api_?key)$/i;

/** Parameters that tie a reply to its request; Singlet alone sets them. */
export const reservedName = /^(client_id|redirect_uri|response_type|state|nonce|code_challenge(_method)?|scope|grant_type|code)$/;

const addresses = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'end_session_endpoint',
  'base',
] as const;

/** Every key, at any depth, that names a secret. Values are never looked at. */
export function secretKeys(value: unknown, path = ''): Fault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    return typeof item === 'string' && secretName.test(key)
      ? [{ path: at, rule: 'secret' as const, found: 'a value' }]
      : secretKeys(item, at);
  });
}

/** `entry` has the right shape and its preset laid under it. `pageOrigin` is the origin that callback/ is on. */
export function entryFaults(entry: ConfigEntry, pageOrigin: string): Fault[] {
  const faults: Fault[] = [];
  const check = (bad: boolean, path: string, rule: FaultRule, found: string) => {
    if (bad) faults.push({ path, rule, found });
  };
  for (const name of addresses) {
    const value = entry[name];
    if (value !== undefined) check(addressFault(value) !== null, `.${name}`, 'address', value);
  }
  if (entry.identity) check(addressFault(entry.identity.endpoint) !== null, '.identity.endpoint', 'address', entry.identity.endpoint);
  if (entry.identity?.detail) check(addressFault(entry.identity.detail) !== null, '.identity.detail', 'address', entry.identity.detail);
  entry.api?.forEach(({ origin, path = '/' }, index) => {
    const fault = addressFault(origin) !== null || new URL(origin).origin !== origin.replace(/\/$/, '').toLowerCase();
    check(fault, `.api[${index}].origin`, 'origin', origin);
    // Dots, a query or "//" would make another rule of it than what stands there.
    const plain = /^\/(?!\/)/.test(path) && new URL(path, 'https://x.invalid').pathname === path;
    check(!plain, `.api[${index}].path`, 'path', path);
  });
  for (const list of ['extraQueryParams', 'extraTokenParams'] as const) {
    for (const name of Object.keys(entry[list] ?? {})) check(reservedName.test(name), `.${list}.${name}`, 'reserved', name);
  }
  if (entry.redirect_uri !== undefined) {
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
