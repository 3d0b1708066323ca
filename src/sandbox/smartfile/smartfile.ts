/**
 * SmartFile with OAuth 2, simulated at a customer's own domain: whichever host it is asked at. A fetch-style app, state in memory.
 * options -> { fetch, … }. Uses Request, Response and WebCrypto alone, so it runs in Node and in a service worker.
 */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { createMemory } from '../memory.ts';
import { createLedger } from '../sign-in/ledger.ts';
import { frontPage } from '../sign-in/pages.ts';
import type { House } from '../sign-in/terms.ts';
import { corsForAllowed } from '../standard/cors.ts';
import type { Leg, Twist } from '../standard/terms.ts';
import type { StandardEnv } from '../standard/world.ts';
import { notFoundPage } from './answer.ts';
import { addApi } from './api.ts';
import { addAuthorize } from './authorize.ts';
import { staff } from './company.ts';
import type { SmartfileOptions, World } from './terms.ts';
import { addToken, tokenName } from './token.ts';

export type { SmartfileOptions } from './terms.ts';

export interface Smartfile {
  fetch(request: Request): Promise<Response>;
  /** Ends every access token handed out so far, as if its time were over; refresh tokens stay. */
  expireAccessTokens(): void;
}

/** Not documented; what Django OAuth Toolkit has by itself. */
const usualLifeS = 36_000;

const legs: readonly (readonly [RegExp, Leg])[] = [
  [/^\/oauth2\/authorize\b/, 'authorize'],
  [/^\/oauth2\/token\b/, 'token'],
  [/^\/api\//, 'api'],
];

function createWorld(options: SmartfileOptions): World {
  const now = options.now ?? Date.now;
  const memory = options.memory ?? createMemory();
  const house: House = {
    name: 'SmartFile',
    glyph: 'Sf',
    note: 'SmartFile is simulated: a stand-in on your own machine. Brindle Acoustics, its people and its files are invented.',
    people: staff,
    mount: options.mount ?? '',
    stepPath: '/oauth2/authorize/:step/',
    codeWord: 'verifier',
    meanings: () => [
      'See and download your files and folders',
      'Upload, change and remove them',
      'Act for you on this site in every other way',
    ],
  };
  return {
    clients: options.clients,
    redirectAllowed: (uri) => options.redirectAllowed(uri),
    pkce: options.pkce ?? 'ignored',
    accessTokenLifeS: () => options.accessTokenLifeS?.() ?? usualLifeS,
    now,
    house,
    memory,
    ledger: createLedger({ memory, now, codeName: tokenName, accessTokenName: tokenName, refreshTokenName: tokenName }),
  };
}

function pathBelow(request: Request, mount: string): string {
  const path = getPath(request);
  if (path === mount) return '/';
  return path.startsWith(`${mount}/`) ? path.slice(mount.length) : '/outside/';
}

const front = {
  heading: 'A customer’s SmartFile site',
  about: 'It hands out codes and tokens by OAuth 2, and answers an API about the files of Brindle Acoustics.',
  paths: ['/oauth2/authorize/', '/oauth2/token/', '/api/2/ping/', '/api/2/whoami/', '/api/2/path/info/'],
};

function createApp(options: SmartfileOptions, world: World): Hono<StandardEnv> {
  const { mount } = world.house;
  const app = new Hono<StandardEnv>({ getPath: (request) => pathBelow(request, mount) });
  if (options.cors) {
    const readable = corsForAllowed({ originAllowed: options.originAllowed ?? (() => true) });
    for (const path of ['/oauth2/token', '/oauth2/token/', '/api/*']) app.use(path, readable);
  }
  // Django's APPEND_SLASH: an address without its final slash is nowhere; a GET is sent to the one with it, a POST would lose its body.
  app.use(async (c, next) => {
    if (c.req.path.endsWith('/')) return next();
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return notFoundPage();
    const { pathname, search } = new URL(c.req.url);
    return new Response(null, { status: 301, headers: { location: `${pathname.replace(/^\/+/, '/')}/${search}` } });
  });
  app.get('/', () => frontPage(world.house, world.clients, front));
  addAuthorize(app, world);
  addToken(app, world);
  addApi(app, world);
  return app;
}

export function createSmartfile(options: SmartfileOptions): Smartfile {
  const world = createWorld(options);
  const app = createApp(options, world);
  return {
    async fetch(request) {
      const leg = legs.find(([pattern]) => pattern.test(pathBelow(request, world.house.mount)))?.[1];
      const answer = async (twist: Twist = {}) => app.fetch(request, { twist });
      return leg && options.bend ? options.bend(leg, request.clone(), answer) : answer();
    },
    expireAccessTokens: () => world.ledger.expireAccessTokens(),
  };
}
