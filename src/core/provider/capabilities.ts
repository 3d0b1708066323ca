/**
 * Decides how a provider is signed in to, and says why. `Provider` + `Metadata` -> `Capabilities`. Pure.
 */
import { SingletError } from '../base/errors.ts';
import type { Capabilities, FlowName, Metadata, Provider, ProviderInfo } from './provider.ts';

/** Provider with the endpoints of its metadata under those that the config states. */
export function withMetadata(provider: Provider, metadata: Metadata | undefined): Provider {
  if (!metadata) return provider;
  const { authorization_endpoint, token_endpoint, revocation_endpoint, userinfo_endpoint, end_session_endpoint } = metadata;
  return {
    ...provider,
    authorization_endpoint: provider.authorization_endpoint ?? authorization_endpoint,
    token_endpoint: provider.token_endpoint ?? token_endpoint,
    revocation_endpoint: provider.revocation_endpoint ?? revocation_endpoint,
    userinfo_endpoint: provider.userinfo_endpoint ?? userinfo_endpoint,
    end_session_endpoint: provider.end_session_endpoint ?? end_session_endpoint,
  };
}

/** The flow and the reason for it, in one sentence. `provider` has its metadata laid under it. */
export function chooseFlow(provider: Provider, metadata: Metadata | undefined): readonly [FlowName, string] {
  const s256 = provider.pkce || (metadata?.code_challenge_methods_supported.includes('S256') ?? false);
  if (provider.flow === 'code') {
    if (metadata && !s256) throw new SingletError('pkce_missing', { provider: provider.id });
    return ['code', s256 && metadata ? 'The config asks for the code flow, and the provider advertises PKCE with S256.' : 'The config asks for the code flow with PKCE.'];
  }
  if (provider.flow !== 'auto') return [provider.flow, 'The config asks for this flow.'];
  if (s256 && provider.token_endpoint) {
    return ['code', metadata && !provider.pkce ? 'The provider advertises PKCE with S256.' : 'The config says that PKCE with S256 works.'];
  }
  if (metadata && !metadata.response_types_supported.includes('token')) {
    throw new SingletError('pkce_missing', { provider: provider.id });
  }
  return ['token', 'No PKCE is advertised, so the token comes in the URL (implicit, legacy).'];
}

export function capabilitiesOf(provider: Provider, metadata: Metadata | undefined): Capabilities {
  const [flow, reason] = chooseFlow(provider, metadata);
  const refresh = flow !== 'code' ? false : metadata ? metadata.scopes_supported.includes('offline_access') || 'unknown' : 'unknown';
  return {
    flow,
    reason,
    pkce: flow === 'code',
    refresh,
    revocation: provider.revocation_endpoint !== undefined,
    userinfo: provider.userinfo_endpoint !== undefined || provider.identity !== undefined,
    iss: metadata?.authorization_response_iss_parameter_supported ?? false,
    metadata,
  };
}

/** Letters for a glyph: first and next distinct consonant, as "Si" or "Fp". */
export function glyphOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
  return (letters.charAt(0).toUpperCase() + letters.charAt(1).toLowerCase()) || '··';
}

/** Code-flow providers that share a redirect URI and cannot be told apart by `iss` (RFC 9700 section 4.4). */
export function mixUpRisk(provider: Provider, all: readonly Provider[], metadata: ReadonlyMap<string, Metadata>): boolean {
  const unnamed = (one: Provider) =>
    (one.flow === 'code' || one.flow === 'auto') &&
    !(one.issuer !== undefined && (metadata.get(one.id)?.authorization_response_iss_parameter_supported ?? true));
  return unnamed(provider) && all.some((other) => other.id !== provider.id && other.redirect_uri === provider.redirect_uri && unnamed(other));
}

/** What the door shows of a provider. */
export function infoOf(provider: Provider, all: readonly Provider[], metadata: ReadonlyMap<string, Metadata>): ProviderInfo {
  const known = metadata.get(provider.id);
  const whole = withMetadata(provider, known);
  let flow: ProviderInfo['flow'] = provider.flow;
  let reason = 'Chosen when the metadata is read, at the first sign-in.';
  const warnings: string[] = [];
  if (known || !provider.issuer || provider.flow !== 'auto') {
    try {
      [flow, reason] = chooseFlow(whole, known);
    } catch (error) {
      reason = (error as SingletError).hint;
      warnings.push(reason);
    }
  }
  if (flow === 'token' && provider.redirectBinding === 'exact') {
    warnings.push('Reduced protection: its replies carry nothing that ties them to the request, so only the confirmation step does.');
  }
  if (mixUpRisk(provider, all, metadata)) {
    warnings.push(`Another provider shares this redirect URI and neither names itself in replies. Set "redirect_uri" to "callback/?p=${provider.id}".`);
  }
  const { id, name, client_id, issuer, redirect_uri, scope, local, demo, inputs, samples, api, docs } = provider;
  return { id, name, icon: glyphOf(name), client_id, issuer, flow, reason, redirect_uri, scope, local, demo, inputs, samples, api, warnings, docs };
}
