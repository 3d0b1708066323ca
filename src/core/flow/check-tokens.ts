/**
 * Holds a whole token reply against what was asked: the fields, then the claims of its ID token.
 * Reply + provider -> tokens + claims, or a `SingletError`. RFC 6749 section 5, OpenID Connect Core section 3.1.3. Pure.
 */
import { SingletError } from '../base/errors.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import type { Provider } from '../provider/provider.ts';
import type { Reply } from './guarded-fetch.ts';
import { type Claims, checkIdToken } from './id-token.ts';
import { type TokenReply, validateTokenResponse } from './token-response.ts';

/** A token reply and, where there was an ID token, its checked claims. */
export interface CheckedTokens extends TokenReply {
  readonly claims: Claims | undefined;
  /** Epoch ms. */
  readonly receivedAt: number;
}

/** Told what the claims of an ID token were compared with, and of the reply that it came in. */
export type CheckedListener = (checks: readonly TraceCheck[], tokens: TokenReply) => void;

/** `nonce`: undefined on a renewal, where it need not come back. */
export function checkTokens(
  reply: Reply,
  provider: Provider,
  nonce: string | undefined,
  wantsIdToken: boolean,
  checked?: CheckedListener,
): CheckedTokens {
  const tokens = validateTokenResponse(reply, provider);
  const { client_id, issuer, id } = provider;
  if (!tokens.id_token && wantsIdToken)
    throw new SingletError('id_token_invalid', { provider: id, detail: 'none came although openid was asked' });
  const told = checked && ((checks: readonly TraceCheck[]) => checked(checks, tokens));
  const expected = { provider: id, issuer, client_id, nonce, receivedAt: reply.receivedAt, checked: told };
  const claims = tokens.id_token && checkIdToken(tokens.id_token, expected);
  return { ...tokens, claims, receivedAt: reply.receivedAt };
}
