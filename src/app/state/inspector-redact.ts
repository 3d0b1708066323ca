/**
 * The second net under the masks: live secrets are taken out of any text that a server wrote (raw and percent-encoded), and what
 * leaves the page has placeholders in their place. Pure.
 */
import { Secret, type TraceEvent } from '../../core/index.ts';
import type { Told } from './inspector-log.ts';
import type { Shown } from './inspector-model.ts';

/** Shorter ones are no secret, and would take holes out of ordinary words. */
const shortest = 8;
const mask = '••••';

function* secretsIn({ parameters = {}, token, checks = [] }: TraceEvent): Generator<Secret> {
  const values = [token, ...Object.values(parameters), ...checks.flatMap(({ expected, actual }) => [expected, actual])];
  for (const value of values) if (value instanceof Secret) yield value;
}

export type Scrub = (text: string) => string;

/** Knows every secret of everything that was told. */
export function scrubber(told: readonly Told[]): Scrub {
  const values = new Set<string>();
  for (const event of told.flat()) {
    for (const secret of secretsIn(event)) {
      const value = secret.reveal();
      if (value.length < shortest) continue;
      values.add(value);
      values.add(encodeURIComponent(value));
    }
  }
  // Looked up by how they begin: hundreds of secrets against hundreds of short texts. The longest first: one may be part of another.
  const byHead = new Map<string, string[]>();
  for (const value of [...values].sort((a, b) => b.length - a.length)) {
    const head = value.slice(0, shortest);
    byHead.set(head, [...(byHead.get(head) ?? []), value]);
  }
  return (text) => {
    let left = '';
    let from = 0;
    for (let at = 0; at <= text.length - shortest; at++) {
      const found = byHead.get(text.slice(at, at + shortest))?.find((value) => text.startsWith(value, at));
      if (!found) continue;
      left += text.slice(from, at) + mask;
      from = at + found.length;
      at = from - 1;
    }
    return left + text.slice(from);
  };
}

/** What stands in a file in place of a secret: `$CODE_VERIFIER`. */
export const placeholder = (name: string): string => `$${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;

/** A value as it may leave the page. */
export const leaving = (name: string, value: Shown, scrub: Scrub): string => (value instanceof Secret ? placeholder(name) : scrub(value));
