import { describe, expect, test } from 'vitest';
import { lifeLine } from '../../../src/app/text/connections.ts';
import { duration, size, span } from '../../../src/app/text/time.ts';
import type { ConnectionInfo } from '../../../src/core/index.ts';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

describe('spans in words', () => {
  test.each([
    [-5, '0 s'],
    [59 * second + 999, '59 s'],
    [minute, '1 min'],
    [6 * minute + 40 * second, '6 min 40 s'],
    [10 * minute + 59 * second, '10 min'],
    [hour - 1, '59 min'],
    [hour, '1 h'],
    [20 * hour + 12 * minute, '20 h 12 min'],
    [day, '1 d'],
    [13 * day + 5 * hour, '13 d 5 h'],
    [60 * day, '60 days'],
  ])('%d ms is %s', (ms, words) => {
    expect(span(ms)).toBe(words);
  });
});

test('sizes and durations keep two or three figures', () => {
  expect([0, 999, 1800, 12_345, 5_200_000].map(size)).toEqual(['0 B', '999 B', '1.8 kB', '12 kB', '5.2 MB']);
  expect([0.4, 214.3, 1234, 12_345].map(duration)).toEqual(['0 ms', '214 ms', '1.23 s', '12.3 s']);
});

describe('what time does to a connection, in one line', () => {
  const line = (part: Partial<ConnectionInfo>, left: number | null) =>
    lifeLine({ ended: null, refreshable: false, expiresAt: null, ...part } as ConnectionInfo, left, 0);
  test('says what will happen at the end', () => {
    expect(line({}, null)).toBe('No expiry stated');
    expect(line({}, 52 * minute)).toBe('52 min left');
    expect(line({ refreshable: true }, 52 * minute)).toBe('52 min, renews');
    expect(line({ refreshable: true }, -1)).toBe('Renews on the next call');
    expect(line({ expiresAt: -minute }, -minute)).toMatch(/^Ended at /);
    expect(line({ ended: { error: 'invalid_grant', at: 0 } }, minute)).toMatch(/^invalid_grant at \d\d:\d\d$/);
  });
});
