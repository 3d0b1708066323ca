/**
 * SignEasy, simulated: an auth host and an API host that share what they know. Fetch-style apps, state in memory.
 * options -> { auth, api, fetch for both at one place, … }. Uses Request, Response and WebCrypto alone, so it runs in Node and in a service worker.
 */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { randomText } from '../drawer.ts';
import { createMemory } from '../memory.ts';
import { createLedger } from '../sign-in/ledger.ts';
import { frontPage } from '../sign-in/pages.ts';
import type { House } from '../sign-in/terms.ts';
import { corsForAll, corsForAllowed } from '../standard/cors.ts';
import { createIdTokens, createSigningKeys } from '../standard/id-token.ts';
import type { Leg, Twist } from '../standard/terms.ts';
import type { StandardEnv } from '../standard/world.ts';
import { answerCode, answerError } from './answer.ts';
import { addApi } from './api.ts';
import { createArchive } from './archive.ts';
import { addAuthorize } from './authorize.ts';
import { members } from './company.ts';
import { addOlderRevoke, addRevoke } from './revoke.ts';
import { scopeMeanings } from './scopes.ts';
import type { SigneasyOptions, World } from './terms.ts';
import { addToken } from './token.ts';

export type { SigneasyOptions } from './terms.ts';

interface Host {
  fetch(request: Request): Promise<Response>;
}

export interface Signeasy extends Host {
  /** /authorize, /oauth/token, /oauth/revoke: auth.signeasy.com. */
  readonly auth: Host;
  /** /v3, and the older /oauth2/tokens/revoke: api.signeasy.com. */
  readonly api: Host;
  /** Ends every access token handed out so far, as if its time were over; refresh tokens stay. */
  expireAccessTokens(): void;
}

const legs: readonly (readonly [RegExp, Leg])[] = [
  [/^\/(authorize|u\/login)\b/, 'authorize'],
  [/^\/oauth\/token$/, 'token'],
  [/^\/(oauth\/revoke|oauth2\/tokens\/revoke\/?)$/, 'revoke'],
  [/^\/v3\//, 'api'],
];

const belongsToApi = (path: string) => path.startsWith('/v3/') || path.startsWith('/oauth2/');

function createWorld(options: SigneasyOptions): World {
  const now = options.now ?? Date.now;
  const memory = options.memory ?? createMemory();
  const house: House = {
    name: 'SignEasy',
    glyph: 'Se',
    note: 'SignEasy is simulated: a stand-in on your own machine. Northmoor Lettings, its people and its papers are invented.',
    people: members,
    mount: options.mount ?? '',
    stepPath: '/u/login/:step',
    codeWord: 'code',
    meanings: ({ scope }) => scope.map((word) => scopeMeanings[word] ?? word),
  };
  return {
    clients: options.clients,
    redirectAllowed: (uri) => options.redirectAllowed(uri),
    pkce: options.pkce ?? 'ignored',
    lifeS: (usual) => options.accessTokenLifeS?.() ?? usual,
    now,
    house,
    memory,
    ledger: createLedger({
      memory,
      now,
      codeName: () => randomText(32),
      accessTokenName: () => randomText(32),
      refreshTokenName: () => `v1.${randomText(42)}`,
    }),
    jwts: createIdTokens('se', options.createKeys ?? createSigningKeys),
    archive: createArchive(now),
  };
}

function pathBelow(request: Request, mount: string): string {
  const path = getPath(request);
  if (path === mount) return '/';
  return path.startsWith(`${mount}/`) ? path.slice(mount.length) : '/outside';
}

const authFront = {
  heading: 'SignEasy hands out tokens here',
  about: 'Client credentials for thirty days, or a sign-in for an hour. Its API has a host of its own.',
  paths: ['/authorize', '/oauth/token', '/oauth/revoke'],
  fine: 'Priya has not verified her e-mail address, so the API refuses her.',
};

const apiFront = {
  heading: 'SignEasy’s API',
  about: 'It takes the tokens of SignEasy’s other host as Bearer, from every page.',
  paths: ['/v3/me/', '/v3/template', '/v3/original/', '/v3/rs/'],
};

function createAuth(options: SigneasyOptions, world: World): Hono<StandardEnv> {
  const { house } = world;
  const app = new Hono<StandardEnv>({ getPath: (request) => pathBelow(request, house.mount) });
  if (options.tokenCors) {
    const readable = corsForAllowed({ originAllowed: options.originAllowed ?? (() => true) });
    for (const path of ['/oauth/token', '/oauth/revoke']) app.use(path, readable);
  }
  app.get('/', () => frontPage(house, world.clients, authFront));
  addAuthorize(app, world);
  addToken(app, world);
  addRevoke(app, world);
  app.notFound((c) => answerError('not_found', `There is nothing at ${c.req.path}.`, 404));
  return app;
}

function createApi(world: World): Hono<StandardEnv> {
  const { house } = world;
  const app = new Hono<StandardEnv>({ getPath: (request) => pathBelow(request, house.mount) });
  app.use(corsForAll());
  app.get('/', () => frontPage(house, [], apiFront));
  addApi(app, world);
  addOlderRevoke(app, world);
  app.notFound((c) => answerCode('not_found', `There is nothing at ${c.req.path}.`, 404));
  return app;
}

export function createSigneasy(options: SigneasyOptions): Signeasy {
  const world = createWorld(options);
  const { mount } = world.house;
  const bent = (app: Hono<StandardEnv>): Host => ({
    async fetch(request) {
      const leg = legs.find(([pattern]) => pattern.test(pathBelow(request, mount)))?.[1];
      const answer = async (twist: Twist = {}) => app.fetch(request, { twist });
      return leg && options.bend ? options.bend(leg, request.clone(), answer) : answer();
    },
  });
  const auth = bent(createAuth(options, world));
  const api = bent(createApi(world));
  return {
    auth,
    api,
    fetch: (request) => (belongsToApi(pathBelow(request, mount)) ? api : auth).fetch(request),
    expireAccessTokens: () => world.ledger.expireAccessTokens(),
  };
}
