/**
 * A provider as the standards have it, simulated: OpenID Connect and OAuth 2.0 with its own pages, and its API, all with real CORS.
 * options -> { fetch, … }. Uses Request, Response and WebCrypto alone, so it runs in Node and in a service worker. State in memory.
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { getPath } from 'hono/utils/url';
import { addApi } from './api.ts';
import { addAuthorize } from './authorize.ts';
import { answerError } from './client.ts';
import { corsForAll, corsForAllowed } from './cors.ts';
import { addDiscovery } from './discovery.ts';
import { addLogout } from './logout.ts';
import type { Leg, StandardOptions, Twist } from './terms.ts';
import { addToken } from './token.ts';
import { createWorld, type StandardEnv, type World } from './world.ts';

export interface Standard {
  fetch(request: Request): Promise<Response>;
  /** Ends every access token handed out so far, as if its time were over; refresh tokens stay. */
  expireAccessTokens(): void;
}

const legs: readonly (readonly [RegExp, Leg])[] = [
  [/^\/\.well-known\//, 'discovery'],
  [/^\/(authorize|sign-in)\b/, 'authorize'],
  [/^\/token$/, 'token'],
  [/^\/revoke$/, 'revoke'],
  [/^\/userinfo$/, 'userinfo'],
  [/^\/jwks$/, 'jwks'],
  [/^\/(logout|sign-out|signed-out)\b/, 'logout'],
  [/^\/v1\//, 'api'],
];

function legOf(path: string, world: World): Leg | undefined {
  if (world.collections.some((collection) => collection.path === path)) return 'api';
  return legs.find(([pattern]) => pattern.test(path))?.[1];
}

/** The path below the issuer; one with a slash at its end is the same place. */
function pathBelow(request: Request, mount: string): string {
  const path = getPath(request);
  const below = path.startsWith(`${mount}/`) ? path.slice(mount.length) : '/outside';
  return below.replace(/(?<=.)\/$/, '');
}

function createApp(world: World): Hono<StandardEnv> {
  const app = new Hono<StandardEnv>({ getPath: (request) => pathBelow(request, world.mount) });
  const open: MiddlewareHandler<StandardEnv> = corsForAll();
  const closed: MiddlewareHandler<StandardEnv> = corsForAllowed(world);
  for (const path of ['/.well-known/*', '/jwks']) app.use(path, open);
  for (const path of ['/token', '/revoke', '/userinfo', '/v1/*', ...world.collections.map(({ path }) => path)]) app.use(path, closed);
  addDiscovery(app, world);
  addAuthorize(app, world);
  addToken(app, world);
  addApi(app, world);
  addLogout(app, world);
  app.notFound((c) => answerError('not_found', `There is nothing at ${c.req.path}.`, 404));
  return app;
}

export function createStandard(options: StandardOptions): Standard {
  const world = createWorld(options);
  const app = createApp(world);
  return {
    async fetch(request) {
      const leg = legOf(pathBelow(request, world.mount), world);
      const answer = async (twist: Twist = {}) => app.fetch(request, { twist });
      if (!leg || !options.bend) return answer();
      return options.bend(leg, request.clone(), answer);
    },
    expireAccessTokens() {
      for (const token of world.ledger.accessTokens.all()) token.endsAt = 0;
    },
  };
}
