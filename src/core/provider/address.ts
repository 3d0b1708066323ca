/**
 * Which addresses Singlet is willing to talk to: https, or http on this device's loopback; never a user name, never a
 * fragment (RFC 6749 sections 3.1 and 3.2). The quick answer; address-fault.ts says why not. Pure.
 */

/** Hosts that browsers treat as this device itself, so plain http does not leave it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]';
}

export function isAcceptable(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) && !username && !password;
}
