/**
 * The servers of the bench, on loopback and in this process: an API of another origin with CORS and a preflight that may be
 * kept, and a token server that answers at once. They count what arrives. Side effects: opens ports.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, listen } from '../fixtures/farm/loopback.ts';

/** Seen by the API; its clock is `performance.now()` of this process. */
export interface Arrival {
  readonly at: number;
  readonly method: string;
}

export interface Servers {
  readonly api: string;
  readonly auth: string;
  /** What the API was asked since it was last emptied. */
  readonly arrivals: Arrival[];
  /** Requests to the token endpoint since the start. */
  tokenRequests(): number;
  /** The next authorised call that reaches the API, and when the token server last sent a browser back. */
  nextCall(): Promise<{ readonly sentBack: number; readonly called: number }>;
  close(): Promise<void>;
}

/** What the API refuses with 401; parallel.ts has the same. */
const refusedToken = 'refused-0000000000000000000000000000000000000000';

const body = JSON.stringify({ items: [{ id: 1, name: 'Hosho paper' }], page: 1 });

/** As slow as a far server, so that whoever asks a second time does so while the first is under way. */
const slowTokenMs = 100;

/** Past this, something broke: one call needs a fraction of a second. */
const callWithinMs = 20_000;

function cors({ headers }: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'Authorization, Content-Type',
    'access-control-expose-headers': 'WWW-Authenticate',
    'access-control-max-age': '600',
    'cache-control': 'no-store',
    vary: 'Origin',
  };
}

function json(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...cors(request), 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** An unsigned JWT, for a client that reads the end of its token's life from it. */
function unsignedJwt(payload: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(payload)}.${'s'.repeat(342)}`;
}

function jwtTokens(): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iat, exp: iat + 3600, iss: 'bench', sub: 'maya', azp: 'bench', realm_access: { roles: ['user'] } };
  return JSON.stringify({ access_token: unsignedJwt(claims), refresh_token: unsignedJwt(claims), token_type: 'Bearer', expires_in: 3600 });
}

let issued = 0;
function freshToken(): string {
  issued += 1;
  return `issued-${String(issued).padStart(42, '0')}`;
}

function sendBack(request: IncomingMessage, response: ServerResponse): void {
  const asked = new URL(request.url ?? '/', 'http://auth.invalid').searchParams;
  const back = new URL(asked.get('redirect_uri') ?? '');
  const state = asked.get('state') ?? '';
  if (asked.get('response_type') === 'code') back.search = String(new URLSearchParams({ code: `code-${freshToken()}`, state }));
  else back.hash = String(new URLSearchParams({ access_token: freshToken(), token_type: 'Bearer', expires_in: '3600', state }));
  response.writeHead(302, { location: back.href, 'cache-control': 'no-store' }).end();
}

export async function startServers(): Promise<Servers> {
  const arrivals: Arrival[] = [];
  let tokenRequests = 0;
  let sentBack = 0;
  let hear: ((called: number) => void) | undefined;

  const answerApi = (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET' } = request;
    const at = performance.now();
    arrivals.push({ at, method });
    if (method === 'OPTIONS') return void response.writeHead(204, cors(request)).end();
    request.resume();
    const { authorization } = request.headers;
    if (!/^Bearer [\w.-]{32,}$/.test(authorization ?? '') || authorization?.endsWith(refusedToken)) {
      response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
      return json(request, response, 401, '{"error":"invalid_token"}');
    }
    hear?.(at);
    return json(request, response, 200, body);
  };

  const answerAuth = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, cors(request)).end();
    request.resume();
    const { pathname } = new URL(request.url ?? '/', 'http://auth.invalid');
    if (pathname === '/authorize') {
      sendBack(request, response);
      sentBack = performance.now();
      return;
    }
    if (pathname.startsWith('/realms/')) return json(request, response, 200, jwtTokens());
    if (pathname !== '/token' && pathname !== '/slow-token') return json(request, response, 404, '{}');
    tokenRequests += 1;
    const tokens = { access_token: freshToken(), refresh_token: freshToken(), token_type: 'Bearer', expires_in: 3600 };
    const answer = () => json(request, response, 200, JSON.stringify(tokens));
    if (pathname === '/token') answer();
    else setTimeout(answer, slowTokenMs);
  };

  const opened: Listening[] = [await listen(answerApi, 0), await listen(answerAuth, 0)];
  const [api, auth] = opened.map(({ port }) => `http://localhost:${port}`) as [string, string];
  return {
    api,
    auth,
    arrivals,
    tokenRequests: () => tokenRequests,
    nextCall: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no authorised call arrived')), callWithinMs);
        hear = (called) => {
          hear = undefined;
          clearTimeout(timer);
          resolve({ sentBack, called });
        };
      }),
    close: async () => void (await Promise.all(opened.map(({ close }) => close()))),
  };
}
