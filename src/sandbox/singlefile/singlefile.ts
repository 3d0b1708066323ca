/**
 * SingleFile as its pages describe it in 2026, simulated: client credentials, two reply envelopes, limits that tell the wait in the body.
 * options -> { fetch, … }. Uses Request, Response and WebCrypto alone, so it runs in Node and in a service worker. State in memory.
 */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { answerOrigin } from '../origins.ts';
import type { Leg } from '../standard/terms.ts';
import { answerMissing } from './answer.ts';
import { addApi } from './api.ts';
import type { SinglefileOptions } from './terms.ts';
import { addToken } from './token.ts';
import { createWorld, type World } from './world.ts';

export type { SinglefileOptions } from './terms.ts';

export interface Singlefile {
  fetch(request: Request): Promise<Response>;
  /** Ends every access token handed out so far, as if its time were over. */
  expireAccessTokens(): void;
}

function pathBelow(request: Request, mount: string): string {
  const path = getPath(request);
  return mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path;
}

function legOf(path: string): Leg | undefined {
  if (path.startsWith('/external-api/')) return 'api';
  return path.startsWith('/o/token') ? 'token' : undefined;
}

function createApp(world: World): Hono {
  const app = new Hono({ getPath: (request) => pathBelow(request, world.mount) });
  addToken(app, world);
  addApi(app, world);
  app.notFound(() => answerMissing('Not found.'));
  return app;
}

export function createSinglefile(options: SinglefileOptions): Singlefile {
  const world = createWorld(options);
  const app = createApp(world);
  const rules = {
    originAllowed: options.originAllowed,
    headers: ['Authorization', 'Content-Type', 'Accept'],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  };
  return {
    async fetch(request) {
      const leg = legOf(pathBelow(request, world.mount));
      const answer = () => answerOrigin(request, rules, () => app.fetch(request));
      return leg && options.bend ? options.bend(leg, request.clone(), answer) : answer();
    },
    expireAccessTokens() {
      for (const token of world.tokens.values()) token.endsAt = 0;
    },
  };
}
