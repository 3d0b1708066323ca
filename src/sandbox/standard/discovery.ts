/** Metadata, keys, portraits, and a front page that says what this is (OpenID Connect Discovery 1.0, RFC 8414, RFC 7517). */
import type { Hono } from 'hono';
import { drawPortrait } from '../picture.ts';
import { allResponseTypes } from './asked.ts';
import { answerJson } from './client.ts';
import { frontPage } from './pages.ts';
import type { StandardEnv, World } from './world.ts';

function metadata(world: World) {
  const { issuer, clients } = world;
  const secret = clients.some(({ client_secret }) => client_secret !== undefined);
  const types = world.responseTypes ?? allResponseTypes;
  const code = types.includes('code');
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    revocation_endpoint: `${issuer}/revoke`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: Object.keys(world.meanings),
    response_types_supported: types,
    response_modes_supported: ['query', 'fragment'],
    grant_types_supported: [
      ...(code ? ['authorization_code', 'refresh_token'] : []),
      ...(types.some((type) => type !== 'code') ? ['implicit'] : []),
    ],
    ...(code && { code_challenge_methods_supported: ['S256'] }),
    token_endpoint_auth_methods_supported: ['none', ...(secret ? ['client_secret_post', 'client_secret_basic'] : [])],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'name', 'given_name', 'preferred_username', 'picture', 'email', 'email_verified'],
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    authorization_response_iss_parameter_supported: true,
  };
}

export function addDiscovery(app: Hono<StandardEnv>, world: World): void {
  const answer = () => answerJson(metadata(world));
  app.get('/.well-known/openid-configuration', answer);
  app.get('/.well-known/oauth-authorization-server', answer);
  app.get('/jwks', async () => answerJson(await world.idTokens.jwks()));
  app.get('/people/:file{[A-Z]{1,2}\\.svg}', (c) => {
    const headers = {
      'content-type': 'image/svg+xml',
      'access-control-allow-origin': '*',
      'content-security-policy': "default-src 'none'",
    };
    return new Response(drawPortrait(c.req.param('file').slice(0, -'.svg'.length)), { status: 200, headers });
  });
  app.get('/', () => frontPage(world));
}
