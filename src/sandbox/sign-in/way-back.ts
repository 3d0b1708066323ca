/** The way back of a sign-in by code: parameters added to the query, `state` as it came (RFC 6749 section 4.1.2). Pure. */
import type { Asked } from './terms.ts';

export function leave(
  { redirect_uri = '', state }: Pick<Asked, 'redirect_uri' | 'state'>,
  fields: Readonly<Record<string, string>>,
): Response {
  const reply = new URLSearchParams({ ...fields, ...(state !== undefined && { state }) });
  const location = `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}${reply}`;
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}
