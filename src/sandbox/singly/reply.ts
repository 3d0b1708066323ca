/**
 * The addresses that lead back to the application, joined as Singly joined them. Pure.
 * Token flow: plain text, no state, no token_type, no expires_in. Code flow: through the query, state echoed.
 */

/** redirect_uri + "#" + parameters; a fragment that was there already stays, so two "#" can stand in one address. */
export function tokenReply(redirectUri: string, access_token: string, account: string): string {
  return `${redirectUri}#${new URLSearchParams({ access_token, account })}`;
}

/** code (and state) added to the query, an existing query and fragment kept; an address of a host alone gains its "/". */
export function codeReply(redirectUri: string, code: string, state: string | undefined): string {
  const url = new URL(redirectUri);
  url.searchParams.set('code', code);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}

/** How Node's inspect writes a string: in single quotes. It is the text that arrives, quotes included. */
export const inspected = (message: string) => `'${message.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** One parameter only: no description, no state. The separator looks for a "?" anywhere in the address. */
export function errorReply(redirectUri: string, responseType: string | undefined, message: string): string {
  const value = encodeURIComponent(inspected(message));
  if (responseType === 'token') return `${redirectUri}#error=${value}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}error=${value}`;
}

/** Prefix test without regard to case: what an unregistered path or host suffix passes too, as found. */
export function isRegistered(redirectUri: string, callbackUrls: readonly string[]): boolean {
  const sent = redirectUri.toLowerCase();
  return callbackUrls.some((url) => sent.startsWith(url.toLowerCase()));
}
