/**
 * The implicit request, for providers that know no code flow from a page. Provider + choices -> URL.
 * RFC 6749 section 4.2.1; the nonce in redirect_uri takes the place of a `state` that does not come back
 * (section 3.1.2 lets a redirect URI carry a query). Pure.
 */
import { SingletError } from '../base/errors.ts';
import type { Provider } from '../provider/provider.ts';

export interface TokenRequestOptions {
  /** Id of the transaction: 128 random bits. */
  readonly id: string;
  readonly scope: string;
  readonly extraQueryParams: Readonly<Record<string, string>>;
  readonly prompt?: string | undefined;
  readonly login_hint?: string | undefined;
  /** With it an ID token is asked for as well (OpenID Connect Core section 3.2.2.1). */
  readonly nonce?: string | undefined;
}

/** Whether the token flow asks for an ID token too: only it ties the token to a person (OpenID Connect Core section 3.2.2.9). */
export function wantsIdToken(provider: Provider, offered: readonly string[], scope: string): boolean {
  if (provider.response_type !== undefined) return provider.response_type === 'id_token token';
  return scope.split(' ').includes('openid') && offered.some((type) => type.split(' ').sort().join(' ') === 'id_token token');
}

/** Parameter of redirect_uri that carries the nonce. */
export const nonceParameter = 'txn';

/** What to send as redirect_uri, and what to compare a reply with. */
export function bindRedirectUri(provider: Provider, id: string): string {
  if (provider.redirectBinding !== 'query') return provider.redirect_uri;
  const url = new URL(provider.redirect_uri);
  url.searchParams.set(nonceParameter, id);
  return url.href;
}

/** Address to send the person to. An existing query of the endpoint is kept (RFC 6749 section 3.1). */
export function buildTokenRequest(provider: Provider, options: TokenRequestOptions): { url: string; state: string | undefined } {
  if (!provider.authorization_endpoint) throw new SingletError('flow_unsupported', { provider: provider.id });
  const url = new URL(provider.authorization_endpoint);
  const state = provider.redirectBinding === 'state' ? options.id : undefined;
  const parameters: Record<string, string | undefined> = {
    client_id: provider.client_id,
    redirect_uri: bindRedirectUri(provider, options.id),
    response_type: options.nonce === undefined ? 'token' : 'id_token token',
    nonce: options.nonce,
    scope: options.scope || undefined,
    state,
    prompt: options.prompt,
    login_hint: options.login_hint,
    ...options.extraQueryParams,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') url.searchParams.set(name, value);
  return { url: url.href, state };
}
