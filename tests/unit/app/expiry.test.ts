import { describe, expect, test } from 'vitest';
import { lifeOf, nextThread } from '../../../src/app/state/expiry.ts';
import type { ConnectionInfo } from '../../../src/core/index.ts';
import { statusOf } from '../../../src/core/session/listing.ts';

const hour = 3_600_000;
const base: ConnectionInfo = {
  id: 'c',
  source: 's',
  provider: 'p',
  flow: 'code',
  group: null,
  label: null,
  identity: { sub: 's' },
  scope: '',
  requestedScope: '',
  issuedAt: 0,
  expiresAt: hour,
  createdAt: 0,
  thread: 1,
  tail: 'a1b2',
  refreshable: false,
  ended: null,
  endpoints: [],
  generation: 1,
  status: 'active',
};

describe('the life of a connection as time passes', () => {
  test('its share of life runs from whole to nothing and never beyond', () => {
    expect(lifeOf(base, -5).share).toBe(1);
    expect(lifeOf(base, hour / 4)).toMatchObject({ status: 'active', share: 0.75, strand: 'timed', left: hour * 0.75 });
    expect(lifeOf({ ...base, refreshable: true }, 2 * hour).share).toBe(0);
  });

  test('the last tenth, at most ten minutes, is expiring', () => {
    expect(lifeOf(base, hour * 0.9).status).toBe('active');
    expect(lifeOf(base, hour * 0.9 + 1).status).toBe('expiring');
    const day = { ...base, expiresAt: 24 * hour };
    expect(lifeOf(day, 24 * hour - 600_000).status).toBe('active');
    expect(lifeOf(day, 24 * hour - 599_999).status).toBe('expiring');
  });

  test('one that renews itself asks for no attention, and is not cut when it ran out', () => {
    const renewing = { ...base, refreshable: true };
    expect(lifeOf(renewing, hour - 1).status).toBe('active');
    expect(lifeOf(renewing, hour)).toMatchObject({ status: 'expired', strand: 'timed' });
  });

  test('one that cannot renew itself is cut when it ran out', () => {
    expect(lifeOf(base, hour)).toMatchObject({ status: 'needs-sign-in', strand: 'cut' });
  });

  test('without a stated end it is endless', () => {
    expect(lifeOf({ ...base, expiresAt: null }, 99 * hour)).toMatchObject({ status: 'active', strand: 'endless', left: null });
  });

  test('what the provider ended stays ended, whatever the clock says', () => {
    expect(lifeOf({ ...base, expiresAt: null, ended: { error: 'invalid_grant', at: 1 } }, 0)).toMatchObject({
      status: 'needs-sign-in',
      strand: 'cut',
    });
  });

  test('it agrees with the core, but for the calm about those that renew themselves', () => {
    for (const refreshable of [true, false]) {
      for (let now = 0; now < 2 * hour; now += 60_000) {
        const connection = { ...base, refreshable };
        const core = statusOf(connection, now);
        const expected = core === 'expiring' && refreshable ? 'active' : core;
        expect(lifeOf({ ...connection, status: core }, now).status).toBe(expected);
      }
    }
  });
});

describe('the slot of the next thread', () => {
  const threads = (...slots: number[]) => slots.map((thread) => ({ thread }));
  test('is the lowest of the least used', () => {
    expect(nextThread([])).toBe(1);
    expect(nextThread(threads(1, 2, 4))).toBe(3);
    expect(nextThread(threads(1, 2, 3, 4, 5, 6, 7, 8))).toBe(1);
    expect(nextThread(threads(1, 1, 2, 3, 4, 5, 6, 7, 8))).toBe(2);
  });
});
