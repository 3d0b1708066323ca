/**
 * The records of the vault, as the rest of the core sees them. Types only.
 * Secrets are `Secret` here and sealed bytes in the database.
 */
import type { Secret } from '../base/secret.ts';
import type { Identity } from '../flow/identity.ts';

export type ConnectionStatus = 'active' | 'expiring' | 'expired' | 'needs-sign-in' | 'locked';

/** What is listed of a connection: everything but its tokens. Sealed in pages. */
export interface Connection {
  readonly id: string;
  readonly provider: string;
  /** The server and client that the tokens are for; a provider of the same id but another source never gets them. */
  readonly source: string;
  readonly flow: string;
  readonly group: string | null;
  readonly label: string | null;
  readonly identity: Identity;
  /** As granted. */
  readonly scope: string;
  /** As asked for; what is missing in `scope` was not granted. */
  readonly requestedScope: string;
  /** Epoch ms; when the present token was received. */
  readonly issuedAt: number;
  /** Epoch ms, or null where the provider states none. */
  readonly expiresAt: number | null;
  /** The connection was made; kept through renewals. Epoch ms. */
  readonly createdAt: number;
  /** Slot 1 to 8 of the token thread, kept for life. */
  readonly thread: number;
  /** Last four characters of the present access token. */
  readonly tail: string;
  readonly refreshable: boolean;
  /** Set when the provider ended it: the OAuth error and when. Only an OAuth rejection may. */
  readonly ended: { readonly error: string; readonly at: number } | null;
  /** Where its tokens are asked for and ended, origin and path: no rule lets a token go there. */
  readonly endpoints: readonly string[];
  /** Rules for which a person chose this connection where several match; see `setDefault`. */
  readonly chosenFor?: readonly string[];
  /** Another account of the same server was here before it, so the browser's cache may hold answers that are not its own. */
  readonly afterAnother?: true;
  /** Values that were chosen and stand in requests, as a company's id does; never a secret. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Counts the tokens of this connection; a commit names the one it replaces. */
  readonly generation: number;
}

/** A connection as the door shows it. */
export interface ConnectionInfo extends Connection {
  readonly status: ConnectionStatus;
}

/** The secrets of one connection, one generation. */
export interface TokenSet {
  readonly access_token: Secret;
  readonly refresh_token?: Secret | undefined;
  readonly id_token?: Secret | undefined;
  readonly scope: string;
  /** Epoch ms. */
  readonly issuedAt: number;
  /** Epoch ms or null where unknown. */
  readonly expiresAt: number | null;
}
