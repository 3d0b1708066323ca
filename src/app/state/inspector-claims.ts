/**
 * Looks into what was sent, here in the page: the claims of an ID token (RFC 7519 section 7.2, without the signature) and whether
 * verifier and challenge belong together (RFC 7636 section 4.6). Pure but for the browser's digest.
 */
import { Secret } from '../../core/index.ts';
import type { Named, Shown, Transaction } from './inspector-model.ts';

const bytesOf = (text: string) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** Claims that are about the token, not about the person. */
const plain = /^(iss|aud|azp|exp|iat|nbf|auth_time|acr|amr)$/;
const times = /^(exp|iat|nbf|auth_time)$/;
const [most, longest] = [60, 300];

function shown(name: string, value: unknown): Shown {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, longest);
  if (!plain.test(name)) return new Secret(text);
  if (times.test(name) && typeof value === 'number' && Math.abs(value) < 8e12) return `${value}, ${new Date(value * 1000).toISOString()}`;
  return text;
}

/** null where the token is none that can be read. */
export function claimsOf(token: Secret): Named | null {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytesOf(token.reveal().split('.')[1] ?? '')));
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return null;
    return Object.entries(claims)
      .slice(0, most)
      .map(([name, value]) => [name.slice(0, 60), shown(name, value)] as const);
  } catch {
    return null;
  }
}

export interface Pkce {
  readonly verifier: Secret;
  /** What it hashes to, worked out again here. */
  readonly hashed: Secret;
  /** What was sent at first. */
  readonly challenge: Secret;
  readonly equal: boolean;
}

const secretIn = ({ steps }: Transaction, step: string, name: string): Secret | undefined => {
  const value = steps.find((one) => one.name === step)?.parameters.find(([named]) => named === name)?.[1];
  return value instanceof Secret && value.reveal() !== '' ? value : undefined;
};

/** undefined where a sign-in used none, or comes from a file. */
export async function pkceOf(transaction: Transaction): Promise<Pkce | undefined> {
  const verifier = secretIn(transaction, 'asked', 'code_verifier');
  const challenge = secretIn(transaction, 'left', 'code_challenge');
  if (!verifier || !challenge) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier.reveal())));
  const text = btoa(String.fromCharCode(...digest))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
  const hashed = new Secret(text);
  return { verifier, hashed, challenge, equal: text === challenge.reveal() };
}
