/**
 * A JSON value -> what one line of the tree shows of it. Pure.
 * A `String` object stands for a number that a double cannot hold, as it was written; JSON itself makes none.
 */

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

export interface JsonEntry {
  readonly key: string;
  readonly value: unknown;
}

export function kindOf(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof String) return 'number';
  const kind = typeof value;
  return kind === 'object' || kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : 'string';
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !(value instanceof String);

export const isBranch = (value: unknown): boolean => isObject(value) && sizeOf(value) > 0;

/** Number of entries or keys. */
export function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

/** Entries from `from`, at most `count`: a long list is drawn in pieces. */
export function slice(value: unknown, from: number, count: number): readonly JsonEntry[] {
  if (Array.isArray(value)) return value.slice(from, from + count).map((item, at) => ({ key: String(from + at), value: item as unknown }));
  if (!isObject(value)) return [];
  return Object.entries(value)
    .slice(from, from + count)
    .map(([key, item]) => ({ key, value: item as unknown }));
}

/** `thumbnail, low, standard`: the first keys, for a branch that is closed. */
export function keysLine(value: unknown): string | null {
  if (!isObject(value) || Array.isArray(value)) return null;
  const line = Object.keys(value).slice(0, 4).join(', ');
  return sizeOf(value) <= 3 && line.length <= 48 ? line : null;
}

/** An address that may become a link: http or https and nothing else. */
export function linkOf(value: string): string | null {
  if (!/^https?:\/\/\S+$/.test(value) || value.length > 2000 || !URL.canParse(value)) return null;
  return value;
}

const timeKey = /(^|_)(at|on|time|date|timestamp|created|updated|modified|expires|exp|iat|nbf)$|(At|Time|Date)$/;

/** Epoch ms of a number that stands under a key that names a time, in seconds or milliseconds from 2001 to 2096. */
export function timeOf(key: string, value: number): number | null {
  if (!timeKey.test(key) || !Number.isInteger(value)) return null;
  if (value > 1e12 && value < 4e12) return value;
  return value > 1e9 && value < 4e9 ? value * 1000 : null;
}

/** Long texts are cut in the tree; Raw has them whole. */
export function textOf(value: string, most = 2000): string {
  return JSON.stringify(value.length > most ? `${value.slice(0, most)}…` : value);
}
