/**
 * What stood before every route: CORS headers, then the token, then the question whether the path is public.
 * The order is the point: a bad token is 400 on every path, public ones and preflights included, and never a redirect.
 * The Authorization header is not among the allowed ones, so a browser has to send the token as a parameter.
 */
import type { MiddlewareHandler } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerRedirect } from './answer.ts';
import type { Caller, SinglyEnv, World } from './world.ts';

const corsHeaders: readonly (readonly [string, string])[] = [
  ['access-control-allow-origin', '*'],
  ['access-control-allow-methods', 'GET, POST, OPTIONS, PUT, DELETE'],
  ['access-control-allow-headers', 'Accept, Cache-Control, Pragma, User-Agent, Origin, X-Request, Referer, X-Requested-With, Content-Type'],
];

const publicPrefixes = ['/redir/', '/auth/', '/oauth/', '/resources/', '/applications/', '/enoch', '/multi', '/favicon'];
/** Compared with the whole address after the host: a query string alone makes them private. */
const publicAddresses = ['/services', '/types', '/state', '/resources.json'];

/** "/v0/" at the front says nothing and is taken off. */
export const withoutVersion = (path: string) => (path.startsWith('/v0/') ? path.slice(3) : path);

function isPublic(c: SinglyContext): boolean {
  const address = c.req.path + new URL(c.req.url).search;
  return publicPrefixes.some((prefix) => address.startsWith(prefix)) || publicAddresses.includes(address);
}

/** A form or JSON as fields; anything else has none. Undefined when JSON does not parse. */
function fieldsOf(contentType: string, body: string): Readonly<Record<string, unknown>> | undefined {
  if (contentType.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body));
  if (!contentType.includes('application/json') || body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return undefined;
  }
}

/** Parameter before header; the prefix "Bearer " is matched exactly. */
function readToken(c: SinglyContext, fields: Readonly<Record<string, unknown>>): string | undefined {
  const query = c.req.queries('access_token') ?? [];
  const parameter = query.length > 0 ? query.join(',') : fields.access_token;
  if (parameter !== undefined && parameter !== '') return String(parameter);
  const header = c.req.header('authorization');
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
}

/** The token's account, or undefined where it has no profile left: that counts as no token at all. */
function findCaller(world: World, token: string): Caller | 'corrupt' | undefined {
  const known = world.ledger.token(token);
  if (!known) return 'corrupt';
  return known.account.profiles.length > 0 || known.account.self ? known : undefined;
}

export const corsForAll: MiddlewareHandler<SinglyEnv> = async (c, next) => {
  await next();
  for (const [name, value] of corsHeaders) c.res.headers.set(name, value);
};

/** Reads body and token, and lets through what may pass. */
export function gate(world: World): MiddlewareHandler<SinglyEnv> {
  return async (c, next) => {
    const rawBody = c.req.method === 'GET' || c.req.method === 'HEAD' ? '' : await c.req.text();
    const fields = fieldsOf(c.req.header('content-type') ?? '', rawBody);
    if (!fields) return answerError('The body is not valid JSON.', 400);
    c.set('rawBody', rawBody);
    c.set('fields', fields);
    const token = readToken(c, fields);
    const caller = token === undefined ? undefined : findCaller(world, token);
    if (caller === 'corrupt') return answerError('The access_token is not one of ours.', 400);
    c.set('caller', caller);
    if (caller || isPublic(c)) return next();
    if (c.req.method === 'OPTIONS' && !c.req.path.startsWith('/proxy/')) return next();
    if (c.req.method === 'GET' && c.req.path === '/') return answerRedirect(`${world.mount}/resources/simulated`);
    return answerError('This needs an access_token.', 401);
  };
}
