/**
 * A standard provider's memory: sessions, sign-ins under way, consents, and what came of them.
 * A grant is what one sign-in gave; its code and tokens die with it. Side effects: maps of the memory; draws random numbers.
 */
import { createDrawer, type Drawer, randomText } from '../drawer.ts';
import type { Memory } from '../memory.ts';
import type { Asked } from './asked.ts';
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

const named = (prefix: string, bytes: number) => () => prefix + randomText(bytes);

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

export function createLedger(prefix: string, { map }: Memory): Ledger {
  const consents = map<Set<string>>('consents');
  const consentsOf = (sub: string, client_id: string) => consents.get(`${sub} ${client_id}`) ?? new Set<string>();
  return {
    sessions: createDrawer(named('', 18), map<Session>('sessions')),
    steps: createDrawer(named('', 18), map<Step>('steps')),
    logouts: createDrawer(named('', 18), map<LogoutStep>('logouts')),
    codes: createDrawer(named(`${prefix}-`, 18), map<Code>('codes')),
    accessTokens: createDrawer(named(`${prefix}_at_`, 24), map<AccessToken>('access tokens')),
    refreshTokens: createDrawer(named(`${prefix}_rt_`, 24), map<RefreshToken>('refresh tokens')),
    consent: (sub, client_id, scope) => void consents.set(`${sub} ${client_id}`, new Set([...consentsOf(sub, client_id), ...scope])),
    hasConsent: (sub, client_id, scope) => scope.every((one) => consentsOf(sub, client_id).has(one)),
  };
}
