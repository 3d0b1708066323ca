import { describe, expect, test } from 'vitest';
import { isSingletError, SingletError } from '../../../src/core/base/errors.ts';
import { capabilitiesOf } from '../../../src/core/provider/capabilities.ts';
import { buildMetadataUrls, discover, validateMetadata } from '../../../src/core/provider/discovery.ts';
import { chooseFlow, infoOf } from '../../../src/core/provider/info.ts';
import { aProvider } from '../../fixtures/provider.ts';

const issuer = 'https://id.acme.example/tenant';
const document = {
  issuer,
  authorization_endpoint: 'https://id.acme.example/a',
  token_endpoint: 'https://id.acme.example/t',
  code_challenge_methods_supported: ['S256'],
};
const codeOf = async (act: () => unknown) => {
  try {
    await act();
    return 'resolved';
  } catch (error) {
    return isSingletError(error) ? error.code : String(error);
  }
};

describe('the metadata of an issuer', () => {
  test('is asked at the two places that the standards name', () => {
    expect(buildMetadataUrls(issuer)).toEqual([
      'https://id.acme.example/tenant/.well-known/openid-configuration',
      'https://id.acme.example/.well-known/oauth-authorization-server/tenant',
    ]);
    expect(buildMetadataUrls('https://id.acme.example/')).toEqual([
      'https://id.acme.example/.well-known/openid-configuration',
      'https://id.acme.example/.well-known/oauth-authorization-server',
    ]);
  });

  test('is taken from the second where the first has none', async () => {
    const asked: string[] = [];
    const metadata = await discover(issuer, async (url) => {
      asked.push(url);
      return url.includes('oauth-authorization-server') ? document : undefined;
    });
    expect(metadata.token_endpoint).toBe(document.token_endpoint);
    expect(asked.length).toBe(2);
  });

  test.each([
    ['another issuer', { issuer: 'https://evil.example' }, 'issuer_mismatch'],
    ['the issuer with a slash more', { issuer: `${issuer}/` }, 'issuer_mismatch'],
    ['no issuer', { issuer: undefined }, 'issuer_mismatch'],
    ['an endpoint over http', { token_endpoint: 'http://id.acme.example/t' }, 'endpoint_refused'],
    ['an endpoint with a fragment', { authorization_endpoint: 'https://id.acme.example/a#b' }, 'endpoint_refused'],
    ['an endpoint with a user name', { authorization_endpoint: 'https://u:p@id.acme.example/a' }, 'endpoint_refused'],
    ['an endpoint that is script', { authorization_endpoint: 'javascript:alert(1)' }, 'endpoint_refused'],
  ])('[S24] with %s is refused', async (_, change, code) => {
    expect(await codeOf(() => discover(issuer, async () => ({ ...document, ...change })))).toBe(code);
  });

  test('[S24] a refused first document is not made up for by the second', async () => {
    const answers = [{ ...document, issuer: 'https://evil.example' }, document];
    expect(await codeOf(() => discover(issuer, async () => answers.shift()))).toBe('issuer_mismatch');
  });

  test.each([[null], [[]], ['text'], [7]])('that is %j is discovery_failed', async (body) => {
    expect(await codeOf(() => validateMetadata(issuer, body))).toBe('discovery_failed');
  });

  test('that cannot be had is discovery_failed, and says why', async () => {
    const failure = await discover(issuer, () => Promise.reject(new SingletError('network_failed'))).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'discovery_failed', cause: { code: 'network_failed' } });
  });

  test.each(['http://id.acme.example', 'https://id.acme.example?x=1', 'https://u@id.acme.example', 'ftp://x', 'nonsense'])(
    'is not asked for at %s',
    async (bad) => {
      expect(await codeOf(() => discover(bad, () => expect.unreachable()))).toBe('endpoint_refused');
    },
  );
});

describe('the flow', () => {
  const provider = aProvider({ issuer });
  const metadata = validateMetadata(issuer, document);
  const without = { ...metadata, code_challenge_methods_supported: [] };

  test('is the code flow where S256 is advertised', () => {
    expect(chooseFlow(provider, metadata)[0]).toBe('code');
  });

  test('[S27] without S256 is never the code flow by itself', async () => {
    expect(await codeOf(() => chooseFlow(aProvider({ issuer, flow: 'code' }), without))).toBe('pkce_missing');
    expect(await codeOf(() => chooseFlow(provider, without))).toBe('pkce_missing');
    expect(
      await codeOf(() => chooseFlow(aProvider({ issuer, flow: 'code' }), { ...without, code_challenge_methods_supported: ['plain'] })),
    ).toBe('pkce_missing');
    expect(chooseFlow(provider, { ...without, response_types_supported: ['token'] })[0]).toBe('token');
  });

  test('[S27] an operator who knows that S256 works can say so', () => {
    expect(chooseFlow(aProvider({ issuer, pkce: true }), without)).toEqual(['code', 'pkce-stated']);
  });

  test('capabilities follow from what is known', () => {
    expect(capabilitiesOf(provider, { ...metadata, scopes_supported: ['offline_access'] })).toMatchObject({
      flow: 'code',
      pkce: true,
      refresh: true,
      revocation: false,
      iss: false,
    });
  });

  test('two code-flow providers that cannot be told apart are warned of', () => {
    const one = aProvider({ id: 'one' });
    const two = aProvider({ id: 'two' });
    const warn = (all: (typeof one)[]) => infoOf(one, all, new Map()).warnings.join();
    expect(warn([one, two])).toBe('mix-up');
    expect(warn([one])).toBe('');
    expect(warn([one, aProvider({ id: 'two', redirect_uri: `${two.redirect_uri}?p=two` })])).toBe('');
    expect(warn([one, aProvider({ id: 'two', flow: 'token' })])).toBe('');
  });
});
