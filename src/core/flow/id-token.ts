/**
 * Checks the claims of an ID token that came straight from the token endpoint over TLS, where
 * OpenID Connect Core 1.0 section 3.1.3.7 (6) allows to leave the signature unchecked. Pure.
 */
import { decodeBase64Url } from '../base/base64url.ts';
import { SingletError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';

export interface IdTokenExpectation {
  readonly provider: string;
  readonly issuer: string | undefined;
  readonly client_id: string;
  /** undefined on refresh, where the nonce need not come back. */
  readonly nonce: string | undefined;
  /** Epoch ms of receipt. */
  readonly receivedAt: number;
}

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

const skewMs = 60_000;

/** The claims part, or undefined where the token is no JWT. */
export function decodeClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(decodeBase64Url(token.split('.')[1] ?? '')));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The claims when every check holds, else `id_token_invalid` with the name of the check. */
export function checkIdToken(token: Secret, expected: IdTokenExpectation): Claims {
  const claims = decodeClaims(token.reveal());
  const { aud, azp, exp, iat, iss, nonce, sub } = claims ?? {};
  const audiences = Array.isArray(aud) ? aud : [aud];
  const failed =
    (!claims && 'form') ||
    ((typeof sub !== 'string' || sub === '') && 'sub') ||
    ((typeof iss !== 'string' || (expected.issuer !== undefined && iss !== expected.issuer)) && 'iss') ||
    (!audiences.includes(expected.client_id) && 'aud') ||
    (((audiences.length > 1 && azp === undefined) || (azp !== undefined && azp !== expected.client_id)) && 'azp') ||
    ((typeof exp !== 'number' || exp * 1000 < expected.receivedAt - skewMs) && 'exp') ||
    ((typeof iat !== 'number' || iat * 1000 > expected.receivedAt + skewMs) && 'iat') ||
    (expected.nonce !== undefined && nonce !== expected.nonce && 'nonce');
  if (failed) throw new SingletError('id_token_invalid', { provider: expected.provider, detail: `claim ${failed}` });
  return claims as Claims;
}
