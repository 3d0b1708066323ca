/** The key that requests to the simulated Singleview are signed with: made in this browser, shown to whoever tries it, worth nothing elsewhere. */

const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };

/** Extractable, since the person is given its file. */
export function createSignerKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** RFC 7468. */
function pem(label: string, bytes: ArrayBuffer): string {
  const lines = btoa(String.fromCharCode(...new Uint8Array(bytes))).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export const publicPem = async ({ publicKey }: CryptoKeyPair) => pem('PUBLIC KEY', await crypto.subtle.exportKey('spki', publicKey));
export const privatePem = async ({ privateKey }: CryptoKeyPair) => pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', privateKey));
