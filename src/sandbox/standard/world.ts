/** What every part of a standard provider works with. options -> world. Side effect: makes a key. */
import type { Context } from 'hono';
import { type CookiePort, httpCookies } from '../cookies.ts';
import { createMemory, type Memory } from '../memory.ts';
import { createIdTokens, createSigningKeys, type IdTokens } from './id-token.ts';
import { createLedger, type Ledger, type Session } from './ledger.ts';
import type { StandardOptions, Twist } from './terms.ts';

export interface StandardEnv {
  Bindings: { readonly twist: Twist };
}

export type StandardContext = Context<StandardEnv>;

export interface World extends StandardOptions {
  readonly ledger: Ledger;
  readonly idTokens: IdTokens;
  readonly now: () => number;
  /** Path of the issuer; '' at the root. */
  readonly mount: string;
  readonly cookie: string;
  readonly cookies: CookiePort;
  readonly memory: Memory;
  /** Scopes that can be granted, with their meaning. */
  readonly meanings: Readonly<Record<string, string>>;
}

const openIdMeanings: Readonly<Record<string, string>> = {
  openid: 'Know that it is you',
  profile: 'See your name and picture',
  email: 'See your e-mail address',
  offline_access: 'Keep access while you are away',
};

export function createWorld(options: StandardOptions): World {
  const { host, pathname } = new URL(options.issuer);
  const mount = pathname.replace(/\/$/, '');
  const memory = options.memory ?? createMemory();
  return {
    ...options,
    memory,
    ledger: createLedger(options.prefix, memory),
    idTokens: createIdTokens(options.prefix, options.createKeys ?? createSigningKeys),
    now: options.now ?? Date.now,
    mount,
    // Cookies know no ports, so the port is part of the name.
    cookie: `${options.name}_${host}${mount}`.toLowerCase().replace(/[^a-z0-9]+/g, '_'),
    cookies: options.cookies ?? httpCookies(`Path=${mount}/`, 'HttpOnly', 'SameSite=Lax'),
    meanings: { ...openIdMeanings, ...options.scopes },
  };
}

export interface LiveSession extends Session {
  readonly id: string;
}

/** Who is signed in here in the browser that asks. */
export function sessionOf(c: StandardContext, world: World): LiveSession | undefined {
  const id = world.cookies.read(c.req.raw, world.cookie);
  const session = world.ledger.sessions.get(id);
  return session && id !== undefined ? { ...session, id } : undefined;
}

/** `undefined` removes. */
export function writeSession(response: Response, world: World, id: string | undefined): Response {
  world.cookies.write(response.headers, world.cookie, id);
  return response;
}

/** Redirect that stays here: a path, which tells it from the one that leaves. */
export function goOn(world: World, path: string): Response {
  return new Response(null, { status: 303, headers: { location: world.mount + path, 'cache-control': 'no-store' } });
}
