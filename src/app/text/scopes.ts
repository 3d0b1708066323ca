/** Words for scopes that differ from what was asked for. */
import { fill } from './text.ts';

/** What was granted, where it is not what was asked for. */
export const scopes = {
  without: 'Without {scopes}',
  withoutMany: 'Without {count} scopes',
  beyond: 'More than asked: {scopes}',
  beyondMany: '{count} scopes more than asked',
  label: 'Scopes of {name}',
  missing: 'Not granted',
  missingWhy: 'Calls that need them will be refused. To get them, sign in again and allow them.',
  extra: 'Granted without being asked for',
  extraWhy: '{provider} gave them on its own, so this token can do more than this page asked for.',
} as const;

/** The difference in a few words, for one line of a row. */
export function scopeLine(missing: readonly string[], extra: readonly string[]): string {
  const part = (list: readonly string[], few: string, many: string) =>
    list.length === 0 ? '' : fill(list.length > 2 ? many : few, { scopes: list.join(', '), count: list.length });
  return [part(missing, scopes.without, scopes.withoutMany), part(extra, scopes.beyond, scopes.beyondMany)].filter(Boolean).join(' · ');
}
