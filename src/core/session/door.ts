/**
 * The public door: what `createSinglet()` returns. Types only; each method is built in its own file.
 */

import type { SingletError } from '../base/errors.ts';
import type { TraceListener } from '../base/trace-event.ts';
import type { Identity } from '../flow/identity.ts';
import type { ConfigEntry, SingletConfig } from '../provider/entry.ts';
import type { PresetInfo } from '../provider/preset-info.ts';
import type { ApiRule, Capabilities, ConfigProblem, ProviderInfo, Sample } from '../provider/provider.ts';
import type { ConnectionInfo } from '../vault/records.ts';
import type { ProviderAction } from './action-door.ts';

/** What is known of the window of a popup sign-in. */
export type PopupNews =
  | { readonly state: 'open'; focus(): void }
  /** The browser refused a window: show `url` as a link (`target="_blank" rel="opener"`); the sign-in goes on waiting for it. */
  | { readonly state: 'blocked'; readonly url: string }
  /** Closed by the person, or cut off by the provider (COOP), which looks the same: a reply may still come for two minutes. */
  | { readonly state: 'closed' };

/** How a window or the whole tab goes to the provider. */
export interface TravelOptions {
  /** `redirect` (default): the whole tab goes and comes back; the call never resolves. `popup`: a window goes, this page stays. */
  readonly mode?: 'redirect' | 'popup';
  /** Path on this origin to come back to. Default: the present page. */
  readonly returnTo?: string;
  /** Told what becomes of the window. Without it a blocked window is an error, `popup_blocked`. */
  readonly onPopup?: (news: PopupNews) => void;
  readonly signal?: AbortSignal;
}

export interface ConnectOptions extends TravelOptions {
  /** Space-separated; replaces the scope of the config. */
  readonly scope?: string;
  readonly prompt?: string;
  readonly login_hint?: string;
  readonly extraQueryParams?: Readonly<Record<string, string>>;
  /** Values of the inputs that the provider declares, by name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Name of the group that the new connection joins. */
  readonly group?: string;
  /** Id of the connection to sign in again; the account must be the same. With `prompt: 'none'` it is renewed without a question. */
  readonly connection?: string;
  /**
   * Adds what is signed in to to the account of this connection, where the provider knows that (`link` in its entry).
   * Its token then stands in the address of the sign-in page: ask the person first, and say with `consented` that you did.
   */
  readonly link?: { readonly connection: string; readonly consented: true };
  /** Begin although another tab is signing in at a provider that knows one sign-in at a time; the other one is lost. */
  readonly takeOver?: boolean;
}

/** Something secret that a person gives, by its wire name. */
export interface SecretField {
  readonly name: 'client_secret' | 'private_key' | 'access_token' | 'refresh_token' | 'expires_in';
  /** `file`: a key file, PKCS#8 as PEM or DER. `number`: seconds. */
  readonly type: 'password' | 'file' | 'number';
  readonly required: boolean;
}

export interface SubmitOptions {
  /** Keep what was given in the vault, so that the token can be renewed after a reload. Default: in the memory of this page only. */
  readonly keep?: boolean;
}

/** How a sign-in stands. All but `connected` need the person once more. */
export type SignInResult =
  | { readonly status: 'connected'; readonly connection: ConnectionInfo; readonly returnTo: string }
  | ConfirmNeeded
  | CodeNeeded
  | SecretNeeded;

/** The token is held apart in memory until a person says it is theirs. */
export interface ConfirmNeeded {
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
}

/** The provider shows a code on its own page: open `url`, then hand what the person copied to `submitCode`. */
export interface CodeNeeded {
  readonly status: 'code-needed';
  readonly transactionId: string;
  readonly provider: ProviderInfo;
  readonly url: string;
  /** Epoch ms after which the sign-in has to be started again. */
  readonly endsAt: number;
}

/** The provider gives the token only for a secret or a key that the person has, or the token itself is pasted. */
export interface SecretNeeded {
  readonly status: 'secret-needed';
  readonly provider: ProviderInfo;
  readonly fields: readonly SecretField[];
  /** Host that the secret is sent to, and no other. */
  readonly tokenHost: string;
  readonly returnTo: string;
  /** What was given is of use again, to renew the token. */
  readonly keepable: boolean;
  /** Errors: `client_rejected`, `key_invalid` (both may be tried again), and those of a token request. */
  submit(values: Readonly<Record<string, string | Blob>>, options?: SubmitOptions): Promise<SignInResult>;
  /** Gives the sign-in up. */
  discard(): Promise<void>;
}

/** A token that was had elsewhere, in the words of a token reply. */
export interface PastedToken {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  /** Seconds. */
  readonly expires_in?: number | string | undefined;
  readonly scope?: string | undefined;
}

export interface DisconnectOptions extends TravelOptions {
  /** Ask the provider to end the tokens (RFC 7009). Default true. */
  readonly revoke?: boolean;
  /** Also end the session at the provider (OpenID RP-Initiated Logout), by way of its page. Default false. */
  readonly endSession?: boolean;
}

/** What `disconnect` achieved at the provider. Locally the tokens are gone in every case. */
export interface DisconnectResult {
  /** `unknown`: asked, but no readable reply. `not-asked`: the caller did not want it. */
  readonly revoked: 'revoked' | 'not-supported' | 'unknown' | 'not-asked';
  /** `ended`: the provider sent the person back. `unknown`: nothing came back. */
  readonly session: 'ended' | 'not-supported' | 'unknown' | 'not-asked';
}

/** Why a request to an address fails, as far as evidence goes (a page is never told). */
export interface NetworkEvidence {
  readonly code:
    | 'offline'
    | 'mixed_content'
    | 'policy_blocked'
    | 'local_network_denied'
    | 'cors_blocked'
    | 'unreachable'
    | 'redirect_refused'
    | 'network_failed';
  readonly certainty: 'certain' | 'likely';
  readonly origin: string;
}

