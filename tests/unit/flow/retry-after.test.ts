import { describe, expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/core/flow/retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), now);

describe('[S42] how long a server asks to wait', () => {
  test.each([
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['no time at all', { 'retry-after': '0' }, 0],
    ['an hour is cut to a minute', { 'retry-after': '3600' }, 60_000],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 12:00:45 GMT' }, 45_000],
    ['a date that has passed', { 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
    ['a date far off', { 'retry-after': 'Fri, 01 Jan 2027 12:00:00 GMT' }, 60_000],
    ["a date by the server's own clock", { 'retry-after': 'Thu, 01 Jan 2026 09:00:10 GMT', date: 'Thu, 01 Jan 2026 09:00:00 GMT' }, 10_000],
    ['not stated, or not shown to this page', {}, undefined],
    ['empty', { 'retry-after': '' }, undefined],
    ['a fraction', { 'retry-after': '1.5' }, undefined],
    ['negative', { 'retry-after': '-5' }, undefined],
    ['words', { 'retry-after': 'a while' }, undefined],
    ['a date without its zone', { 'retry-after': '2026-01-01 12:00:30' }, undefined],
    ['huge', { 'retry-after': '9'.repeat(400) }, 60_000],
  ])('%s', (_, headers, expected) => {
    expect(read(headers as Record<string, string>)).toBe(expected);
  });
});
