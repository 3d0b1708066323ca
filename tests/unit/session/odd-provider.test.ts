import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import type { ConfigEntry } from '../../../src/core/provider/entry.ts';
import { aTab, leave, type Server } from '../../fixtures/browser-ports.ts';

const callback = 'https://app.example/singlet/callback/';

/** A system that no preset describes: tokens in an envelope, their end as a date, a scheme of its own, refusals with status 200. */
const lumen: ConfigEntry = {
  id: 'lumen',
  name: 'Lumen',
  client_id: 'app-7',
  authorization_endpoint: 'https://lumen.example/connect',
  token_endpoint: 'https://lumen.example/v2/session',
  flow: 'code',
  tokenRequest: {
    format: 'json',
    headers: { 'X-Request': '{uuid}' },
    body: { grant: { kind: 'code', value: '{code}' }, app: '{client_id}' },
  },
  reply: {
    token_type: 'bearer',
    access_token: 'result.session.key',
    refresh_token: 'result.session.again',
    expires_at: 'result.session.ends',
    error: 'problem.kind',
    error_description: 'problem.text',
    retry_after: 'problem.wait',
    errors: { 'bad-code': 'invalid_grant', 'bad-app': 'invalid_client', busy: 'temporarily_unavailable' },
  },
  identity: { endpoint: 'https://api.lumen.example/who', sub: 'person.number', name: 'person.called' },
  api: [{ origin: 'https://api.lumen.example', path: '/', scheme: 'Token' }],
};

function aLumen(session: () => unknown) {
  const seen: { url: URL; init: RequestInit | undefined }[] = [];
  const server: Server = (url, init) => {
    seen.push({ url, init });
    if (url.pathname === '/v2/session') return new Response(JSON.stringify(session()));
    if (url.host !== 'api.lumen.example') return undefined;
    const authorization = new Headers(init?.headers).get('authorization');
    if (authorization !== 'Token lumen-key-1') return new Response('{}', { status: 401 });
    return new Response(JSON.stringify({ person: { number: 41, called: 'Noor' } }));
  };
  return { seen, tab: aTab(server) };
}

async function signIn(session: () => unknown) {
  const { seen, tab } = aLumen(session);
  const singlet = await tab.open({ providers: [lumen] });
  expect(singlet.problems()).toEqual([]);
  const url = await leave(tab, singlet.connect('lumen'));
  await tab.arrive(`${callback}?code=c-1&state=${encodeURIComponent(url.searchParams.get('state') ?? '')}`);
  const outcome = await singlet.completeSignIn().catch((error: unknown) => error);
  return { seen, tab, singlet, outcome };
}

const ends = '2025-10-09T10:53:20.000Z';

describe('a provider that no preset describes', () => {
  test('connects by data alone: envelope, date, scheme, body of its own', async () => {
    const { seen, tab, singlet, outcome } = await signIn(() => ({
      result: { session: { key: 'lumen-key-1', again: 'lumen-again-1', ends } },
    }));
    expect(outcome).toMatchObject({ status: 'connected', connection: { identity: { sub: '41', name: 'Noor' }, refreshable: true } });
    const [asked] = seen.filter(({ url }) => url.pathname === '/v2/session');
    expect(JSON.parse(String(asked?.init?.body))).toEqual({ grant: { kind: 'code', value: 'c-1' }, app: 'app-7' });
    expect(new Headers(asked?.init?.headers).get('x-request')).toMatch(/^[0-9a-f-]{36}$/);
    const [connection] = await singlet.connections();
    expect(connection?.expiresAt).toBe(Date.parse(ends));
    expect(Date.parse(ends)).toBeGreaterThan(tab.ports.now());
    expect((await singlet.fetch('https://api.lumen.example/things')).status).toBe(200);
  });

  test.each([
    ['bad-code', 'token_rejected'],
    ['bad-app', 'client_rejected'],
    ['busy', 'server_failed'],
    ['something else', 'token_rejected'],
  ])('a refusal in a reply with status 200: %s -> %s', async (kind, code) => {
    const { outcome, singlet } = await signIn(() => ({ problem: { kind, text: 'why', wait: 5 } }));
    if (!isSingletError(outcome)) throw new Error('it was no failure');
    expect([outcome.code, outcome.oauth?.error_description]).toEqual([code, 'why']);
    expect(await singlet.connections()).toEqual([]);
  });

  test('an end that is no date is refused: the token would be used for ever', async () => {
    const { outcome } = await signIn(() => ({ result: { session: { key: 'lumen-key-1', ends: 'soon' } } }));
    expect(outcome).toMatchObject({ code: 'token_response_invalid' });
  });
});
