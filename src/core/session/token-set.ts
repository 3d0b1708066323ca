/** What a token reply makes of the tokens there were. Pure. */
import type { TokenReply } from '../flow/token-response.ts';
import type { TokenSet } from '../vault/records.ts';

/**
 * `receivedAt` in epoch ms; expiry counts from there, by our own clock alone (security ruling i).
 * What a renewal leaves out stays as it was: refresh token and scope by RFC 6749 sections 6 and 5.1, the ID token for sign-out.
 */
export function tokenSetOf(reply: TokenReply, receivedAt: number, before: { readonly scope: string } & Partial<TokenSet>): TokenSet {
  const { access_token, expires_in, refresh_token = before.refresh_token, id_token = before.id_token, scope = before.scope } = reply;
  return {
    access_token,
    ...(refresh_token && { refresh_token }),
    ...(id_token && { id_token }),
    scope,
    issuedAt: receivedAt,
    expiresAt: expires_in === undefined ? null : receivedAt + expires_in * 1000,
  };
}
