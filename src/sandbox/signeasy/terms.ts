/** What a simulated SignEasy can be told, and what its parts work with. Types only. */
import type { Memory } from '../memory.ts';
import type { Ledger } from '../sign-in/ledger.ts';
import type { Client, House, Person } from '../sign-in/terms.ts';
import type { IdTokens } from '../standard/id-token.ts';
import type { Bend } from '../standard/terms.ts';
import type { Archive } from './archive.ts';

export type GrantType = 'authorization_code' | 'client_credentials';

/** An application: one for many users signs them in, one for a single user has tokens without a sign-in. */
export interface SigneasyClient extends Client {
  readonly grants: readonly GrantType[];
  /** What its own tokens may do, for client_credentials; everything but offline_access unless said otherwise. */
  readonly scope?: string;
}

export interface SigneasyOptions {
  readonly clients: readonly SigneasyClient[];
  redirectAllowed(uri: string): boolean;
  /** Whether pages may read /oauth/token and /oauth/revoke, which belong on a server. The API is open to every page. */
  readonly tokenCors?: boolean;
  /** Which origins then; every one unless said otherwise. */
  originAllowed?(origin: string): boolean;
  /** A code_challenge means nothing, as nothing is documented, or is held against the verifier. */
  readonly pkce?: 'ignored' | 'checked';
  /** Life of access tokens of either kind; an hour after a sign-in and thirty days without one where this gives none. */
  accessTokenLifeS?(): number | undefined;
  /** Path under which it is served, without a trailing slash. */
  readonly mount?: string;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  readonly bend?: Bend;
  /** Where the key of access tokens comes from, asked once; a new one unless said otherwise. */
  readonly createKeys?: () => Promise<CryptoKeyPair>;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** Somebody with an account, and what /v3/me/ says of it. */
export interface Member extends Person {
  readonly verified: boolean;
  readonly company: string;
  readonly company_size: string;
  readonly account_type: string;
  readonly paid: boolean;
  /** Epoch seconds. */
  readonly since: number;
  readonly paidUntil: number | null;
  readonly credits: { readonly available: number; readonly consumed: number };
}

export interface World {
  readonly clients: readonly SigneasyClient[];
  readonly redirectAllowed: (uri: string) => boolean;
  readonly pkce: 'ignored' | 'checked';
  readonly lifeS: (usual: number) => number;
  readonly now: () => number;
  readonly house: House;
  readonly memory: Memory;
  readonly ledger: Ledger;
  readonly jwts: IdTokens;
  readonly archive: Archive;
}
