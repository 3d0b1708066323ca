/**
 * Checks what a token endpoint or a fragment brought. Reply -> `TokenReply`, or a `SingletError`.
 * Judged by what a body holds, not by the type it claims: JSON comes as text/html in the wild, and is never shown.
 * RFC 6749 sections 5.1 and 5.2, RFC 6750 section 2.1. Pure.
 */
import { type ErrorCode, SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { Provider } from '../provider/provider.ts';
import type { Reply } from './guarded-fetch.ts';
import { describeBody, oauthDetails, parseObject } from './oauth-error.ts';
import { valueAt } from './reply-path.ts';
import { longestWaitMs, retryAfterMs } from './retry-after.ts';

export interface TokenReply {
  readonly access_token: Secret;
  readonly refresh_token: Secret | undefined;
  readonly id_token: Secret | undefined;
  /** As granted; undefined where the reply does not say, which means "as asked". */
  readonly scope: string | undefined;
  /** Seconds, or undefined where none is stated. */
  readonly expires_in: number | undefined;
}

/** Parts of a reply that may stand elsewhere. */
const movable = ['access_token', 'refresh_token', 'expires_in', 'scope', 'error', 'error_description'] as const;

const yearS = 365 * 24 * 3600;

/** A `b64token` would be stricter (RFC 6750 section 2.1); this refuses what no header or URL can carry. */
const printable = /^[\x21-\x7e]+$/;

/** A token that a request may carry, or `token_invalid`. */
export function checkToken(value: unknown, provider: Provider, name = 'access_token'): Secret {
  const limit = provider.reply.maxTokenLength ?? 16_384;
  if (typeof value !== 'string' || !printable.test(value) || value.length > limit) {
    throw new SingletError('token_invalid', { provider: provider.id, detail: `${name} is not usable` });
  }
  return new Secret(value);
}

/**
 * Seconds of life: numbers and numeric strings count; absent is unknown; zero and less is used up at once;
 * more than a year is cut to a year; anything else is `token_response_invalid`.
 */
export function parseExpiresIn(value: unknown, provider: Provider): number | undefined {
  if (value === undefined || value === null || value === '')
    return provider.expires.missing === 'unknown' ? undefined : provider.expires.missing;
  const seconds = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) {
    throw new SingletError('token_response_invalid', { provider: provider.id, detail: 'expires_in is not a number of seconds' });
  }
  return Math.min(Math.max(Math.floor(seconds), 0), yearS);
}

/** A date as text, or epoch seconds or milliseconds -> seconds from now. */
function secondsUntil(value: unknown, receivedAt: number): number | undefined {
  const number = typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : Number.NaN;
  // Epoch seconds of any time near ours have ten digits, milliseconds thirteen.
  const at = Number.isFinite(number)
    ? number < 1e11
      ? number * 1000
      : number
    : typeof value === 'string'
      ? Date.parse(value)
      : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.floor((at - receivedAt) / 1000);
}

