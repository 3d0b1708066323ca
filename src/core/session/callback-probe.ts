/**
 * Asks the redirect URI of this page whether it is served as it must be: a page, with no redirect in front, since a
 * redirect would carry a reply in the fragment on to wherever it leads (RFC 9700 section 4.1.2, RFC 9110 section 17.11).
 * Redirect URI -> what was found. Side effect: one request without credentials or secret.
 */

/** `missing`: an error, or another page in its place. `unknown`: on another origin, or no answer. */
export type CallbackState = 'ok' | 'redirects' | 'missing' | 'unknown';

const limitMs = 5000;

/** What the first script of the page calls the reply; a host that answers every address with index.html does not send it. */
const mark = 'singletReply';

/** `page` is the address of the page that asks. Never rejects. */
export async function probeCallback(fetch: typeof globalThis.fetch, redirectUri: string, page: string): Promise<CallbackState> {
  // A page of another origin could not be read, and its redirect not be seen.
  if (new URL(redirectUri).origin !== new URL(page).origin) return 'unknown';
  try {
    const response = await fetch(redirectUri, {
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
    });
    if (response.type === 'opaqueredirect') return 'redirects';
    if (response.status >= 500) return 'unknown';
    return response.ok && (await response.text()).includes(mark) ? 'ok' : 'missing';
  } catch {
    return 'unknown';
  }
}
