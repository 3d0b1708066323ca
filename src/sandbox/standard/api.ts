/**
 * /userinfo and the provider's API: Bearer tokens in the header, 401 with a challenge, 403 for a missing scope
 * (OpenID Connect Core 1.0 section 5.3, RFC 6750 section 3). State: what was created through the API.
 */
import type { Context, Hono } from 'hono';
import { answerJson } from './client.ts';
import type { AccessToken } from './ledger.ts';
import type { Collection, StandardPerson } from './terms.ts';
import type { StandardContext, StandardEnv, World } from './world.ts';

type Allowed = (c: StandardContext, token: AccessToken) => Response | Promise<Response>;

function challenge(world: World, status: 401 | 403, error: string | undefined, description: string, scope?: string): Response {
  const parts = [error && `error="${error}"`, error && `error_description="${description}"`, scope && `scope="${scope}"`];
  const value = [`Bearer realm="${world.name}"`, ...parts.filter(Boolean)].join(', ');
  return answerJson({ error: error ?? 'unauthorized', error_description: description }, status, { 'www-authenticate': value });
}

/** Runs the handler for a live token that has the scope. */
function withToken(world: World, scope: string | undefined, handle: Allowed) {
  return (c: StandardContext): Response | Promise<Response> => {
    const [, text] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if (text === undefined) return challenge(world, 401, undefined, 'An access token is needed.');
    const token = world.ledger.accessTokens.get(text);
    if (!token || token.grant.ended || token.endsAt <= world.now())
      return challenge(world, 401, 'invalid_token', 'The access token is expired or not known.');
    if (scope !== undefined && !token.scope.includes(scope))
      return challenge(world, 403, 'insufficient_scope', `The token lacks ${scope}.`, scope);
    return handle(c, token);
  };
}

/** What the scopes allow to know of a person. */
function tellOf(world: World, person: StandardPerson, scope: readonly string[]) {
  const { sub, name, given_name, username, email, initials } = person;
  return {
    sub,
    ...(scope.includes('profile') && { name, given_name, preferred_username: username, picture: `${world.issuer}/people/${initials}.svg` }),
    ...(scope.includes('email') && { email, email_verified: true }),
  };
}

async function readFields(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const value: unknown = await c.req.json().catch(() => undefined);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function addCollection(app: Hono<StandardEnv>, world: World, { path, read, itemsOf, create }: Collection): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const added = world.memory.map<readonly object[]>(`added ${path}`);
  const all = (sub: string) => [...(added.get(sub) ?? []), ...itemsOf(sub)];
  app.get(
    path,
    withToken(world, read, (_c, { grant }) => {
      const items = all(grant.person.sub);
      return answerJson({ [name]: items, total: items.length });
    }),
  );
  if (!create) return;
  const handle = withToken(world, create.scope, async (c, { grant: { person } }) => {
    const made = create.from(await readFields(c), person.sub, [...added.values()].flat().length);
    if (!made) return answerJson({ error: 'invalid_request', error_description: create.wants }, 400);
    added.set(person.sub, [made, ...(added.get(person.sub) ?? [])]);
    return answerJson(made, 201);
  });
  app.post(path, handle);
}

export function addApi(app: Hono<StandardEnv>, world: World): void {
  const userinfo = withToken(world, 'openid', (_c, { grant, scope }) => answerJson(tellOf(world, grant.person, scope)));
  app.get('/userinfo', userinfo);
  app.post('/userinfo', userinfo);
  app.get(
    '/v1/me',
    withToken(world, undefined, (_c, { grant, scope }) => {
      const { sub, name, email } = grant.person;
      return answerJson({ sub, name, email, scope: scope.join(' '), client_id: grant.client_id });
    }),
  );
  app.all(
    '/v1/echo',
    withToken(world, undefined, async (c) => {
      const { authorization: _token, cookie: _cookie, ...headers } = c.req.header();
      return answerJson({ method: c.req.method, url: c.req.url, headers, body: await c.req.text() });
    }),
  );
  for (const collection of world.collections) addCollection(app, world, collection);
}
