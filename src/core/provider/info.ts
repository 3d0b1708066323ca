/**
 * Decides how a provider is signed in to, and says why. `Provider` + `Metadata` -> `ProviderInfo`. Pure.
 */
import { SingletError } from '../base/errors.ts';
import type { FlowName, Metadata, Provider, ProviderInfo } from './provider.ts';

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
    return ['code', 'The config asks for it.'];
  }
  if (provider.flow !== 'auto') return [provider.flow, 'The config asks for it.'];
  if (s256 && provider.token_endpoint) {
    return ['code', provider.pkce ? 'The config says that PKCE works.' : 'PKCE with S256 is advertised.'];
  }
  if (provider.pkce) throw new SingletError('discovery_failed', { provider: provider.id, detail: 'no token_endpoint is known' });
  if (metadata && !metadata.response_types_supported.includes('token')) {
    throw new SingletError('pkce_missing', { provider: provider.id });
  }
  return ['token', 'No PKCE is advertised.'];
}

/** Letters for a glyph: first and next distinct consonant, as "Si" or "Fp". */
export function glyphOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
  return letters.charAt(0).toUpperCase() + letters.charAt(1).toLowerCase() || '··';
}

/** Code-flow providers that share a redirect URI and cannot be told apart by `iss` (RFC 9700 section 4.4). */
export function mixUpRisk(provider: Provider, all: readonly Provider[], metadata: ReadonlyMap<string, Metadata>): boolean {
  const unnamed = (one: Provider) =>
    (one.flow === 'code' || one.flow === 'auto') &&
    !(one.issuer !== undefined && (metadata.get(one.issuer)?.authorization_response_iss_parameter_supported ?? true));
  return (
    unnamed(provider) && all.some((other) => other.id !== provider.id && other.redirect_uri === provider.redirect_uri && unnamed(other))
  );
}

/** What the door shows of a provider. */
export function infoOf(provider: Provider, all: readonly Provider[], metadata: ReadonlyMap<string, Metadata>): ProviderInfo {
  const known = metadata.get(provider.issuer ?? '');
  const whole = withMetadata(provider, known);
  let flow: ProviderInfo['flow'] = provider.flow;
  let reason = 'Its metadata is read then, and decides.';
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
    warnings.push('Reduced protection: nothing ties a reply to its request.');
  }
  if (mixUpRisk(provider, all, metadata)) {
    warnings.push(`Mix-up risk: another provider shares this redirect URI. Set "redirect_uri": "callback/?p=${provider.id}".`);
  }
  const { id, name, client_id, issuer, redirect_uri, scope, local, demo, inputs, samples, api, docs } = provider;
  return {
    id,
    name,
    icon: glyphOf(name),
    client_id,
    issuer,
    flow,
    reason,
    redirect_uri,
    scope,
    local,
    demo,
    inputs,
    samples,
    api,
    warnings,
    docs,
  };
}
