/**
 * A standard provider's memory: sessions, sign-ins under way, consents, and what came of them.
 * A grant is what one sign-in gave; its code and tokens die with it. Side effects: its own maps; draws random numbers.
 */
import type { Asked } from './asked.ts';
import { encodeBase64Url } from './base64url.ts';
import type { StandardPerson } from './terms.ts';

export interface Session {
  readonly person: StandardPerson;
  /** Epoch ms. */
  readonly since: number;
}

export interface Grant {
  readonly person: StandardPerson;
  readonly client_id: string;
  readonly scope: readonly string[];
  /** Epoch ms of the sign-in. */
  readonly since: number;
  readonly nonce: string | undefined;
  ended: boolean;
}

export interface Code {
  readonly grant: Grant;
  readonly redirect_uri: string | undefined;
  readonly code_challenge: string | undefined;
  readonly endsAt: number;
  used: boolean;
}

export interface AccessToken {
  readonly grant: Grant;
  readonly scope: readonly string[];
  endsAt: number;
}

export interface RefreshToken {
  readonly grant: Grant;
  used: boolean;
}

/** A sign-in between /authorize and the way back. */
export interface Step {
  readonly asked: Asked;
  /** The password is asked for although there is a session. */
  readonly anew: boolean;
}

export interface LogoutStep {
  readonly back: string | undefined;
}

/** What lies under one kind of random name. */
export interface Drawer<T> {
  /** Puts it in and answers its name. */
  add(thing: T): string;
  get(name: string | undefined): T | undefined;
  remove(name: string | undefined): void;
  all(): readonly T[];
}

function createDrawer<T>(prefix: string, bytes = 24): Drawer<T> {
  const things = new Map<string, T>();
  return {
    add(thing) {
      const name = prefix + randomText(bytes);
      things.set(name, thing);
      return name;
    },
    get: (name) => (name === undefined ? undefined : things.get(name)),
    remove: (name) => void things.delete(name ?? ''),
    all: () => [...things.values()],
  };
}

function randomText(bytes: number): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

export interface Ledger {
  readonly sessions: Drawer<Session>;
  readonly steps: Drawer<Step>;
  readonly logouts: Drawer<LogoutStep>;
  readonly codes: Drawer<Code>;
  readonly accessTokens: Drawer<AccessToken>;
  readonly refreshTokens: Drawer<RefreshToken>;
  /** Remembers that this person allowed these scopes to this client. */
  consent(sub: string, client_id: string, scope: readonly string[]): void;
  hasConsent(sub: string, client_id: string, scope: readonly string[]): boolean;
}

export function createLedger(prefix: string): Ledger {
  const consents = new Map<string, Set<string>>();
  const consentsOf = (sub: string, client_id: string) => consents.get(`${sub} ${client_id}`) ?? new Set<string>();
  return {
    sessions: createDrawer('', 18),
    steps: createDrawer('', 18),
    logouts: createDrawer('', 18),
    codes: createDrawer(`${prefix}-`, 18),
    accessTokens: createDrawer(`${prefix}_at_`),
    refreshTokens: createDrawer(`${prefix}_rt_`),
    consent: (sub, client_id, scope) => void consents.set(`${sub} ${client_id}`, new Set([...consentsOf(sub, client_id), ...scope])),
    hasConsent: (sub, client_id, scope) => scope.every((one) => consentsOf(sub, client_id).has(one)),
  };
}
