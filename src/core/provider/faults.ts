/**
 * What is wrong with a config entry beyond its shape, fault by fault. Entry, or what of it has the right shape -> list of
 * faults. Pure. The tests are those of sound.ts; the sentences stand in config-report.ts. All loads only when there is a fault.
 */
import { actionFaults } from './action-sound.ts';
import { isAcceptable } from './address.ts';
import type { ConfigEntry } from './entry.ts';
import { addressNames, followsQuery, goesNowhere, isOrigin, isOwn, isPath, outOfBand, reservedName } from './sound.ts';
import { isSecret } from './whole-shape.ts';

export type FaultRule =
  | 'path'
  | 'follow-query'
  | 'reserved'
  | 'address'
  | 'origin'
  | 'own-origin'
  | 'oob'
  | 'secret'
  | 'endpoint-missing'
  | 'duplicate-id'
  | 'preset-unknown'
  | 'duplicate-action'
  | 'place'
  | 'shape';

export interface Fault {
  /** Path inside the entry, for example `.api[0].origin`. */
  readonly path: string;
  readonly rule: FaultRule;
  readonly found: string;
}

/** Every key, at any depth, that names a secret. Values are never looked at. */
export function secretKeys(value: unknown, path = ''): Fault[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    if (key === 'reply') return [];
    return isSecret(key, item) ? [{ path: at, rule: 'secret' as const, found: 'a value' }] : secretKeys(item, at);
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
  const address = (path: string, value: string | undefined) => value !== undefined && check(!isAcceptable(value), path, 'address', value);
  for (const name of addressNames) address(`.${name}`, entry[name]);
  address('.identity.endpoint', entry.identity?.endpoint);
  address('.identity.detail', entry.identity?.detail);
  entry.api?.forEach(({ origin, path = '/', redirect, placement }, index) => {
    check(followsQuery({ redirect, placement }), `.api[${index}].redirect`, 'follow-query', 'follow');
    if (origin !== undefined) check(!isOrigin(origin), `.api[${index}].origin`, 'origin', origin);
    check(!isPath(path), `.api[${index}].path`, 'path', path);
  });
  for (const list of ['extraQueryParams', 'extraTokenParams'] as const) {
    for (const name of Object.keys(entry[list] ?? {})) check(reservedName.test(name), `.${list}.${name}`, 'reserved', name);
  }
  if (entry.link?.parameter !== undefined)
    check(reservedName.test(entry.link.parameter), '.link.parameter', 'reserved', entry.link.parameter);
  if (entry.redirect_uri === outOfBand) check(entry.flow !== 'manual-code', '.redirect_uri', 'oob', outOfBand);
  else if (entry.redirect_uri !== undefined)
    check(!isOwn(entry.redirect_uri, pageOrigin), '.redirect_uri', 'own-origin', entry.redirect_uri);
  check(!entry.issuer && !entry.authorization_endpoint && !goesNowhere.test(entry.flow ?? ''), '', 'endpoint-missing', 'neither');
  faults.push(...actionFaults(entry.actions));
  return faults;
}
