/** What a page can do at a provider, as far as its metadata tells. `Provider` + `Metadata` -> `Capabilities`. Pure. */
import { chooseFlow, wantsSecret } from './info.ts';
import type { Capabilities, Metadata, Provider } from './provider.ts';

/** `provider` has its metadata laid under it; whether callback/ answers is asked elsewhere. Error: `pkce_missing`. */
export function capabilitiesOf(provider: Provider, metadata: Metadata | undefined): Omit<Capabilities, 'callback'> {
  const [flow, reason] = chooseFlow(provider, metadata);
  const refresh = flow !== 'code' ? false : metadata ? metadata.scopes_supported.includes('offline_access') || 'unknown' : 'unknown';
  return {
    flow,
    reason,
    pkce: flow === 'code',
    refresh,
    revocation: provider.revocation_endpoint !== undefined || provider.revocationRequests.length > 0,
    userinfo: provider.userinfo_endpoint !== undefined || provider.identity !== undefined,
    iss: metadata?.authorization_response_iss_parameter_supported ?? false,
    endSession: provider.end_session_endpoint !== undefined,
    // prompt=none is a thing of OpenID Connect (Core section 3.1.2.1).
    silent: (flow === 'code' || flow === 'token') && provider.issuer !== undefined && provider.scope.split(' ').includes('openid'),
    metadata,
  };
}

/** The token endpoint wants more, or in another form, than oidc-client-ts sends. */
export const isDeviant = (provider: Provider) =>
  wantsSecret(provider) || !!(provider.tokenRequest.format ?? provider.tokenRequest.body ?? provider.tokenRequest.headers);
