/**
 * What the rest of the core knows of an authorization server and its APIs,
 * after config, preset and metadata were put together and checked.
 */
import type { ActionEntry } from './action-entry.ts';
import type { ReplyEntry, RequestEntry, SignEntry, TokenRequestEntry } from './entry.ts';

/** How a connection is made. `auto` is only ever asked for, never the answer. */
export type FlowName = 'code' | 'token' | 'manual-code' | 'client-credentials' | 'signed-request' | 'paste';

/** What ties a reply to the request it answers; see `redirectBinding` in the config. */
export type RedirectBinding = 'state' | 'query' | 'exact';

/** Where a request carries the token: the Authorization header (RFC 6750 section 2.1) or a query parameter (2.3). */
export type Placement = { readonly in: 'header' } | { readonly in: 'query'; readonly name: string };

/** Where a token may go: exact origin, path prefix by whole segments, methods. */
export interface ApiRule {
  readonly origin: string;
  /** Without a trailing slash; '' stands for every path. */
  readonly path: string;
  readonly methods: readonly string[];
  readonly placement: Placement;
  /** Authentication scheme before the token in the header. Default `Bearer`. */
  readonly scheme?: string | undefined;
  /** `follow`: within the origin; an answer from elsewhere is withheld. Default: a redirect is an error. */
  readonly redirect?: 'follow' | undefined;
  /** Cookies of the API. Default `omit`. */
  readonly credentials?: 'include' | 'same-origin' | undefined;
  /** Encoded separators in a path are let through. */
  readonly allowEncoded?: boolean | undefined;
  /** `override`: a caller's own Authorization header is replaced. Default: such a request is left alone. */
  readonly authorization?: 'override' | undefined;
  readonly sign?: SignEntry | undefined;
}

/** Endpoint addresses, under their names of RFC 8414 and OpenID Connect Discovery. */
export interface Endpoints {
  readonly authorization_endpoint?: string | undefined;
  readonly token_endpoint?: string | undefined;
  readonly revocation_endpoint?: string | undefined;
  readonly userinfo_endpoint?: string | undefined;
  readonly end_session_endpoint?: string | undefined;
  readonly jwks_uri?: string | undefined;
}

/** What a provider's metadata says beyond its endpoints. */
export interface Metadata extends Endpoints {
  readonly issuer: string;
  readonly code_challenge_methods_supported: readonly string[];
  readonly response_types_supported: readonly string[];
  readonly scopes_supported: readonly string[];
  readonly authorization_response_iss_parameter_supported: boolean;
}

export interface IdentityRule {
  readonly endpoint: string;
  readonly sub: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly picture?: string | undefined;
  readonly profiles?: 'lists' | undefined;
  readonly detail?: string | undefined;
}

/** A parameter of the authorization request that a person chooses, declared by the preset. */
export interface Input {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean | undefined;
  readonly default?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly optionsFrom?: string | undefined;
  readonly help?: string | undefined;
  /** Default `authorize`. */
  readonly to?: 'authorize' | 'token' | 'template' | undefined;
}

