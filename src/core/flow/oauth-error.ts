/**
 * What a provider says when it refuses: the error fields of RFC 6749 sections 4.1.2.1 and 5.2, problem details
 * (RFC 9457), or a body of another kind, which is named and never quoted. Everything capped, as text. Pure.
 */
import type { OAuthDetails } from '../base/errors.ts';
import type { Reply } from './guarded-fetch.ts';

const cap = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 500) : undefined);

/** undefined where there is no `error`. `read` gives a field by name. */
export function oauthDetails(read: (name: string) => unknown): OAuthDetails | undefined {
  const error = cap(read('error'));
  if (error === undefined) return undefined;
  const error_description = cap(read('error_description'));
  const error_uri = cap(read('error_uri'));
  return { error, ...(error_description && { error_description }), ...(error_uri && { error_uri }) };
}

/** A body that is a JSON object, with or without a byte order mark. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Title and detail of RFC 9457 section 3.1, or the message of an `error` that is an object. */
function problemOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const inner = (typeof fields.error === 'object' && fields.error !== null ? fields.error : {}) as Record<string, unknown>;
  const said = [fields.title, fields.detail, inner.message].map(cap).filter((text) => text !== undefined);
  return said.length > 0 ? said.join(': ').slice(0, 500) : undefined;
}

/** What a body without an OAuth error is, in a few words. */
export function describeBody({ text, headers }: Reply): string {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return 'an empty body';
  const fields = parseObject(trimmed);
  if (fields) return problemOf(fields) ?? 'a JSON object without "error" or "access_token"';
  if (trimmed.startsWith('{')) return 'JSON that is broken or cut off';
  if (trimmed.startsWith('<')) return 'a page instead of JSON';
  const type = headers.get('content-type')?.split(';')[0]?.trim();
  return type ? `a body of type ${type.slice(0, 60)}` : 'a body that is not a JSON object';
}
