/**
 * What came of sign-ins: codes, access tokens and refresh tokens, and the grants that they belong to.
 * A grant is what one sign-in gave; everything of it dies with it. Side effects: maps of the memory.
 */
import { createDrawer, type Drawer } from '../drawer.ts';
import type { Memory } from '../memory.ts';
import type { Client, Person } from './terms.ts';

export interface Grant {
  readonly client: Client;
  readonly person: Person;
  readonly scope: readonly string[];
  ended: boolean;
}

export interface Code {
  readonly grant: Grant;
  readonly redirect_uri: string | undefined;
  readonly code_challenge: string | undefined;
  /** Epoch ms. */
  readonly endsAt: number;
  used: boolean;
}

export interface AccessToken {
  readonly grant: Grant;
  endsAt: number;
}

export interface RefreshToken {
  readonly grant: Grant;
  /** The access token that came with it. */
  readonly access_token: string;
  used: boolean;
}

export interface Ledger {
  readonly codes: Drawer<Code>;
  readonly accessTokens: Drawer<AccessToken>;
  readonly refreshTokens: Drawer<RefreshToken>;
  /** The access token, while it is good. */
  live(token: string | undefined): AccessToken | undefined;
  expireAccessTokens(): void;
}

export interface LedgerPorts {
  readonly memory: Memory;
  readonly now: () => number;
  readonly codeName: () => string;
  readonly accessTokenName: () => string;
  readonly refreshTokenName: () => string;
}

export function createLedger({ memory: { map }, now, codeName, accessTokenName, refreshTokenName }: LedgerPorts): Ledger {
  const accessTokens = createDrawer(accessTokenName, map<AccessToken>('access tokens'));
  return {
    codes: createDrawer(codeName, map<Code>('codes')),
    accessTokens,
    refreshTokens: createDrawer(refreshTokenName, map<RefreshToken>('refresh tokens')),
    live(token) {
      const known = accessTokens.get(token);
      return known && !known.grant.ended && known.endsAt > now() ? known : undefined;
    },
    expireAccessTokens() {
      for (const token of accessTokens.all()) token.endsAt = 0;
    },
  };
}
