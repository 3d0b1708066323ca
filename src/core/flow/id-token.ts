/**
 * Checks the claims of an ID token that came straight from the token endpoint over TLS, where
 * OpenID Connect Core 1.0 section 3.1.3.7 (6) allows to leave the signature unchecked. Pure.
 */
import { decodeBase64Url } from '../base/base64url.ts';
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';

export interface IdTokenExpectation {
  readonly provider: string;
  readonly issuer: string | undefined;
  readonly client_id: string;
  /** undefined on refresh, where the nonce need not come back. */
  readonly nonce: string | undefined;
  /** Epoch ms of receipt. */
  readonly receivedAt: number;
  /** Told of every comparison, the failed one too. */
  readonly checked?: ((checks: readonly TraceCheck[]) => void) | undefined;
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

const longest = 300;
const words = (value: unknown) => (value === undefined ? undefined : (JSON.stringify(value) ?? '').slice(0, longest));
/** Seconds since 1970 as a date, where it is one. */
const time = (value: unknown) =>
  typeof value === 'number' && Math.abs(value) < 8e12 ? new Date(value * 1000).toISOString() : words(value);
const hidden = (value: unknown) => (typeof value === 'string' ? new Secret(value) : words(value));

/** What each claim was compared with, for the trace; `failed` is the first that does not hold. */
function told(claims: Readonly<Record<string, unknown>>, expected: IdTokenExpectation, failed: string | false): readonly TraceCheck[] {
  const { aud, azp, exp, iat, iss, nonce, sub } = claims;
  const now = new Date(expected.receivedAt).toISOString();
  const core = 'OpenID Connect Core section 3.1.3.7';
  const rows = [
    ['sub', 'OpenID Connect Core section 2', undefined, hidden(sub)],
    ['iss', `${core} (2)`, words(expected.issuer), words(iss)],
    ['aud', `${core} (3)`, words(expected.client_id), words(aud)],
    ['azp', `${core} (5)`, words(expected.client_id), words(azp)],
    ['exp', `${core} (9)`, now, time(exp)],
    ['iat', `${core} (10)`, now, time(iat)],
    ...(expected.nonce === undefined ? [] : [['nonce', `${core} (11)`, new Secret(expected.nonce), hidden(nonce)] as const]),
  ] as const;
  const upTo = failed ? rows.findIndex(([name]) => name === failed) + 1 : rows.length;
  return rows.slice(0, upTo).map(([name, source, wanted, actual]) => ({ name, passed: name !== failed, source, expected: wanted, actual }));
}

/** Name of the first claim that does not hold. */
function fault(claims: Readonly<Record<string, unknown>> | undefined, expected: IdTokenExpectation): string | false {
  const { aud, azp, exp, iat, iss, nonce, sub } = claims ?? {};
  const audiences = Array.isArray(aud) ? aud : [aud];
  return (
    (!claims && 'form') ||
    ((typeof sub !== 'string' || sub === '') && 'sub') ||
    ((typeof iss !== 'string' || (expected.issuer !== undefined && iss !== expected.issuer)) && 'iss') ||
    (!audiences.includes(expected.client_id) && 'aud') ||
    (((audiences.length > 1 && azp === undefined) || (azp !== undefined && azp !== expected.client_id)) && 'azp') ||
    ((typeof exp !== 'number' || exp * 1000 < expected.receivedAt - skewMs) && 'exp') ||
    ((typeof iat !== 'number' || iat * 1000 > expected.receivedAt + skewMs) && 'iat') ||
    (expected.nonce !== undefined && nonce !== expected.nonce && 'nonce')
  );
}

/** The claims when every check holds, else `id_token_invalid` with the name of the check. */
export function checkIdToken(token: Secret, expected: IdTokenExpectation): Claims {
  const claims = decodeClaims(token.reveal());
  const failed = fault(claims, expected);
  expected.checked?.(told(claims ?? {}, expected, failed));
  if (failed) throw new SingletError('id_token_invalid', { provider: expected.provider, detail: `claim ${failed}` });
  return claims as Claims;
}
