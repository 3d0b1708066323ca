/**
 * The types of `singlet.config.json` as an operator writes it. schema.ts checks at compile time that it
 * describes exactly these; they are written out here so that singlet.d.ts needs no other package.
 */

/** Where a token of a provider may go. No rule, no token. */
export interface ApiRuleEntry {
  /** Exact origin of the API. */
  origin: string;
  /** Path prefix, matched by whole segments. Default `/`. */
  path?: string | undefined;
  /** Methods that may carry the token. Default GET, HEAD, POST, PUT, PATCH, DELETE. */
  methods?: string[] | undefined;
  /** `header` (default) or `query:NAME`. */
  placement?: string | undefined;
  /** `follow` redirects within the origin; only with the token in the header. */
  redirect?: 'follow' | undefined;
  /** Cookies of the API to send along. */
  credentials?: 'include' | 'same-origin' | undefined;
  /** Let encoded separators in a path through. */
  allowEncoded?: boolean | undefined;
  /** `override`: replace a caller's own Authorization header. */
  authorization?: 'override' | undefined;
}

/** How to learn whose token it is where there is no OpenID userinfo endpoint. Paths are dotted. */
export interface IdentityEntry {
  endpoint: string;
  sub: string;
  name?: string | undefined;
  email?: string | undefined;
  picture?: string | undefined;
  profiles?: 'lists' | undefined;
  detail?: string | undefined;
}

/** A parameter of the authorization request that a person chooses. */
export interface InputEntry {
  name: string;
  label: string;
  required?: boolean | undefined;
  default?: string | undefined;
  options?: string[] | undefined;
  help?: string | undefined;
}

/** A ready API call to try. */
export interface SampleEntry {
  label: string;
  method?: string | undefined;
  url: string;
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
}

/** One authorization server and its APIs. */
export interface ConfigEntry {
  id: string;
  name?: string | undefined;
  preset?: string | undefined;
  base?: string | undefined;
  client_id: string;
  issuer?: string | undefined;
  authorization_endpoint?: string | undefined;
  token_endpoint?: string | undefined;
  revocation_endpoint?: string | undefined;
  userinfo_endpoint?: string | undefined;
  end_session_endpoint?: string | undefined;
  jwks_uri?: string | undefined;
  scope?: string | undefined;
  flow?: 'auto' | 'code' | 'token' | 'manual-code' | undefined;
  /** Of the token flow. Default: `id_token token` where openid is asked and the metadata offers it, else `token`. */
  response_type?: 'token' | 'id_token token' | undefined;
  pkce?: boolean | undefined;
  redirect_uri?: string | undefined;
  redirectBinding?: 'state' | 'query' | 'exact' | undefined;
  extraQueryParams?: Record<string, string> | undefined;
  extraTokenParams?: Record<string, string> | undefined;
  /** How the token endpoint wants the client to prove itself; a secret is typed by the person, never stored here. */
  tokenRequest?: { client_authentication?: 'none' | 'client_secret_post' | 'client_secret_basic' | undefined } | undefined;
  /** Sign-out at the provider. `id_token_hint`: it insists on the ID token in the address. */
  endSession?: { id_token_hint?: boolean | undefined } | undefined;
  /** A signed-in account can be extended: its token is sent along as this parameter of the authorization request. */
  link?: { parameter: string } | undefined;
  reply?: { token_type?: 'bearer' | undefined; maxTokenLength?: number | undefined; rawFragment?: boolean | undefined } | undefined;
  /** Seconds. */
  expires?: { skew?: number | undefined; missing?: number | 'unknown' | undefined } | undefined;
  identity?: IdentityEntry | undefined;
  api?: ApiRuleEntry[] | undefined;
  inputs?: InputEntry[] | undefined;
  samples?: SampleEntry[] | undefined;
  singleFlight?: boolean | undefined;
  demo?: boolean | undefined;
  docs?: string | undefined;
}

/** A preset: an entry without what only an operator can know. */
export type Preset = Omit<ConfigEntry, 'id' | 'client_id' | 'preset'>;

/** The whole file. */
export interface SingletConfig {
  readonly $schema?: string;
  readonly providers: readonly ConfigEntry[];
  readonly embed?: { readonly hosts: readonly string[] };
  readonly sandbox?: boolean;
  readonly locked?: boolean;
}
