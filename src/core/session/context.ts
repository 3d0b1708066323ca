/**
 * What the parts of a session share, in two halves: what every page needs at once, and what only
 * acts need (sign-in, renewal, sign-out, settings), which loads with the first of them.
 */
import { type SingletError, staleRelease } from '../base/errors.ts';
import type { TraceEvent } from '../base/trace-event.ts';
import type { GuardedFetch } from '../flow/guarded-fetch.ts';
import type { ConfigContext } from '../provider/config.ts';
import type { VaultPorts } from '../vault/open.ts';
import type { VaultReader } from '../vault/reader.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import type { Transactions } from '../vault/transactions.ts';
import type { Vault } from '../vault/vault.ts';
import type { Emitter } from './events.ts';
import type { Listing } from './listing.ts';
import type { ManualSignIns } from './manual.ts';
import type { MetadataReader } from './metadata.ts';
import type { ActPorts, Ports } from './ports.ts';
import type { ProviderRegistry } from './registry.ts';
import type { SingleFlight } from './single-flight.ts';
import type { HeldTokens } from './tokens.ts';
import type { TypedSecrets } from './typed-secrets.ts';

export interface Context {
  readonly ports: Ports;
  /** Prefix of everything Singlet keeps in this browser: `singlet:<base path>`. */
  readonly name: string;
  /** Folder that holds singlet.js, with a slash at its end. */
  readonly base: URL;
  readonly config: ConfigContext;
  readonly registry: ProviderRegistry;
  readonly vault: VaultReader;
  readonly vaultPorts: VaultPorts;
  /** Why tokens live in memory only, or undefined when storage works. */
  readonly memoryOnly: SingletError | undefined;
  readonly emitter: Emitter;
  /** Throws `disposed` once the door was closed. */
  readonly alive: () => void;
  readonly trace: (event: Omit<TraceEvent, 'at'>) => void;
}

export interface ActContext extends Context {
  readonly vault: Vault;
  readonly acts: ActPorts;
  readonly transactions: Transactions;
  readonly manual: ManualSignIns;
  readonly flights: SingleFlight;
  readonly guarded: GuardedFetch;
  readonly metadata: MetadataReader;
  readonly listing: Listing;
  readonly held: HeldTokens;
  /** Secrets and keys that persons gave. */
  readonly typed: TypedSecrets;
  /** Takes note of what a commit made, here and in other tabs. */
  readonly keep: (connection: Connection, tokens: TokenSet | undefined, isNew: boolean) => void;
}

/** The oidc chunk, loaded when a code flow, a renewal or a revocation runs. */
export function loadOidc(): Promise<typeof import('../flow/oidc.ts')> {
  return import('../flow/oidc.ts').catch(staleRelease);
}
