/**
 * Singleview's B2B service as its pages describe it, simulated: signed and unsigned token requests, balances and statements.
 * options -> { fetch, … }. Uses Request, Response and WebCrypto alone, so it runs in Node and in a service worker. State in memory.
 */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { answerOrigin } from '../origins.ts';
import type { Leg } from '../standard/terms.ts';
import { answerFailure } from './answer.ts';
import { addApi } from './api.ts';
import { ownHeaders } from './headers.ts';
import type { SingleviewOptions } from './terms.ts';
import { addToken, signedPaths, unsignedPath } from './token.ts';
import { createWorld, type World } from './world.ts';

export type { SingleviewOptions } from './terms.ts';

export interface Singleview {
  fetch(request: Request): Promise<Response>;
  /** Ends every access token handed out so far, as if its time were over. */
  expireAccessTokens(): void;
}

function pathBelow(request: Request, mount: string): string {
  const path = getPath(request);
  return mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path;
}

const tokenPaths = [...signedPaths, unsignedPath];

function legOf(path: string): Leg | undefined {
  if (tokenPaths.includes(path)) return 'token';
  return path.startsWith('/api/v1/') ? 'api' : undefined;
}

function createApp(world: World, mount: string, { allowedAddresses = 'off' }: SingleviewOptions): Hono {
  const app = new Hono({ getPath: (request) => pathBelow(request, mount) });
  app.use(async (c, next) => {
    if (allowedAddresses !== 'off' && !allowedAddresses.isListed(c.req.raw)) return answerFailure('address', 'The address is not listed.');
    return next();
  });
  addToken(app, world);
  addApi(app, world);
  app.notFound((c) => answerFailure('nothingThere', `${c.req.method} ${c.req.path} is not offered.`));
  app.onError(() => answerFailure('server', 'The request could not be processed.'));
  return app;
}

export function createSingleview(options: SingleviewOptions): Singleview {
  const world = createWorld(options);
  const mount = options.mount ?? '';
  const app = createApp(world, mount, options);
  const rules = {
    originAllowed: options.originAllowed,
    headers: ['Authorization', 'Content-Type', ...ownHeaders],
    methods: ['POST'],
  };
  return {
    async fetch(request) {
      const leg = legOf(pathBelow(request, mount));
      const answer = () => answerOrigin(request, rules, () => app.fetch(request));
      return leg && options.bend ? options.bend(leg, request.clone(), answer) : answer();
    },
    expireAccessTokens() {
      for (const token of world.tokens.values()) token.endsAt = 0;
    },
  };
}