/** A ready API call to try. */
export interface Sample {
  readonly label: string;
  /** Default GET. */
  readonly method?: string | undefined;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** What a token belongs to: the server, by issuer or authorization endpoint, and our client there. */
export function sourceOf({ issuer, authorization_endpoint, client_id }: Provider): string {
  return JSON.stringify([issuer ?? authorization_endpoint, client_id]);
}

export interface Provider extends Endpoints {
  readonly id: string;
  readonly name: string;
  readonly icon?: string | undefined;
  readonly preset?: string | undefined;
  /** Added by a person in this browser, not by the operator. */
  readonly local: boolean;
  readonly demo: boolean;
  readonly client_id: string;
  readonly issuer?: string | undefined;
  readonly scope: string;
  readonly flow: FlowName | 'auto';
  readonly response_type?: 'token' | 'id_token token' | undefined;
  readonly pkce: boolean;
  readonly redirect_uri: string;
  readonly redirectBinding: RedirectBinding;
  readonly extraQueryParams: Readonly<Record<string, string>>;
  readonly extraTokenParams: Readonly<Record<string, string>>;
  readonly tokenRequest: Readonly<TokenRequestEntry>;
  readonly revocationRequests: readonly RequestEntry[];
  readonly endSession: { readonly id_token_hint?: boolean | undefined };
  readonly link?: { readonly parameter: string } | undefined;
  readonly reply: Readonly<ReplyEntry>;
  /** Seconds; 60 and `unknown` unless stated. */
  readonly expires: {
    readonly skew?: number | undefined;
    readonly missing?: number | 'unknown' | undefined;
    readonly jwt?: boolean | undefined;
  };
  readonly identity?: IdentityRule | undefined;
  readonly api: readonly ApiRule[];
  readonly inputs: readonly Input[];
  readonly samples: readonly Sample[];
  readonly actions?: readonly ActionEntry[] | undefined;
  readonly singleFlight: boolean;
  readonly docs?: string | undefined;
}

/** Why a flow was chosen: it was stated, by the config or a preset; PKCE was stated or advertised; or nothing better can be had. */
export type FlowReason =
  | 'config'
  | 'preset'
  | 'pkce-stated'
  | 'pkce-advertised'
  | 'no-pkce'
  | 'metadata-unread'
  | 'pkce_missing'
  | 'discovery_failed';

/**
 * What an operator should know: a reply is not tied to its request; another provider shares the redirect URI and neither names
 * itself in replies (`redirect_uri` = `callback/?p=ID` mends it); or no flow can be chosen.
 */
export type ProviderWarning = 'reduced-protection' | 'mix-up' | 'pkce_missing' | 'discovery_failed';

/** A provider as the door shows it: never a secret, nothing to decide with. */
export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  /** Two letters for a glyph; Singlet ships no logos. */
  readonly icon: string;
  readonly client_id: string;
  readonly issuer: string | undefined;
  /** `auto` until the metadata was read; see `preflight()`. */
  readonly flow: FlowName | 'auto';
  readonly reason: FlowReason;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly local: boolean;
  readonly demo: boolean;
  readonly inputs: readonly Input[];
  readonly samples: readonly Sample[];
  /** What else can be done there; see `action` of the door. */
  readonly actions?: readonly ActionEntry[] | undefined;
  readonly api: readonly ApiRule[];
  readonly warnings: readonly ProviderWarning[];
  readonly docs: string | undefined;
  /** Hosts that the sign-in talks to, as far as they are known: where the person signs in, where the token comes from. */
  readonly hosts: readonly string[];
  /** A connection of this provider can be extended by a further sign-in (`link` of `connect`). */
  readonly link: boolean;
  /** The token endpoint wants a secret or a key, which the person gives when it is used. */
  readonly secret: boolean;
  /** The preset that the entry starts from. */
  readonly preset: string | undefined;
  readonly singleFlight: boolean;
}

/** What can be done at a provider from a page, as far as its metadata tells. */
export interface Capabilities {
  readonly flow: FlowName;
  readonly reason: FlowReason;
  readonly pkce: boolean;
  readonly refresh: boolean | 'unknown';
  readonly revocation: boolean;
  readonly userinfo: boolean;
  /** RFC 9207: the reply names its issuer. */
  readonly iss: boolean;
  /** The session at the provider can be ended (OpenID RP-Initiated Logout). */
  readonly endSession: boolean;
  /** A token without a refresh token can be renewed with prompt=none (OpenID Connect Core section 3.1.2.1). */
  readonly silent: boolean;
  /** What callback/ answers here: some hosts redirect it, and a redirect may carry a token away. */
  readonly callback: 'ok' | 'redirects' | 'missing' | 'unknown';
  /** What the provider itself offers for its inputs, by name of the input; absent where it could not be asked. */
  readonly inputOptions?: Readonly<Record<string, readonly string[]>>;
  readonly metadata: Metadata | undefined;
}

/** One mistake in a config: where, what stood there, what may stand there. */
export interface ConfigProblem {
  /** For example `$.providers[1].api[0].origin`. */
  readonly path: string;
  readonly provider: string | undefined;
  readonly found: string;
  readonly allowed: string;
  /** True where it is only a warning and the provider still loads. */
  readonly warning: boolean;
}
