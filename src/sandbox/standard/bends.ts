/**
 * Faults of real providers, by name: each stands in front of one leg and leaves the others alone.
 * Those that refuse do so before the provider does anything, so a code or refresh token is not used up; those that spoil
 * an answer come after it. Preflights pass, but for `…no-cors`. Side effects: none of their own; some take their time.
 */
import { changeClaims, changeReply, changeText, insteadOf, loseReply, withoutCors } from './bend-answers.ts';
import { changeWayBack, coop, delay, insteadOfPages, moveErrorToQuery } from './bend-pages.ts';
import type { Bend } from './terms.ts';

const later = (seconds: number) => (claims: Readonly<Record<string, unknown>>) => ({ ...claims, exp: Number(claims.iat) - seconds });
const json = 'application/json; charset=utf-8';
const error = (code: string) => JSON.stringify({ error: code, error_description: 'Bent: this provider is told to answer so.' });
const page = (title: string) => `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`;

/** Token replies; those that change fields reach a token in the fragment too. */
const tokenReplies = {
  'expires-string': changeReply((fields) => ({ ...fields, expires_in: String(fields.expires_in) })),
  'expires-missing': changeReply((fields) => ({ ...fields, expires_in: undefined })),
  'expires-zero': changeReply((fields) => ({ ...fields, expires_in: 0 })),
  'expires-huge': changeReply((fields) => ({ ...fields, expires_in: 1e12 })),
  'expires-fraction': changeReply((fields) => ({ ...fields, expires_in: 3600.5 })),
  'expires-junk': changeReply((fields) => ({ ...fields, expires_in: 'soon' })),
  'type-missing': changeReply((fields) => ({ ...fields, token_type: undefined })),
  'type-upper': changeReply((fields) => ({ ...fields, token_type: 'BEARER' })),
  'type-lower': changeReply((fields) => ({ ...fields, token_type: 'bearer' })),
  'type-mac': changeReply((fields) => ({ ...fields, token_type: 'mac' })),
  'no-scope': changeReply((fields) => ({ ...fields, scope: undefined })),
  'fewer-scopes': changeReply((fields) => ({ ...fields, scope: String(fields.scope).split(' ').slice(0, -1).join(' ') })),
  'more-scopes': changeReply((fields) => ({ ...fields, scope: `${fields.scope} members:admin` })),
  'access-token-object': changeReply((fields) => ({ ...fields, access_token: { value: fields.access_token } })),
  'access-token-crlf': changeReply((fields) => ({ ...fields, access_token: `${fields.access_token}\r\nx-injected: 1` })),
  'no-refresh-token': (leg, _request, answer) => answer(leg === 'token' ? { keepRefreshToken: true } : {}),
} satisfies Record<string, Bend>;

/** Refusals of the token endpoint, and bodies that are none. */
const tokenBodies = {
  'error-in-200': insteadOf('token', 200, error('invalid_grant'), json),
  'invalid-grant': insteadOf('token', 400, error('invalid_grant'), json),
  'invalid-code': insteadOf('token', 400, error('invalid_code'), json),
  'invalid-request': insteadOf('token', 400, error('invalid_request'), json),
  'empty-400': insteadOf('token', 400, ''),
  'empty-403': insteadOf('token', 403, ''),
  'html-400': insteadOf('token', 400, page('400 Bad Request'), 'text/html; charset=utf-8'),
  'problem-json-400': insteadOf(
    'token',
    400,
    JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400, detail: 'The grant is not accepted.' }),
    'application/problem+json',
  ),
  'rate-limited': insteadOf('token', 429, error('slow_down'), json, { 'retry-after': '2' }),
  'unavailable-503': insteadOf('token', 503, 'Service Unavailable', 'text/plain; charset=utf-8'),
  'empty-204': insteadOf('token', 204, ''),
  'wrong-content-type': changeText('token', (text) => text, 'text/html; charset=utf-8'),
  truncated: changeText('token', (text) => text.slice(0, text.length / 2)),
  'five-megabytes': changeText('token', (text) => text.replace(/\}$/, `,"padding":"${'x'.repeat(5 * 1024 * 1024)}"}`)),
  bom: changeText('token', (text) => `\uFEFF${text}`),
  hang: delay('token', 60_000),
  'lost-reply': loseReply('token'),
  'no-cors': withoutCors('token'),
  'slash-redirect': slashRedirect(true),
  'slash-redirect-no-cors': slashRedirect(false),
} satisfies Record<string, Bend>;

