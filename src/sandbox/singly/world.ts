/**
 * What every part of the simulated Singly works with: its options, its state, and what one request carries.
 * Types, and the defaults of the options.
 */
import type { CookiePort } from '../cookies.ts';
import type { Memory } from '../memory.ts';
import type { Account, Ledger } from './ledger.ts';
import type { Person, SinglyApp } from './terms.ts';

export interface SinglyOptions {
  readonly apps: readonly SinglyApp[];
  readonly people?: readonly Person[];
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly random?: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
  /** A redirect_uri that was not registered: only logged, as Singly did, or refused with a plain page, as it did for one night. */
  readonly redirectCheck?: 'log' | 'refuse';
  /** Path under which the simulation is mounted, without a trailing slash; requests may come with it or without. */
  readonly mount?: string;
  /** Where the sticky cookies are kept; the HTTP headers by default. */
  readonly cookies?: CookiePort;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  /** Applications whose backlog is full: /auth/:service/apply answers them 503. None unless said otherwise. */
  readonly throttled?: (client_id: string) => boolean;
  /** Hears what Singly would have written into its log. Never a token. */
  readonly log?: (line: string) => void;
}

export interface World {
  readonly apps: readonly SinglyApp[];
  readonly people: readonly Person[];
  readonly clock: () => number;
  readonly redirectCheck: 'log' | 'refuse';
  readonly mount: string;
  readonly cookies: CookiePort;
  readonly throttled: (client_id: string) => boolean;
  readonly log: (line: string) => void;
  readonly ledger: Ledger;
  /** When the simulation started; its data is dated back from here. */
  readonly startedAt: number;
}

/** Whose token a request carries. */
export interface Caller {
  readonly account: Account;
  readonly client_id: string;
}

/** For Hono: what the gate leaves for the routes. */
export interface SinglyEnv {
  Variables: {
    caller: Caller | undefined;
    /** Body as text, and its fields where it was a form or JSON. */
    rawBody: string;
    fields: Readonly<Record<string, unknown>>;
  };
}
