/**
 * Singly as it behaved at the end of 2013, simulated: a fetch-style app with its state in memory.
 * options -> { fetch }. Uses Request and Response alone, so it runs in Node and in a service worker.
 */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { httpCookies } from '../cookies.ts';
import { createMemory } from '../memory.ts';
import { addAccounts } from './accounts.ts';
import { answerError } from './answer.ts';
import { addAuthenticate } from './authenticate.ts';
import { people } from './data/people.ts';
import { addDiscovery } from './discovery.ts';
import { addEntries } from './entries.ts';
import { addExchange } from './exchange.ts';
import { corsForAll, gate, withoutVersion } from './gate.ts';
import { createLedger, seedLedger } from './ledger.ts';
import { addLogin } from './login.ts';
import { addProfiles } from './profiles.ts';
import { addProxy } from './proxy.ts';
import { addResources } from './resources.ts';
import type { SinglyEnv, SinglyOptions, World } from './world.ts';

export type { SinglyOptions } from './world.ts';

export interface Singly {
  fetch(request: Request): Response | Promise<Response>;
}

function createWorld(options: SinglyOptions): World {
  const clock = options.clock ?? Date.now;
  const memory = options.memory ?? createMemory();
  const times = memory.map<number>('times');
  const startedAt = times.get('started') ?? clock();
  const random = options.random ?? ((bytes) => crypto.getRandomValues(bytes));
  const world: World = {
    apps: options.apps,
    people: options.people ?? people,
    clock,
    redirectCheck: options.redirectCheck ?? 'log',
    mount: options.mount ?? '',
    cookies: options.cookies ?? httpCookies('Path=/', 'HttpOnly'),
    throttled: options.throttled ?? (() => false),
    log: options.log ?? (() => undefined),
    ledger: createLedger({ memory, clock, random }),
    startedAt,
  };
  // What is remembered was seeded before.
  if (!times.has('started')) seedLedger(world.ledger, world.apps, world.people);
  times.set('started', startedAt);
  return world;
}

/** Known routes answer OPTIONS by themselves, with the methods they have; /proxy passes it on instead. */
function addOptions(app: Hono<SinglyEnv>): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { method, path } of app.routes.filter((route) => route.method !== 'ALL')) {
    const methods = methodsByPath.get(path) ?? new Set();
    for (const one of method === 'GET' ? ['GET', 'HEAD'] : [method]) methods.add(one);
    methodsByPath.set(path, methods);
  }
  for (const [path, known] of methodsByPath) {
    const methods = [...known].join(',');
    app.options(
      path,
      () => new Response(methods, { status: 200, headers: { allow: methods, 'content-type': 'text/plain; charset=utf-8' } }),
    );
  }
}

const pathBelow = (path: string, mount: string) => (mount !== '' && path.startsWith(`${mount}/`) ? path.slice(mount.length) : path);

/** A simulated Singly of its own. */
export function createSingly(options: SinglyOptions): Singly {
  const world = createWorld(options);
  const app = new Hono<SinglyEnv>({ getPath: (request) => withoutVersion(pathBelow(getPath(request), world.mount)) });
  app.use(corsForAll);
  app.use(gate(world));
  addAuthenticate(app, world);
  addLogin(app, world);
  addExchange(app, world);
  addAccounts(app, world);
  addProfiles(app, world);
  addDiscovery(app, world);
  addEntries(app, world);
  addProxy(app, world);
  addResources(app);
  addOptions(app);
  app.notFound((c) => c.text(`Cannot ${c.req.method} ${c.req.path}`, 404));
  app.onError((error, c) => {
    world.log(`failed: ${c.req.method} ${c.req.path}: ${error.message}`);
    return answerError(error.message);
  });
  return { fetch: (request) => app.fetch(request) };
}
