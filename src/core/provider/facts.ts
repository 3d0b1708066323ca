/**
 * What a provider lets a page do, as its own documentation states it. Not config: nothing is decided by these, they are
 * told to whoever sets a provider up. What no documentation was found for is `unknown`, never guessed. Types only.
 */

/** The questions, each asked of every provider. */
export type FactName =
  /** Is `response_type=token` still offered (RFC 6749 section 4.2)? */
  | 'implicit'
  /** Is S256 accepted from a browser client (RFC 7636)? */
  | 'pkce'
  /** Does the token endpoint demand a client secret even from a browser client? */
  | 'secretNeeded'
  /** May a page of another origin read the answers of the token endpoint, of the revocation endpoint, of the API? */
  | 'corsToken'
  | 'corsRevocation'
  | 'corsApi'
  /** Does a browser client get a refresh token? */
  | 'refresh'
  /** May a registered redirect URI have a query? */
  | 'queryInRedirectUri'
  /** Does the reply name its issuer (RFC 9207)? */
  | 'issParameter';

/** Where a fact was read. */
export interface FactSource {
  /** Public address of the documentation page. */
  readonly source: string;
  /** ISO 8601, to the day, or to the month where no more is known. */
  readonly date: string;
  /** What `date` is: the page's own date, or the day a stored copy of it was read. */
  readonly dated: 'page' | 'read';
}

/** At most 100 characters. */
interface Noted {
  readonly note?: string;
}

export type Fact =
  | (Noted & FactSource & { readonly value: 'yes' | 'no' | 'partly' })
  /** With a source: the page where an answer was looked for. */
  | (Noted & Partial<FactSource> & { readonly value: 'unknown' });

export type ProviderFacts = Readonly<Record<FactName, Fact>>;
