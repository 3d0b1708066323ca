/**
 * Proves an ID token that came through the browser, where only its signature says that the provider made it, and ties
 * the access token beside it to it. OpenID Connect Core 1.0 sections 3.2.2.9 and 3.2.2.11, RFC 7515, RFC 7518.
 * Token + key set -> claims may be believed, or `id_token_invalid`. Side effect: one GET of the key set.
 */
import { decodeBase64Url, encodeBase64Url } from '../base/base64url.ts';
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import type { Provider } from '../provider/provider.ts';
import { fetchJson, type GuardedFetch } from './guarded-fetch.ts';
import type { Claims } from './id-token.ts';

type Algorithm = {
  readonly import: RsaHashedImportParams | EcKeyImportParams;
  readonly verify: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
};

/** Asymmetric ones only: `none` proves nothing, and a page holds no secret for HS256. */
function algorithmOf(alg: string): Algorithm | undefined {
  const [, kind, bits] = /^(RS|PS|ES)(256|384|512)$/.exec(alg) ?? [];
  if (!kind || !bits) return undefined;
  const hash = `SHA-${bits}`;
  if (kind === 'RS') return { import: { name: 'RSASSA-PKCS1-v1_5', hash }, verify: 'RSASSA-PKCS1-v1_5' };
  if (kind === 'PS') return { import: { name: 'RSA-PSS', hash }, verify: { name: 'RSA-PSS', saltLength: Number(bits) / 8 } };
  const namedCurve = bits === '512' ? 'P-521' : `P-${bits}`;
  return { import: { name: 'ECDSA', namedCurve }, verify: { name: 'ECDSA', hash } };
}

interface Header {
  readonly alg: string;
  readonly kid: string | undefined;
}

/** undefined where it is no header, or names a rule that must be kept and is not known here (RFC 7515 section 4.1.11). */
function headerOf(token: string): Header | undefined {
  try {
    const { alg, kid, crit } = JSON.parse(new TextDecoder().decode(decodeBase64Url(token.split('.')[0] ?? ''))) as Record<string, unknown>;
    return crit === undefined ? { alg: String(alg), kid: typeof kid === 'string' ? kid : undefined } : undefined;
  } catch {
    return undefined;
  }
}

/** The keys that may have signed it: of the right kind, for signing, and of the right name where one is given. Pure. */
export function candidateKeys(keySet: unknown, { alg, kid }: Header): readonly JsonWebKey[] {
  const { keys } = (keySet ?? {}) as { keys?: unknown };
  const kty = alg.startsWith('ES') ? 'EC' : 'RSA';
  return (Array.isArray(keys) ? keys : []).filter(
    (key: { kty?: unknown; use?: unknown; kid?: unknown; alg?: unknown } | null) =>
      key?.kty === kty && (key.use ?? 'sig') === 'sig' && (key.alg ?? alg) === alg && (kid === undefined || (key.kid ?? kid) === kid),
  );
}

async function isSignedBy(key: JsonWebKey, token: string, algorithm: Algorithm): Promise<boolean> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { kty, n = '', e = '', crv = '', x = '', y = '' } = key;
  // Only the public numbers: some sets carry key_ops or alg that WebCrypto would take offence at.
  const bare: JsonWebKey = kty === 'EC' ? { kty, crv, x, y } : { kty: 'RSA', n, e };
  const imported = await crypto.subtle.importKey('jwk', bare, algorithm.import, false, ['verify']);
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  return crypto.subtle.verify(algorithm.verify, imported, decodeBase64Url(signature), signed);
}

/** Left half of the hash of the access token, by the hash of the ID token's own signature. */
async function halfHash(token: Secret, alg: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(`SHA-${alg.slice(2)}`, new TextEncoder().encode(token.reveal())));
  return encodeBase64Url(digest.slice(0, digest.length / 2));
}

/**
 * `claims` were checked by id-token.ts already. Errors: `id_token_invalid` with what failed, and those of the guarded fetch.
 */
export async function proveIdToken(
  provider: Provider,
  { id_token, access_token, claims }: { readonly id_token: Secret; readonly access_token: Secret; readonly claims: Claims },
  fetch: GuardedFetch,
  checked?: (checks: readonly TraceCheck[]) => void,
): Promise<void> {
  const refuse = (detail: string) => new SingletError('id_token_invalid', { provider: provider.id, detail });
  if (!provider.jwks_uri) throw refuse('no jwks_uri is known to prove it with');
  const token = id_token.reveal();
  const header = headerOf(token);
  if (!header) throw refuse('its header');
  const algorithm = algorithmOf(header.alg);
  if (!algorithm) throw refuse(`signed with "${header.alg.slice(0, 20)}"`);
  const keys = candidateKeys(await fetchJson(fetch, provider.jwks_uri), header);
  const signed = await Promise.all(keys.map((key) => isSignedBy(key, token, algorithm).catch(() => false)));
  const isSigned = signed.includes(true);
  const key = [header.alg, header.kid].filter(Boolean).join(', ').slice(0, 100);
  checked?.([{ name: 'signature', passed: isSigned, source: 'OpenID Connect Core section 3.2.2.11', actual: key }]);
  if (!isSigned) throw refuse(keys.length === 0 ? 'no key of the provider fits it' : 'the signature is wrong');
  const { at_hash } = claims;
  const expected = await halfHash(access_token, header.alg);
  const actual = typeof at_hash === 'string' ? new Secret(at_hash) : undefined;
  const source = 'OpenID Connect Core section 3.2.2.9';
  checked?.([{ name: 'at_hash', passed: at_hash === expected, source, expected: new Secret(expected), actual }]);
  if (at_hash !== expected) throw refuse('claim at_hash');
}
