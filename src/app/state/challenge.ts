/**
 * What an API says of the token in `WWW-Authenticate`: RFC 9110 section 11.6.1, RFC 6750 section 3.
 * Header -> the parameters of its Bearer challenge. Pure.
 */

export interface Challenge {
  readonly error: string | undefined;
  /** What it says to people. */
  readonly description: string | undefined;
  /** What a call needs, in its own words; empty where it does not say. */
  readonly scopes: readonly string[];
}

/** A scheme at the start of a challenge, or `name=value` with a token or a quoted string. */
const piece = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~:/-]*))|(?=[\s,]|$))/g;

/** null where there is none, or pages may not read it. */
export function bearerChallenge(header: string | undefined): Challenge | null {
  let bearer = false;
  let found = false;
  const values = new Map<string, string>();
  for (const [text, name = '', quoted, bare] of (header ?? '').matchAll(piece)) {
    if (!text.includes('=')) {
      bearer = name.toLowerCase() === 'bearer' && !found;
      found ||= bearer;
    } else if (bearer) values.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  }
  if (!found) return null;
  const scopes = (values.get('scope') ?? '').split(/\s+/).filter(Boolean);
  return { error: values.get('error'), description: values.get('error_description'), scopes };
}
