import { describe, expect, test } from 'vitest';
import { scopeDifference } from '../../../src/app/state/connections.ts';
import { renewalOf } from '../../../src/app/state/expiry.ts';
import { namedWith } from '../../../src/app/text/connections.ts';
import { disconnectedWhy } from '../../../src/app/text/disconnect.ts';
import { scopeLine } from '../../../src/app/text/scopes.ts';
import type { ConnectionInfo, DisconnectResult, ProviderInfo } from '../../../src/core/index.ts';

describe('[S37] what was granted and what was asked for', () => {
  const differ = (requestedScope: string, scope: string, refreshable = false) => scopeDifference({ requestedScope, scope, refreshable });

  test('are the same in any order', () => {
    expect(differ('openid profile', 'profile  openid')).toEqual({ missing: [], extra: [] });
  });

  test('less and more are told apart, by exact letters', () => {
    expect(differ('openid orders:read orders:write', 'openid orders:read admin')).toEqual({ missing: ['orders:write'], extra: ['admin'] });
    expect(differ('Read', 'read')).toEqual({ missing: ['Read'], extra: ['read'] });
    expect(differ('a a b', 'b')).toEqual({ missing: ['a'], extra: [] });
  });

  test('who asked for nothing takes what is given', () => {
    expect(differ('', 'everything')).toEqual({ missing: [], extra: [] });
  });

  test('a refresh token is what offline_access is for', () => {
    expect(differ('openid offline_access', 'openid', true).missing).toEqual([]);
    expect(differ('openid offline_access', 'openid', false).missing).toEqual(['offline_access']);
  });

  test('stand in one line, many as their number', () => {
    expect(scopeLine([], [])).toBe('');
    expect(scopeLine(['orders:write'], [])).toBe('Without orders:write');
    expect(scopeLine(['a', 'b'], ['admin'])).toBe('Without a, b · More than asked: admin');
    expect(scopeLine(['a', 'b', 'c'], ['d', 'e', 'f'])).toBe('Without 3 scopes · 3 scopes more than asked');
  });
});

describe('how a connection gets a new token', () => {
  const one = { refreshable: false, ended: null, requestedScope: 'openid profile', scope: 'openid profile' };
  const provider = { issuer: 'https://id.example', flow: 'code', scope: 'openid' } as ProviderInfo;
  test.each([
    ['by its refresh token', { ...one, refreshable: true }, provider, 'refresh'],
    ['without a question where it speaks OpenID Connect', one, provider, 'silent'],
    ['with the scope of the settings where none was noted', { ...one, requestedScope: '', scope: '' }, provider, 'silent'],
    ['by a sign-in without openid', { ...one, requestedScope: 'read' }, provider, 'sign-in'],
    ['by a sign-in without an issuer', one, { ...provider, issuer: undefined }, 'sign-in'],
    ['by a sign-in where a code is pasted', one, { ...provider, flow: 'manual-code' as const }, 'sign-in'],
    [
      'by a sign-in after the provider ended it',
      { ...one, refreshable: true, ended: { error: 'invalid_grant', at: 1 } },
      provider,
      'sign-in',
    ],
    ['not at all without its provider', one, undefined, null],
  ])('%s', (_, connection, known, way) => {
    expect(renewalOf(connection, known)).toBe(way);
  });
});

describe('what came of a disconnect', () => {
  const told = (revoked: DisconnectResult['revoked'], session: DisconnectResult['session']) =>
    disconnectedWhy({ revoked, session }, 'Acme');

  test('is told in both halves', () => {
    expect(told('revoked', 'ended')).toEqual({
      why: 'Acme confirmed that the token is ended. Its sign-out sent you back, so your session there has ended too, unless you chose to stay.',
      certain: true,
    });
    expect(told('not-supported', 'unknown').why).toMatch(/^Acme has no way to end a token.*Nothing came back from its sign-out/);
  });

  test('is certain only where all that was asked for is', () => {
    const certain = (['revoked', 'not-supported', 'unknown', 'not-asked'] as const).flatMap((revoked) =>
      (['ended', 'not-supported', 'unknown', 'not-asked'] as const)
        .filter((session) => told(revoked, session).certain)
        .map((session) => `${revoked} ${session}`),
    );
    expect(certain).toEqual(['revoked ended', 'revoked not-asked']);
  });

  test('leaves no gap for what was not asked', () => {
    expect(told('not-asked', 'not-asked').why).toBe('The token itself stays valid at Acme until it ends, if it ever does.');
  });
});

test('buttons of two connections at one provider are told apart', () => {
  const named = (identity: ConnectionInfo['identity']) => namedWith('Acme', { identity } as ConnectionInfo);
  expect(named({ sub: '1', name: 'Maya', email: 'maya@a.example' })).toBe('Acme, Maya, maya@a.example');
  expect(named({ sub: '1', name: 'Maya' })).toBe('Acme, Maya');
  expect(named({ sub: '0123456789abcdef0123' })).toBe('Acme, 0123…0123');
  expect(named({ sub: '36b6aaaaaaaaaaaac04e', name: 'Maya', profiles: [] })).toBe('Acme, Maya, account 36b6…c04e');
  expect(named({ sub: '' })).toBe('Acme');
  expect(named({ sub: 'x', email: 'Acme' })).toBe('Acme');
});
