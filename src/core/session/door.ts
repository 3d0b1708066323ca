/**
 * The public door: what `createSinglet()` returns. Types only; each method is built in its own file.
 */

import type { SingletError } from '../base/errors.ts';
import type { TraceListener } from '../base/trace-event.ts';
import type { Identity } from '../flow/identity.ts';
import type { ConfigEntry, SingletConfig } from '../provider/entry.ts';
import type { Capabilities, ConfigProblem, ProviderInfo } from '../provider/provider.ts';
import type { ConnectionInfo } from '../vault/records.ts';

export interface ConnectOptions {
  /** Only `redirect` for now: the whole tab goes to the provider and comes back. */
  readonly mode?: 'redirect';
  /** Space-separated; replaces the scope of the config. */
  readonly scope?: string;
  readonly prompt?: string;
  readonly login_hint?: string;
  readonly extraQueryParams?: Readonly<Record<string, string>>;
  /** Values of the inputs that the provider declares, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Path on this origin to come back to. Default: the present page. */
  readonly returnTo?: string;
  /** Name of the group that the new connection joins. */
  readonly group?: string;
  /** Id of the connection to sign in again; the account must be the same. */
  readonly connection?: string;
  readonly signal?: AbortSignal;
}

/** How a sign-in ended. `confirm`: the token is held apart in memory until a person says it is theirs. */
export type SignInResult =
  | { readonly status: 'connected'; readonly connection: ConnectionInfo; readonly returnTo: string }
  | {
      readonly status: 'confirm';
      readonly provider: ProviderInfo;
      readonly identity: Identity;
      /** Last four characters of the held token. */
      readonly tail: string;
      /** Epoch ms of the click and of the reply. */
      readonly startedAt: number;
      readonly receivedAt: number;
      readonly returnTo: string;
      /** Keeps the token and makes the connection. */
      confirm(): Promise<ConnectionInfo>;
      /** Forgets the token. */
      discard(): Promise<void>;
    };

/** What `disconnect` achieved at the provider. Locally the tokens are gone in every case. */
export interface DisconnectResult {
  /** `unknown`: asked, but no readable reply. `not-asked`: the caller did not want it. */
  readonly revoked: 'revoked' | 'not-supported' | 'unknown' | 'not-asked';
}

/** Why a request would or would not carry a token. */
export interface MatchExplanation {
  readonly outcome: 'attached' | 'no-rule' | 'ambiguous' | 'refused' | 'unusable' | 'caller-authorization';
  readonly connection: ConnectionInfo | null;
  readonly provider: ProviderInfo | null;
  /** The rule that matched: its place in the provider's list, from 1. */
  readonly rule: number | null;
  readonly placement: 'header' | 'query' | null;
  /** Name of the query parameter, where the token goes in the query. */
  readonly parameter: string | null;
  /** Other connections that could serve the request as well. */
  readonly candidates: readonly ConnectionInfo[];
  /** One sentence in plain words. */
  readonly reason: string;
}

export interface SingletEvents {
  'connection:added': ConnectionInfo;
  'connection:updated': ConnectionInfo;
  'connection:removed': { readonly id: string };
  'connection:needs-sign-in': ConnectionInfo;
  'signin:started': { readonly provider: string };
  'signin:completed': ConnectionInfo;
  'signin:failed': SingletError;
  'vault:memory-only': { readonly reason: SingletError };
}

/** A `fetch` that may carry the token of one connection. */
export interface BoundFetch {
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}

export interface Singlet {
  providers(): ProviderInfo[];
  /** Exactly what to register at the provider. */
  redirectUri(providerId: string): string;
  connect(providerId: string, options?: ConnectOptions): Promise<SignInResult>;
  completeSignIn(): Promise<SignInResult | null>;
  connections(): Promise<ConnectionInfo[]>;
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  for(connectionId: string): BoundFetch;
  explain(input: RequestInfo | URL, init?: RequestInit): Promise<MatchExplanation>;
  refresh(connectionId: string): Promise<ConnectionInfo>;
  disconnect(connectionId: string, options?: { readonly revoke?: boolean }): Promise<DisconnectResult>;
  rename(connectionId: string, label: string | null): Promise<ConnectionInfo>;
  preflight(providerId: string): Promise<Capabilities>;
  /** Mistakes found in the config; the providers without one are usable. */
  problems(): readonly ConfigProblem[];
  /** Reads and checks an entry without keeping it, metadata included. */
  inspectProvider(entry: ConfigEntry): Promise<{ readonly provider: ProviderInfo; readonly capabilities: Capabilities }>;
  /** Keeps a provider in this browser only. */
  addProvider(entry: ConfigEntry): Promise<ProviderInfo>;
  removeProvider(providerId: string): Promise<void>;
  /** Providers of this browser as config an operator can use. Holds no secret. */
  exportConfig(): SingletConfig;
  /** Where tokens are kept: in IndexedDB, or in the memory of this page because storage is blocked. */
  storage(): 'indexeddb' | 'memory';
  on<K extends keyof SingletEvents>(event: K, listener: (detail: SingletEvents[K]) => void): () => void;
  trace(listener: TraceListener): () => void;
  /** Forgets every connection and local provider, and the key with them. */
  clear(): Promise<void>;
  /** Stops listening, closes the database. Calls after it reject with `disposed`. */
  dispose(): Promise<void>;
}
