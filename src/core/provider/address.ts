/**
 * Which addresses Singlet is willing to talk to: https, or http on this device's loopback;
 * never a user name, never a fragment (RFC 6749 sections 3.1 and 3.2). Pure.
 */
import { SingletError } from '../base/errors.ts';

/** Hosts that browsers treat as this device itself, so plain http does not leave it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Why the address is refused, in one clause, or null when it is fine. */
export function addressFault(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'not an absolute address';
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return 'neither https nor http on this device';
  if (url.username || url.password) return 'has a user name or password';
  if (text.includes('#')) return 'has a fragment';
  return null;
}

/** The parsed address, or `endpoint_refused`. */
export function checkAddress(text: string, what: string, provider?: string): URL {
  const fault = addressFault(text);
  if (fault) throw new SingletError('endpoint_refused', { provider, detail: `${what} ${fault}` });
  return new URL(text);
}
