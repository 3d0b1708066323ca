/**
 * The types of `singlet.config.json` as an operator writes it. schema.ts checks at compile time that it
 * describes exactly these; they are written out here so that singlet.d.ts needs no other package.
 */
import type { ActionEntry } from './action-entry.ts';

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
  /** Authentication scheme before the token in the header. Default `Bearer`. */
  scheme?: string | undefined;
  /** Bodies of requests are signed with the key that the person gave. */
  sign?: SignEntry | undefined;
}

/** A signature over a part of a JSON body: RSASSA-PKCS1-v1_5 with SHA-256, in Base64, over that part's text as it is sent. */
export interface SignEntry {
  algorithm: 'RS256';
  /** Name of the signed member of the body. */
  of: string;
  /** Name of the member that holds the signature. */
  as: string;
}

type Template<Inner> = Record<string, string | Inner>;
/** Texts with `{client_id}`, `{client_secret}`, `{token}`, `{input.NAME}`, `{uuid}`, `{now}` in them; members three deep. */
export type BodyEntry = Template<Template<Template<never>>>;

/** A request as a template; see {@link BodyEntry} for what may stand in braces. */
export interface RequestEntry {
  url: string;
  /** Default POST. */
  method?: string | undefined;
  headers?: Record<string, string> | undefined;
  /** How the body is written. Default `form`. */
  format?: 'form' | 'json' | undefined;
  body?: BodyEntry | undefined;
}

/** How the token endpoint is asked where it is not as RFC 6749 has it. A secret is typed by the person, never stored here. */
export interface TokenRequestEntry {
  client_authentication?: 'none' | 'client_secret_post' | 'client_secret_basic' | undefined;
  /** How the body is written. Default `form`. */
  format?: 'form' | 'json' | undefined;
  headers?: Record<string, string> | undefined;
  /** Takes the place of the parameters of RFC 6749. */
  body?: BodyEntry | undefined;
  sign?: SignEntry | undefined;
}

/** Where the parts of a token reply stand, where it is not as RFC 6749 section 5 has it. Paths are dotted. */
export interface ReplyEntry {
  /** Assume bearer where the reply names no type. */
  token_type?: 'bearer' | undefined;
  maxTokenLength?: number | undefined;
  rawFragment?: boolean | undefined;
  access_token?: string | undefined;
  refresh_token?: string | undefined;
  expires_in?: string | undefined;
  /** A date as text, or epoch seconds or milliseconds. */
  expires_at?: string | undefined;
  scope?: string | undefined;
  /** Something stands there only in a refusal, whatever the status says. */
  error?: string | undefined;
  error_description?: string | undefined;
  /** Seconds to wait. */
  retry_after?: string | undefined;
  /** What the provider's own error values mean in the words of RFC 6749. */
  errors?: Record<string, string> | undefined;
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

/** A value that a person chooses: a parameter of the authorization request, unless it goes elsewhere. */
export interface InputEntry {
  name: string;
  label: string;
  required?: boolean | undefined;
  default?: string | undefined;
  options?: string[] | undefined;
  /** Address of a JSON object whose keys take the place of `options`, asked without a token when a person looks at the provider. */
  optionsFrom?: string | undefined;
  help?: string | undefined;
  /** `token`: a parameter of the token request. `template`: only where `{input.NAME}` stands. Default `authorize`. */
  to?: 'authorize' | 'token' | 'template' | undefined;
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
  /** Two letters for a glyph. */
  icon?: string | undefined;
  preset?: string | undefined;
  base?: string | undefined;
  /** Replaces `{apiBase}` in the addresses of the preset. */
  apiBase?: string | undefined;
  client_id: string;
  issuer?: string | undefined;
  authorization_endpoint?: string | undefined;
  token_endpoint?: string | undefined;
  revocation_endpoint?: string | undefined;
  userinfo_endpoint?: string | undefined;
  end_session_endpoint?: string | undefined;
  jwks_uri?: string | undefined;
  scope?: string | undefined;
  flow?: 'auto' | 'code' | 'token' | 'manual-code' | 'client-credentials' | 'signed-request' | 'paste' | undefined;
  /** Of the token flow. Default: `id_token token` where openid is asked and the metadata offers it, else `token`. */
  response_type?: 'token' | 'id_token token' | undefined;
  pkce?: boolean | undefined;
  redirect_uri?: string | undefined;
  redirectBinding?: 'state' | 'query' | 'exact' | undefined;
  extraQueryParams?: Record<string, string> | undefined;
  extraTokenParams?: Record<string, string> | undefined;
  tokenRequest?: TokenRequestEntry | undefined;
  /** How tokens are ended where RFC 7009 is not followed: the first request that can be made is. */
  revocationRequests?: RequestEntry[] | undefined;
  /** Sign-out at the provider. `id_token_hint`: it insists on the ID token in the address. */
  endSession?: { id_token_hint?: boolean | undefined } | undefined;
  /** A signed-in account can be extended: its token is sent along as this parameter of the authorization request. */
  link?: { parameter: string } | undefined;
  reply?: ReplyEntry | undefined;
  /** Seconds. */
  expires?: { skew?: number | undefined; missing?: number | 'unknown' | undefined; jwt?: boolean | undefined } | undefined;
  identity?: IdentityEntry | undefined;
  api?: ApiRuleEntry[] | undefined;
  inputs?: InputEntry[] | undefined;
  samples?: SampleEntry[] | undefined;
  actions?: ActionEntry[] | undefined;
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
