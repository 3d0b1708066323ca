/**
 * The address of a provider's sign-out page. Provider + where to come back -> URL.
 * OpenID Connect RP-Initiated Logout 1.0 section 2. The client names itself by its id; the ID token, which says who the
 * person is, goes into the address only where the provider insists on it (`endSession.id_token_hint`). Pure.
 */
import type { Secret } from '../base/secret.ts';
import type { Provider } from '../provider/provider.ts';
import { parseResponse } from './response.ts';

export interface EndSessionOptions {
  readonly redirect_uri: string;
  readonly state: string;
  readonly idToken: Secret | undefined;
}

/** Whether this is the answer to our own request, and no refusal. */
export function isSignedOut(href: string, state: string): boolean {
  try {
    const { get } = parseResponse(href);
    return get('state') === state && get('error') === undefined;
  } catch {
    return false;
  }
}

export function buildEndSessionRequest(provider: Provider, { redirect_uri, state, idToken }: EndSessionOptions): string {
  const url = new URL(provider.end_session_endpoint ?? '');
  url.searchParams.set('client_id', provider.client_id);
  url.searchParams.set('post_logout_redirect_uri', redirect_uri);
  url.searchParams.set('state', state);
  if (provider.endSession.id_token_hint && idToken) url.searchParams.set('id_token_hint', idToken.reveal());
  return url.href;
}
