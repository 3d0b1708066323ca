/**
 * Redeems a code where the client has to prove itself with a secret that the person typed, or where the code came without a
 * redirect. Code + verifier + secret -> tokens. RFC 6749 sections 2.3.1 and 4.1.3, RFC 7636 section 4.5. A client of our own:
 * no secret passes through oidc-client-ts, and it knows no code without a redirect. Build (pure), send, validate (pure);
 * spends the code unless the client is refused.
 */
import type { Secret } from '../base/secret.ts';
import type { Provider } from '../provider/provider.ts';
import { type CheckedTokens, checkTokens } from './check-tokens.ts';
import { withoutEcho } from './echo.ts';
import type { GuardedFetch } from './guarded-fetch.ts';

export interface DirectExchange {
  readonly code: Secret;
  readonly code_verifier: Secret;
  /** undefined where the code was shown on the provider's page. */
  readonly redirect_uri: string | undefined;
  readonly nonce: string;
  readonly scope: string;
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function basicCredentials(client_id: string, secret: Secret): string {
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return btoa(`${encode(client_id)}:${encode(secret.reveal())}`);
}

/** The request and nothing else; its body and headers hold secrets. */
export function buildCodeExchange(provider: Provider, exchange: DirectExchange, secret: Secret | undefined): RequestInit {
  const basic = secret && provider.tokenRequest.client_authentication === 'client_secret_basic';
  const { code, code_verifier, redirect_uri } = exchange;
  const body = new URLSearchParams({
    ...provider.extraTokenParams,
    grant_type: 'authorization_code',
    code: code.reveal(),
    code_verifier: code_verifier.reveal(),
    ...(redirect_uri !== undefined && { redirect_uri }),
    ...(!basic && { client_id: provider.client_id, ...(secret && { client_secret: secret.reveal() }) }),
  });
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    ...(basic && { authorization: `Basic ${basicCredentials(provider.client_id, secret)}` }),
  };
  return { method: 'POST', headers, body: body.toString() };
}

/** Errors: `client_rejected`, those of a token reply and of the guarded fetch. */
export async function exchangeDirectly(
  provider: Provider,
  exchange: DirectExchange,
  secret: Secret | undefined,
  fetch: GuardedFetch,
): Promise<CheckedTokens> {
  const reply = await fetch(provider.token_endpoint ?? '', buildCodeExchange(provider, exchange, secret));
  try {
    return checkTokens(reply, provider, exchange.nonce, exchange.scope.split(' ').includes('openid'));
  } catch (error) {
    throw withoutEcho(error, [secret, exchange.code, exchange.code_verifier]);
  }
}