/** 307 to the same path with a slash at its end, where the provider really answers. */
function slashRedirect(readable: boolean): Bend {
  return (leg, request, answer) => {
    const { origin, pathname, search } = new URL(request.url);
    if (leg !== 'token' || pathname.endsWith('/')) return answer();
    const location = `${origin}${pathname}/${search}`;
    const redirect = insteadOf('token', 307, '', undefined, { location });
    return readable ? redirect(leg, request, answer) : withoutCors('token')(leg, request, async () => redirect(leg, request, answer));
  };
}

/** ID tokens of either leg; all but the last two keep a good signature. */
const idTokens = {
  'id-token-wrong-nonce': changeClaims((claims) => ({ ...claims, nonce: 'of-another-sign-in' })),
  'id-token-no-nonce': changeClaims(({ nonce: _nonce, ...claims }) => claims),
  'id-token-wrong-aud': changeClaims((claims) => ({ ...claims, aud: 'another-client' })),
  'id-token-wrong-iss': changeClaims((claims) => ({ ...claims, iss: 'https://elsewhere.example' })),
  'id-token-expired': changeClaims(later(3600)),
  'id-token-wrong-at-hash': changeClaims((claims) => ({ ...claims, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })),
  'id-token-no-at-hash': changeClaims(({ at_hash: _hash, ...claims }) => claims),
  'id-token-bad-signature': (_leg, _request, answer) => answer({ signature: 'spoiled' }),
  'id-token-alg-none': (_leg, _request, answer) => answer({ signature: 'none' }),
} satisfies Record<string, Bend>;

/** The way to the provider and back. */
const signIns = {
  'plain-page': insteadOfPages(400, page('Something went wrong'), 'text/html; charset=utf-8'),
  'plain-text-500': insteadOfPages(500, 'Internal Server Error', 'text/plain; charset=utf-8'),
  coop,
  'deny-in-query': moveErrorToQuery,
  'wrong-state': changeWayBack((reply) => reply.set('state', 'of-another-sign-in')),
  'no-state': changeWayBack((reply) => reply.delete('state')),
  'wrong-iss': changeWayBack((reply) => reply.set('iss', 'https://elsewhere.example')),
  'no-iss': changeWayBack((reply) => reply.delete('iss')),
  'iss-twice': changeWayBack((reply) => reply.append('iss', reply.get('iss') ?? '')),
  'duplicate-parameter': changeWayBack((reply) => {
    const name = ['code', 'access_token', 'error'].find((one) => reply.has(one)) ?? 'state';
    reply.append(name, `${reply.get(name)}-2`);
  }),
  'token-and-error': changeWayBack((reply) => reply.set('error', 'server_error')),
  slow: delay('authorize', 3000),
} satisfies Record<string, Bend>;

const otherLegs = {
  'revoke-refused': insteadOf('revoke', 400, error('unsupported_token_type'), json),
  'revoke-no-cors': withoutCors('revoke'),
  'userinfo-other-sub': changeText('userinfo', (text) => JSON.stringify({ ...JSON.parse(text), sub: 'somebody-else' })),
  'userinfo-500': insteadOf('userinfo', 500, 'Internal Server Error', 'text/plain; charset=utf-8'),
  'userinfo-no-cors': withoutCors('userinfo'),
  'discovery-wrong-issuer': changeText('discovery', (text) => JSON.stringify({ ...JSON.parse(text), issuer: 'https://elsewhere.example' })),
  'discovery-404': insteadOf('discovery', 404, 'Not Found', 'text/plain; charset=utf-8'),
  'discovery-no-cors': withoutCors('discovery'),
  'jwks-no-cors': withoutCors('jwks'),
  'api-no-cors': withoutCors('api'),
} satisfies Record<string, Bend>;

const catalogue = { ...tokenReplies, ...tokenBodies, ...idTokens, ...signIns, ...otherLegs };

export type BendName = keyof typeof catalogue;

export const bends: Readonly<Record<BendName, Bend>> = catalogue;