/** A rule of the request's origin, and what stands between it and the request. */
export interface RuleCheck {
  readonly provider: string;
  /** Its place in the provider's list, from 1. */
  readonly number: number;
  readonly rule: ApiRule;
  /** How many connections it is about. */
  readonly connections: number;
  /** null: it lets the request through. `narrower`: a rule with a longer path decides. `encoded`: the path has an encoded separator. */
  readonly failed: 'path' | 'narrower' | 'method' | 'encoded' | null;
}

/** Why a request would or would not carry a token. */
export interface MatchExplanation {
  readonly outcome: 'attached' | 'no-rule' | 'ambiguous' | 'refused' | 'unusable' | 'caller-authorization';
  /** Why it is `refused`: tokens are asked for at this address, or a browser would not send the token (a mode) or the request. */
  readonly refused: 'scheme' | 'userinfo' | 'folded-host' | 'token-endpoint' | 'mode' | null;
  readonly connection: ConnectionInfo | null;
  readonly provider: ProviderInfo | null;
  /** The rule that matched: its place in the provider's list, from 1. */
  readonly rule: number | null;
  readonly placement: 'header' | 'query' | null;
  /** Name of the query parameter, where the token goes in the query. */
  readonly parameter: string | null;
  /** Every connection that could serve the request. */
  readonly candidates: readonly ConnectionInfo[];
  /** Id of the one that `setDefault` chose here, where several could. */
  readonly preferred: string | null;
  /** Every rule for its origin, longest path first. */
  readonly rules: readonly RuleCheck[];
  /** Epoch ms at which the token ends; null where none is stated. */
  readonly expiresAt: number | null;
  /** Epoch ms from which on a call renews it first; null where it does not renew itself. */
  readonly renewAt: number | null;
  /** What would be sent, the token as a mask; null where none is. */
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly credentials: RequestCredentials;
    readonly redirect: RequestRedirect;
    readonly cache: RequestCache;
    readonly referrerPolicy: ReferrerPolicy;
  } | null;
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
  /** Back from the sign-out page of a provider (redirect mode). */
  'signout:completed': { readonly provider: string };
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
  /** Goes on after `code-needed` with what the person pasted: the code, `code=…&state=…`, or the whole address. */
  submitCode(transactionId: string, pasted: string): Promise<SignInResult>;
  connections(): Promise<ConnectionInfo[]>;
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  for(connectionId: string): BoundFetch;
  /** `connectionId`: as `for(connectionId)` would send it. */
  explain(input: RequestInfo | URL, init?: RequestInit, connectionId?: string): Promise<MatchExplanation>;
  refresh(connectionId: string): Promise<ConnectionInfo>;
  disconnect(connectionId: string, options?: DisconnectOptions): Promise<DisconnectResult>;
  /** Makes a connection of a token that was had elsewhere. Errors: `token_invalid`, `identity_failed`, those of the vault. */
  addToken(providerId: string, token: PastedToken): Promise<SignInResult>;
  /** A sample of the connection's provider with what only the moment knows put in: ids, times, values chosen at sign-in. */
  fillSample(connectionId: string, sample: Sample): Promise<Sample>;
  /** The providers that an entry can start from, with what their documentation states. */
  presets(): Promise<readonly PresetInfo[]>;
  /**
   * Prepares one of the provider's actions (`ProviderInfo.actions`), with a connection where it is done with one. Nothing is sent.
   * Errors: `request_refused`, `endpoint_refused`, those of reading metadata.
   */
  action(providerId: string, actionId: string, connectionId?: string): Promise<ProviderAction>;
  rename(connectionId: string, label: string | null): Promise<ConnectionInfo>;
  preflight(providerId: string): Promise<Capabilities>;
  /** Finds out why a request to this address failed. Sends no secret, and nothing but bare requests to its origin. */
  diagnose(address: string | URL): Promise<NetworkEvidence>;
  /** Mistakes found in the config; the providers without one are usable. */
  problems(): readonly ConfigProblem[];
  /** Reads and checks an entry without keeping it, metadata included. */
  inspectProvider(entry: ConfigEntry): Promise<{ readonly provider: ProviderInfo; readonly capabilities: Capabilities }>;
  /** Keeps a provider in this browser only; one of the same id that was added here is replaced. */
  addProvider(entry: ConfigEntry): Promise<ProviderInfo>;
  removeProvider(providerId: string): Promise<void>;
  /** Providers of this browser as config an operator can use. Holds no secret. */
  exportConfig(): SingletConfig;
  /** Patches `target.fetch` with this one; what no rule covers goes to the fetch that was there. Gives its undo. */
  installFetch(target: { fetch: typeof fetch }): () => void;
  /** Which connection serves the rule that covers `address` where several match; null takes the choice back. Error: `no_rule`. */
  setDefault(address: string | URL, connectionId: string | null): Promise<void>;
  /** The token itself, for a WebSocket or a library that wants a string. It is then out of Singlet's hands. Errors: `needs_sign_in`, those of a renewal. */
  unsafeAccessToken(connectionId: string): Promise<string>;
  /** Where tokens are kept: in IndexedDB, or in the memory of this page because storage is blocked. */
  storage(): 'indexeddb' | 'memory';
  on<K extends keyof SingletEvents>(event: K, listener: (detail: SingletEvents[K]) => void): () => void;
  trace(listener: TraceListener): () => void;
  /** Forgets every connection and local provider, and the key with them. */
  clear(): Promise<void>;
  /** Stops listening, closes the database. Calls after it reject with `disposed`. */
  dispose(): Promise<void>;
}