/** Seconds that a JWT lives by its own word (RFC 7519 section 4.1), counted from when it was issued where it says so. */
function jwtLife(token: unknown, receivedAt: number): number | undefined {
  try {
    const { exp, iat } = JSON.parse(atob(String(token).split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')) as Record<
      string,
      unknown
    >;
    if (typeof exp !== 'number') return undefined;
    return typeof iat === 'number' ? exp - iat : Math.floor(exp - receivedAt / 1000);
  } catch {
    return undefined;
  }
}

/** The fields of RFC 6749 out of a reply that has them elsewhere; unchanged where the provider states no places. */
export function standardFields(
  fields: Readonly<Record<string, unknown>>,
  { reply, expires, provider }: { readonly reply: Provider['reply']; readonly expires: Provider['expires']; readonly provider: string },
  receivedAt: number,
): Readonly<Record<string, unknown>> {
  const moved = movable.map((name) => [name, valueAt(fields, reply[name])] as const).filter(([, value]) => value !== undefined);
  const found: Record<string, unknown> = { ...fields, ...Object.fromEntries(moved) };
  if (typeof found.error === 'string') found.error = reply.errors?.[found.error] ?? found.error;
  if (reply.expires_at !== undefined) {
    const left = secondsUntil(valueAt(fields, reply.expires_at), receivedAt);
    // Without a known end the token would be used for ever.
    if (left === undefined && !found.error)
      throw new SingletError('token_response_invalid', { provider, detail: 'the end of the token is not a date' });
    found.expires_in = left;
  }
  const life = expires.jwt ? jwtLife(found.access_token, receivedAt) : undefined;
  if (life !== undefined) found.expires_in = Math.min(life, Number(found.expires_in ?? Infinity) || life);
  return found;
}

/** `bearer` in any case; missing only where the provider is known to leave it out. */
export function checkTokenType(value: unknown, provider: Provider): void {
  const type = value ?? provider.reply.token_type;
  const known = ['bearer', ...provider.api.map(({ scheme }) => scheme?.toLowerCase())];
  if (typeof type !== 'string' || !known.includes(type.toLowerCase())) {
    throw new SingletError('token_type_unsupported', {
      provider: provider.id,
      // Only a word is repeated: a server that mixes its fields up may have a token there.
      detail: typeof type !== 'string' ? 'no token_type in the reply' : /^[\w-]{1,16}$/.test(type) ? `type "${type}"` : 'an unknown type',
    });
  }
}

/** As granted. Some servers send a list; an empty text names no scope (RFC 6749 section 3.3), so it says nothing. */
function parseScope(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(' ') : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** The fields of a token reply, from a body or from a fragment. */
export function parseTokenFields(fields: Readonly<Record<string, unknown>>, provider: Provider): TokenReply {
  const optional = (name: string) =>
    fields[name] === undefined || fields[name] === null || fields[name] === '' ? undefined : checkToken(fields[name], provider, name);
  checkTokenType(fields.token_type, provider);
  return {
    access_token: checkToken(fields.access_token, provider),
    refresh_token: optional('refresh_token'),
    id_token: optional('id_token'),
    scope: parseScope(fields.scope),
    expires_in: parseExpiresIn(fields.expires_in, provider),
  };
}

/** Errors about the client rather than the grant; a person who mistyped a secret may try again. */
const aboutClient = new Set(['invalid_client', 'unauthorized_client']);
/** The rest of RFC 6749 section 5.2. Only these outweigh a status of 500 and above. */
const aboutRequest = new Set(['invalid_request', 'invalid_grant', 'unsupported_grant_type', 'invalid_scope']);

/** Trouble of the server, as RFC 6749 section 4.1.2.1 names it at the other endpoint. */
const aboutServer = new Set(['server_error', 'temporarily_unavailable']);

/** Which failure a reply is, or undefined where it may hold tokens. */
function failureOf(status: number, error: string | undefined): ErrorCode | undefined {
  if (status === 429) return 'rate_limited';
  if (error !== undefined && aboutClient.has(error)) return 'client_rejected';
  if (error !== undefined && aboutServer.has(error)) return 'server_failed';
  // Frameworks answer their own crashes with {"error": "Internal Server Error"}.
  if (status >= 500 && !aboutRequest.has(error ?? '')) return 'server_failed';
  if (error !== undefined || (status >= 400 && status < 500)) return 'token_rejected';
  return status >= 200 && status < 300 ? undefined : 'token_response_invalid';
}

/** Some servers say in the body how long to wait; never longer than a header may. */
function waitInBody(fields: Readonly<Record<string, unknown>> | undefined, { reply }: Provider): number | undefined {
  const seconds = fields && reply.retry_after !== undefined ? Number(valueAt(fields, reply.retry_after)) : Number.NaN;
  return seconds > 0 ? Math.min(seconds * 1000, longestWaitMs) : undefined;
}

/**
 * A whole reply of a token endpoint. An `error` counts with any status, and a refusal without one is a refusal still;
 * but only one with `oauth` says why, so only that may end a connection.
 */
export function validateTokenResponse(reply: Reply, provider: Provider): TokenReply {
  const { status, headers, receivedAt } = reply;
  const parsed = parseObject(reply.text);
  const fields = parsed && standardFields(parsed, { ...provider, provider: provider.id }, receivedAt);
  const oauth = fields && oauthDetails((name) => fields[name]);
  const code = failureOf(status, oauth?.error ?? (fields?.error ? '' : undefined));
  const refuse = (failure: ErrorCode, detail: string) => {
    const patient = failure === 'rate_limited' || failure === 'server_failed';
    const wait = patient ? (retryAfterMs(headers, receivedAt) ?? waitInBody(parsed, provider)) : undefined;
    return new SingletError(failure, {
      provider: provider.id,
      detail,
      oauth,
      ...(wait !== undefined && { facts: { retryAfterMs: wait } }),
    });
  };
  const found = () => `status ${status}, ${describeBody(reply)}`;
  if (code) throw refuse(code, oauth ? `status ${status}` : found());
  if (!fields || !('access_token' in fields)) throw refuse('token_response_invalid', found());
  return parseTokenFields(fields, provider);
}
