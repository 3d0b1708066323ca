/** The error fields of RFC 6749 sections 4.1.2.1 and 5.2, capped, as text. Pure. */
import type { OAuthDetails } from '../base/errors.ts';

const cap = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined);

/** undefined where there is no `error`. `read` gives a field by name. */
export function oauthDetails(read: (name: string) => unknown): OAuthDetails | undefined {
  const error = cap(read('error'));
  if (error === undefined) return undefined;
  const error_description = cap(read('error_description'));
  const error_uri = cap(read('error_uri'));
  return { error, ...(error_description && { error_description }), ...(error_uri && { error_uri }) };
}
