/**
 * Both generations of revocation: POST /oauth/revoke with JSON at the auth host, DELETE /oauth2/tokens/revoke/ with the Bearer token
 * itself at the API host. A refresh token takes its whole grant along, an access token goes alone. Side effects: the ledger.
 */
import type { Hono } from 'hono';
import type { StandardEnv } from '../standard/world.ts';
import { answerError, answerJson } from './answer.ts';
import { bearerOf, refuseToken } from './bearer.ts';
import { readClientBody } from './body.ts';
import type { World } from './terms.ts';

export function addRevoke(app: Hono<StandardEnv>, world: World): void {
  app.post('/oauth/revoke', async (c) => {
    const body = await readClientBody(c, world);
    if (body instanceof Response) return body;
    const { client, fields } = body;
    const token = fields.get('token');
    if (token === undefined) return answerError('invalid_request', 'token is missing.', 400);
    const lasting = world.ledger.refreshTokens.get(token);
    const passing = world.ledger.accessTokens.get(token);
    if (lasting?.grant.client === client) lasting.grant.ended = true;
    if (passing?.grant.client === client) world.ledger.accessTokens.remove(token);
    return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } });
  });
}

export function addOlderRevoke(app: Hono<StandardEnv>, world: World): void {
  for (const path of ['/oauth2/tokens/revoke', '/oauth2/tokens/revoke/']) {
    app.delete(path, (c) => {
      const token = bearerOf(c.req.raw);
      if (!world.ledger.live(token)) return refuseToken();
      world.ledger.accessTokens.remove(token);
      return answerJson({ message: 'Access Revoked' });
    });
  }
}
