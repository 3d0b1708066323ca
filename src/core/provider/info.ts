/**
 * Decides how a provider is signed in to, and says why. `Provider` + `Metadata` -> `ProviderInfo`. Pure.
 */
import { SingletError } from '../base/errors.ts';
import { words } from '../base/words.ts';
import type { FlowName, FlowReason, Metadata, Provider, ProviderInfo, ProviderWarning } from './provider.ts';
import { addressNames } from './sound.ts';

/** Provider with the endpoints of its metadata under those that the config states. */
export function withMetadata(provider: Provider, metadata: Metadata | undefined): Provider {
  if (!metadata) return provider;
  const read = (of: object, name: string) => (of as Readonly<Record<string, unknown>>)[name];
  return { ...provider, ...Object.fromEntries(addressNames.map((name) => [name, read(provider, name) ?? read(metadata, name)])) };
}

/** The flow and the reason for it. `provider` has its metadata laid under it. */
export function chooseFlow(provider: Provider, metadata: Metadata | undefined): readonly [FlowName, FlowReason] {
  const s256 = provider.pkce || (metadata?.code_challenge_methods_supported.includes('S256') ?? false);
  if (provider.flow !== 'auto') {
    // A client that proves itself with a secret is protected without PKCE (RFC 9700 section 2.1.1), which is sent all the same.
    if (provider.flow === 'code' && metadata && !s256 && !wantsSecret(provider))
      throw new SingletError('pkce_missing', { provider: provider.id });
    return [provider.flow, provider.preset ? 'preset' : 'config'];
  }
  if (s256 && provider.token_endpoint) {
    return ['code', provider.pkce ? 'pkce-stated' : 'pkce-advertised'];
  }
  if (provider.pkce) throw new SingletError('discovery_failed', { provider: provider.id, detail: 'no token_endpoint is known' });
  if (metadata && !metadata.response_types_supported.includes('token')) {
    throw new SingletError('pkce_missing', { provider: provider.id });
  }
  return ['token', 'no-pkce'];
}

/** A machine's own token: no person signs in, the client asks with its secret or key (RFC 6749 section 4.4). */
export const isMachine = ({ flow }: Pick<Provider, 'flow'>) => /^(client|signed)-/.test(flow);

export const wantsSecret = (provider: Provider) =>
  isMachine(provider) || (provider.tokenRequest.client_authentication ?? 'none') !== 'none';

/** Where the person signs in and where the token comes from, each once. */
const hostsOf = ({ flow, authorization_endpoint, token_endpoint }: Provider) => [
  ...new Set([authorization_endpoint, flow === 'token' ? undefined : token_endpoint].flatMap((url) => (url ? new URL(url).host : []))),
];

/** The first two letters, as "Fp"; a preset knows better ones. */
export function glyphOf(name: string): string {
  const [first = '', second = ''] = name.match(/[\p{L}\p{N}]/gu) ?? '··';
  return first.toUpperCase() + second.toLowerCase();
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

/** What is shown as it is. */
const shown = words('id name client_id issuer redirect_uri scope local demo inputs samples actions api docs preset singleFlight');

const pick = (provider: Provider) =>
  Object.fromEntries(shown.map((name) => [name, provider[name]])) as unknown as Pick<ProviderInfo, (typeof shown)[number]>;

/** What the door shows of a provider. */
export function infoOf(provider: Provider, all: readonly Provider[], metadata: ReadonlyMap<string, Metadata>): ProviderInfo {
  const known = metadata.get(provider.issuer ?? '');
  const whole = withMetadata(provider, known);
  let flow: ProviderInfo['flow'] = provider.flow;
  let reason: FlowReason = 'metadata-unread';
  const warnings: ProviderWarning[] = [];
  if (known || !provider.issuer || provider.flow !== 'auto') {
    try {
      [flow, reason] = chooseFlow(whole, known);
    } catch (error) {
      reason = (error as SingletError).code as 'pkce_missing';
      warnings.push(reason);
    }
  }
  if (flow === 'token' && provider.redirectBinding === 'exact') warnings.push('reduced-protection');
  if (mixUpRisk(provider, all, metadata)) warnings.push('mix-up');
  return {
    ...pick(provider),
    icon: provider.icon ?? glyphOf(provider.name),
    flow,
    reason,
    warnings,
    hosts: hostsOf(whole),
    link: !!provider.link,
    secret: wantsSecret(provider),
  };
}
