/** Who takes part at a simulated standard provider: clients, people, its business, and how it can be bent. Types only. */

import type { CookiePort } from '../cookies.ts';
import type { Memory } from '../memory.ts';

/** What a request is about; `bend` hears of every one of them. */
export type Leg = 'discovery' | 'authorize' | 'token' | 'revoke' | 'userinfo' | 'jwks' | 'logout' | 'api';

export type Claims = Readonly<Record<string, unknown>>;

/** What a bend may ask of the provider where a change from outside comes too late. */
export interface Twist {
  /** Changes the claims of an ID token before it is signed. */
  readonly claims?: (claims: Claims) => Claims;
  readonly signature?: 'spoiled' | 'none';
  /** A refresh leaves the refresh token as it is and answers none. */
  readonly keepRefreshToken?: boolean;
}

export type Answer = (twist?: Twist) => Promise<Response>;

/** Stands in front of the provider: passes its answer on, changes it, or answers itself. The request is a copy with its body unread. */
export type Bend = (leg: Leg, request: Request, answer: Answer) => Response | Promise<Response>;

/** An application registered here; public without a secret. */
export interface StandardClient {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly name: string;
}

export interface StandardPerson {
  readonly sub: string;
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly given_name: string;
  readonly email: string;
  readonly initials: string;
}

/** A resource of the API: a list for each person, which may take new items. */
export interface Collection {
  /** For example `/v1/routes`; the last segment names the list in the reply. */
  readonly path: string;
  /** Scope that reading needs. */
  readonly read: string;
  itemsOf(sub: string): readonly object[];
  readonly create?: {
    /** Scope that writing needs. */
    readonly scope: string;
    /** The new item, or undefined where the fields do not make one. */
    from(fields: Readonly<Record<string, unknown>>, sub: string, count: number): object | undefined;
    /** What the fields have to be, in one sentence. */
    readonly wants: string;
  };
}

/** What a provider is in the world, apart from OAuth. */
export interface Business {
  readonly name: string;
  /** Two letters. */
  readonly glyph: string;
  /** One sentence that stands above every page. */
  readonly note: string;
  /** Starts its tokens, subjects and keys: two letters. */
  readonly prefix: string;
  /** The first one is filled in on the sign-in page. */
  readonly people: readonly StandardPerson[];
  /** Scopes beyond OpenID's own, each with what it allows, in words of the consent page. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly collections: readonly Collection[];
}

export type ResponseType = 'code' | 'token' | 'id_token token';

export interface StandardOptions extends Business {
  /** Exact issuer, without a trailing slash; may have a path, which then stands before every address. */
  readonly issuer: string;
  readonly clients: readonly StandardClient[];
  /** What metadata offers and /authorize accepts; all three unless said otherwise. */
  readonly responseTypes?: readonly ResponseType[];
  /** Errors of the implicit flow come in the query, as some providers have it. */
  readonly errorsInQuery?: boolean;
  redirectAllowed(uri: string): boolean;
  postLogoutAllowed(uri: string): boolean;
  originAllowed(origin: string): boolean;
  accessTokenLifeS(): number;
  readonly bend?: Bend;
  /** Where the key of ID tokens comes from, asked once; a new one unless said otherwise. */
  readonly createKeys?: () => Promise<CryptoKeyPair>;
  /** Where sessions are kept in the browser; the HTTP headers unless said otherwise. */
  readonly cookies?: CookiePort;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  /** Epoch ms. */
  readonly now?: () => number;
}
