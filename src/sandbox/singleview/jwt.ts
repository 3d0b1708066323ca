/** Access tokens as JWTs with HS256 (RFC 7519), the key made once: `data` that says nothing, `iat` and `exp`. times -> JWT. */
import { encodeBase64Url } from '../standard/base64url.ts';

const algorithm: HmacKeyGenParams = { name: 'HMAC', hash: 'SHA-256' };
const encodeJson = (value: unknown) => encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));

export type MakeJwt = (iat: number, exp: number) => Promise<string>;

export function createJwtMaker(): MakeJwt {
  let made: Promise<CryptoKey> | undefined;
  return async (iat, exp) => {
    made ??= crypto.subtle.generateKey(algorithm, false, ['sign']);
    const key = await made;
    const data = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(96))));
    const text = `${encodeJson({ alg: 'HS256', typ: 'JWT' })}.${encodeJson({ data, iat, exp })}`;
    const signature = await crypto.subtle.sign(algorithm.name, key, new TextEncoder().encode(text));
    return `${text}.${encodeBase64Url(new Uint8Array(signature))}`;
  };
}
