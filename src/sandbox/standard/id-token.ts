/**
 * ID tokens signed with RS256 by a key made once per provider (OpenID Connect Core 1.0 sections 2 and 3.2.2.10).
 * claims -> JWT, and the key as JWKS. The key is made when it is first needed, which takes a moment; nothing blocks.
 */
import { encodeBase64Url } from './base64url.ts';
import type { Claims, Twist } from './terms.ts';

export interface IdTokens {
  sign(claims: Claims, twist: Twist): Promise<string>;
  jwks(): Promise<{ readonly keys: readonly object[] }>;
}

const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };

const encodeJson = (value: unknown) => encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));

/** Left half of the SHA-256 of an access token, as `at_hash` wants it. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return encodeBase64Url(new Uint8Array(digest).slice(0, 16));
}

export function createSigningKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
}

export function createIdTokens(prefix: string, createKeys: () => Promise<CryptoKeyPair>): IdTokens {
  let made: Promise<CryptoKeyPair> | undefined;
  const keys = () => {
    made ??= createKeys();
    return made;
  };
  const kid = `${prefix}-${encodeBase64Url(crypto.getRandomValues(new Uint8Array(6)))}`;
  return {
    async sign(claims, twist) {
      const alg = twist.signature === 'none' ? 'none' : 'RS256';
      const text = `${encodeJson({ alg, kid, typ: 'JWT' })}.${encodeJson(twist.claims?.(claims) ?? claims)}`;
      if (twist.signature === 'none') return `${text}.`;
      const { privateKey } = await keys();
      const signature = new Uint8Array(await crypto.subtle.sign(algorithm.name, privateKey, new TextEncoder().encode(text)));
      if (twist.signature === 'spoiled') signature[7] = (signature[7] ?? 0) ^ 1;
      return `${text}.${encodeBase64Url(signature)}`;
    },
    async jwks() {
      const { publicKey } = await keys();
      const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
      return { keys: [{ kty, n, e, kid, use: 'sig', alg: 'RS256' }] };
    },
  };
}
