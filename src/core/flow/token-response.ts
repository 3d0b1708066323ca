/**
 * Checks what a token endpoint or a fragment brought. Reply -> `TokenReply`, or a `SingletError`.
 * RFC 6749 sections 5.1 and 5.2, RFC 6750 section 2.1. Pure.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { Provider } from '../provider/provider.ts';
import type { Reply } from './guarded-fetch.ts';
import { oauthDetails } from './oauth-error.ts';

export interface TokenReply {
  readonly access_token: Secret;
  readonly refresh_token: Secret | undefined;
  readonly id_token: Secret | undefined;
  /** As granted; undefined where the reply does not say, which means "as asked". */
  readonly scope: string | undefined;
  /** Seconds, or undefined where none is stated. */
  readonly expires_in: number | undefined;
}

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

/** `bearer` in any case; missing only where the provider is known to leave it out. */
export function checkTokenType(value: unknown, provider: Provider): void {
  const type = value ?? provider.reply.token_type;
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw new SingletError('token_type_unsupported', {
      provider: provider.id,
      detail: typeof type === 'string' ? `type "${type.slice(0, 40)}"` : 'no token_type in the reply',
    });
  }
}

/** The fields of a token reply, from a body or from a fragment. */
export function parseTokenFields(fields: Readonly<Record<string, unknown>>, provider: Provider): TokenReply {
  const optional = (name: string) =>
    fields[name] === undefined || fields[name] === null ? undefined : checkToken(fields[name], provider, name);
  checkTokenType(fields.token_type, provider);
  return {
    access_token: checkToken(fields.access_token, provider),
    refresh_token: optional('refresh_token'),
    id_token: optional('id_token'),
    scope: typeof fields.scope === 'string' ? fields.scope : undefined,
    expires_in: parseExpiresIn(fields.expires_in, provider),
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A whole reply of a token endpoint. An `error` counts whatever the status says. */
export function validateTokenResponse(reply: Reply, provider: Provider): TokenReply {
  const fields = parseObject(reply.text);
  const oauth = fields && oauthDetails((name) => fields[name]);
  const details = { provider: provider.id, detail: `status ${reply.status}` };
  if (oauth) throw new SingletError('token_rejected', { ...details, oauth });
  if (reply.status === 429) throw new SingletError('rate_limited', details);
  if (reply.status >= 500) throw new SingletError('server_failed', details);
  if (reply.status < 200 || reply.status > 299) throw new SingletError('token_response_invalid', details);
  if (!fields) throw new SingletError('token_response_invalid', { ...details, detail: 'the body is not a JSON object' });
  return parseTokenFields(fields, provider);
}
