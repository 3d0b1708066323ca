/**
 * POST /o/token/ as a Django server with the OAuth toolkit has it: form body, client credentials, one hour, no refresh token.
 * Failures have the shape of RFC 6749 section 5.2, not the envelope of the API. The grant is looked at before the client.
 */
import type { Context, Hono } from 'hono';
import { readBasic } from '../standard/client.ts';
import { answerJson } from './answer.ts';
import type { SinglefileClient } from './terms.ts';
import type { World } from './world.ts';

const scopes = ['read', 'write'];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };

const refuse = (error: string, status = 400, error_description?: string) =>
  answerJson(error_description === undefined ? { error } : { error, error_description }, status, noStore);

/** 30 letters and digits. */
function tokenText(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(30)), (byte) => letters[byte % letters.length]).join('');
}

function findClient(world: World, form: URLSearchParams, header: string): SinglefileClient | undefined {
  const basic = /^basic /i.test(header) ? readBasic(header) : undefined;
  const [client_id, client_secret] = basic ?? [form.get('client_id'), form.get('client_secret')];
  return world.clients.find((one) => one.client_id === client_id && one.client_secret === client_secret);
}

async function exchange(c: Context, world: World): Promise<Response> {
  if (new URL(c.req.url).search !== '') return refuse('invalid_request', 400, 'URL query parameters are not allowed');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
  const form = new URLSearchParams(isForm ? await c.req.text() : '');
  const twice = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (twice !== undefined) return refuse('invalid_request', 400, `Duplicate ${twice} parameter.`);
  if (form.get('grant_type') !== 'client_credentials') return refuse('unsupported_grant_type');
  const client = findClient(world, form, c.req.header('authorization') ?? '');
  if (!client) return refuse('invalid_client', 401);
  const scope = (form.get('scope') || scopes.join(' ')).split(' ');
  if (!scope.every((one) => scopes.includes(one))) return refuse('invalid_scope');
  const access_token = tokenText();
  const expires_in = world.lifeS();
  world.tokens.set(access_token, { client, scope, endsAt: world.clock() + expires_in * 1000 });
  return answerJson({ access_token, expires_in, token_type: 'Bearer', scope: scope.join(' ') }, 200, noStore);
}

export function addToken(app: Hono, world: World): void {
  app.post('/o/token/', (c) => exchange(c, world));
  app.all('/o/token/', () => new Response(null, { status: 405, headers: { allow: 'POST, OPTIONS' } }));
  // Without the slash Django sends on with 301, and whoever follows asks with GET and without the body.
  app.all(
    '/o/token',
    (c) => new Response(null, { status: 301, headers: { location: `${world.mount}/o/token/${new URL(c.req.url).search}` } }),
  );
}
