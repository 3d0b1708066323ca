/**
 * What the rest of the core knows of an authorization server and its APIs,
 * after config, preset and metadata were put together and checked.
 */

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
}

/** Endpoint addresses, under their names of RFC 8414 and OpenID Connect Discovery. */
export interface Endpoints {
  readonly authorization_endpoint?: string | undefined;
  readonly token_endpoint?: string | undefined;
  readonly revocation_endpoint?: string | undefined;
  readonly userinfo_endpoint?: string | undefined;
  readonly end_session_endpoint?: string | undefined;
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
  readonly required: boolean;
  readonly default?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly help?: string | undefined;
}

/** A ready API call to try. */
export interface Sample {
  readonly label: string;
  readonly method: string;
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
  readonly preset?: string | undefined;
  /** Added by a person in this browser, not by the operator. */
  readonly local: boolean;
  readonly demo: boolean;
  readonly client_id: string;
  readonly issuer?: string | undefined;
  readonly scope: string;
  readonly flow: FlowName | 'auto';
  readonly pkce: boolean;
  readonly redirect_uri: string;
  readonly redirectBinding: RedirectBinding;
  readonly extraQueryParams: Readonly<Record<string, string>>;
  readonly extraTokenParams: Readonly<Record<string, string>>;
  readonly reply: {
    readonly token_type?: 'bearer' | undefined;
    readonly maxTokenLength?: number | undefined;
    readonly rawFragment?: boolean | undefined;
  };
  readonly expires: { readonly skew: number; readonly missing: number | 'unknown' };
  readonly identity?: IdentityRule | undefined;
  readonly api: readonly ApiRule[];
  readonly inputs: readonly Input[];
  readonly samples: readonly Sample[];
  readonly singleFlight: boolean;
  readonly docs?: string | undefined;
}

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
  /** Why this flow, in one sentence. */
  readonly reason: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly local: boolean;
  readonly demo: boolean;
  readonly inputs: readonly Input[];
  readonly samples: readonly Sample[];
  readonly api: readonly ApiRule[];
  readonly warnings: readonly string[];
  readonly docs: string | undefined;
}

/** What can be done at a provider from a page, as far as its metadata tells. */
export interface Capabilities {
  readonly flow: FlowName;
  readonly reason: string;
  readonly pkce: boolean;
  readonly refresh: boolean | 'unknown';
  readonly revocation: boolean;
  readonly userinfo: boolean;
  /** RFC 9207: the reply names its issuer. */
  readonly iss: boolean;
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
