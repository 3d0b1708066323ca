/** The token flow with an ID token beside the token: what proves whose it is. OpenID Connect Core section 3.2.2.11. */
import { describe, expect, test } from 'vitest';
import { aTab, leave } from '../../fixtures/browser-ports.ts';
import { anIdToken, aServer, comeBack, type Forging, failureOf, implicit, nowS, one, otherKeys } from './ways-world.ts';

describe('id_token token', () => {
  const good = async (nonce: string, forging: Forging = {}) => ({
    access_token: 'canary_access_token',
    token_type: 'Bearer',
    expires_in: '3600',
    id_token: await anIdToken(nonce, 'canary_access_token', forging),
  });

  test('is asked for with a nonce, proven, and needs no question', async () => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    const url = await comeBack(tab, singlet, good);
    expect(url.searchParams.get('response_type')).toBe('id_token token');
    expect(url.searchParams.get('nonce')).toMatch(/^[\da-f]{32}$/);
    expect(await singlet.completeSignIn()).toMatchObject({ status: 'connected', connection: { identity: { sub: 'u1' }, flow: 'token' } });
  });

  test.each<[string, (nonce: string) => Promise<Record<string, string>>, string]>([
    ['signed by someone else', (nonce) => good(nonce, { key: otherKeys.privateKey }), 'the signature is wrong'],
    ['not signed at all', (nonce) => good(nonce, { alg: 'none' }), 'signed with "none"'],
    ['signed with a shared secret', (nonce) => good(nonce, { alg: 'HS256' }), 'signed with "HS256"'],
    ['of another sign-in', () => good('another'), 'claim nonce'],
    ['of another client', (nonce) => good(nonce, { claims: { aud: 'other' } }), 'claim aud'],
    ['of another issuer', (nonce) => good(nonce, { claims: { iss: 'https://evil.example' } }), 'claim iss'],
    ['too old', (nonce) => good(nonce, { claims: { exp: nowS - 3600 } }), 'claim exp'],
    ['for another access token', async (nonce) => ({ ...(await good(nonce)), access_token: 'canary_other_token' }), 'claim at_hash'],
    ['for no access token', (nonce) => good(nonce, { claims: { at_hash: undefined } }), 'claim at_hash'],
    ['missing', async () => ({ access_token: 'canary_access_token', token_type: 'Bearer' }), ''],
  ])('one that is %s is refused, and nothing is kept', async (_what, forge, detail) => {
    const { server } = aServer();
    const tab = aTab(server);
    const singlet = await tab.open(implicit);
    await comeBack(tab, singlet, forge);
    const failure = await failureOf(singlet.completeSignIn());
    expect(failure?.code).toMatch(/^(id_token_invalid|response_invalid)$/);
    expect(failure?.detail).toContain(detail);
    expect(await singlet.connections()).toEqual([]);
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  test('is not asked for without openid, and can be switched off', async () => {
    const { server } = aServer();
    for (const entry of [
      { flow: 'token', scope: 'read' },
      { flow: 'token', response_type: 'token' },
    ] as const) {
      const tab = aTab(server);
      const url = await leave(tab, (await tab.open(one(entry))).connect('acme'));
      expect(url.searchParams.get('response_type')).toBe('token');
    }
  });
});
