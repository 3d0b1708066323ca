/**
 * Where a person comes back to after a sign-in. Text -> path on this origin, or the fallback.
 * Security ruling (c), RFC 9700 section 4.11. Pure.
 */

const secretName = /^(access_token|refresh_token|id_token|code|state|code_verifier|client_secret|token|txn|error|error_description|iss)$/i;

function strip(parameters: URLSearchParams): string {
  for (const name of [...parameters.keys()]) if (secretName.test(name)) parameters.delete(name);
  return parameters.toString();
}

/**
 * Accepts only text that starts with one "/", without "\" and control characters, up to 2,000 characters,
 * that stays on `origin` and is not the callback itself; parameters named like secrets are taken off.
 */
export function safeReturnTo(text: string, callback: string, fallback: string): string {
  if (!/^\/(?![/\\])[^\\\0-\x1f\x7f]*$/.test(text) || text.length > 2000) return fallback;
  const own = new URL(callback);
  const url = new URL(text, own.origin);
  if (url.origin !== own.origin || url.pathname.startsWith(own.pathname) || url.pathname === own.pathname.replace(/\/$/, '.html'))
    return fallback;
  const search = strip(url.searchParams);
  // Dots can leave "//host" behind, which a browser reads as another origin.
  if (url.pathname.startsWith('//')) return fallback;
  // A fragment is either a route, which stays, or parameters, which are looked through.
  const hash = /^#[^/?]*=/.test(url.hash) ? strip(new URLSearchParams(url.hash.slice(1))) : url.hash.slice(1);
  return url.pathname + (search && `?${search}`) + (hash && `#${hash}`);
}
