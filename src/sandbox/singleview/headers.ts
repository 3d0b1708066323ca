/**
 * The headers that go with every request: who asks on whose behalf, from what, and when.
 * request -> the first fault, or none. SVReferenceID may be anything and may come again: nothing is published about it.
 */
import type { Context } from 'hono';
import type { SingleviewClient } from './terms.ts';

/** As a page has to be allowed to send them. */
export const ownHeaders = ['ClientId', 'ClientSecret', 'CompanyId', 'SVReferenceID', 'DateTimeStamp', 'Device', 'BaseCurrency'];

const always = ['CompanyId', 'SVReferenceID', 'DateTimeStamp', 'Device'];

/** `signed`: the token request of the signed dialect, which carries client and secret in headers too. */
export function faultOfHeaders(c: Context, kind: 'signed' | 'other'): string | undefined {
  const wanted = kind === 'signed' ? ['ClientId', 'ClientSecret', ...always] : always;
  const missing = wanted.find((name) => !c.req.header(name)?.trim());
  if (missing !== undefined) return `The header ${missing} is missing.`;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(c.req.header('DateTimeStamp') ?? '')) return 'DateTimeStamp has to be YYYY-MM-DDTHH:MM:SS.';
  const currency = c.req.header('BaseCurrency');
  if (currency !== undefined && currency !== 'SAR') return 'BaseCurrency has to be SAR.';
  return undefined;
}

/** Headers that name another client than the body or the token does. */
export function clashes(c: Context, client: SingleviewClient): boolean {
  const [id, secret] = [c.req.header('ClientId'), c.req.header('ClientSecret')];
  return (id !== undefined && id !== client.client_id) || (secret !== undefined && secret !== client.client_secret);
}
