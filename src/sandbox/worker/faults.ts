/** The faults of the sandbox as bends; where a network has to break, the worker breaks its own answer. Name -> Bend. */
import { errorReply } from '../singly/reply.ts';
import { insteadOf, withoutCors } from '../standard/bend-answers.ts';
import { bends } from '../standard/bends.ts';
import type { Bend, Leg } from '../standard/terms.ts';
import type { FaultName } from './fault-names.ts';

const json = 'application/json; charset=utf-8';
const failed = (error: string) => JSON.stringify({ error, error_description: 'This simulated provider is told to answer so.' });

const systemOf = ({ url }: Request) => /\/sandbox\/([^/]+)\//.exec(url)?.[1] ?? '';

/** RFC 6749 sections 4.1.2.1 and 4.2.2.1: the person is sent back at once, as if they had said no. */
function refusal(request: Request, back: string): string {
  const { origin, pathname, searchParams } = new URL(request.url);
  if (systemOf(request) === 'singly')
    return errorReply(
      back,
      searchParams.get('response_type') ?? undefined,
      'Missing the auth code: access_denied The user denied the request.',
    );
  const state = searchParams.get('state');
  // The standard ones name themselves, as their metadata says (RFC 9207).
  const [, iss] = /^(.*\/(?:kiln|wayfare))\/authorize$/.exec(origin + pathname) ?? [];
  const reply = new URLSearchParams({ error: 'access_denied', ...(state !== null && { state }), ...(iss !== undefined && { iss }) });
  const sign = searchParams.get('response_type')?.includes('token') ? '#' : back.includes('?') ? '&' : '?';
  return `${back}${sign}${reply}`;
}

const deny: Bend = (leg, request, answer) => {
  const back = new URL(request.url).searchParams.get('redirect_uri');
  if (leg !== 'authorize' || back === null || !URL.canParse(back)) return answer();
  return new Response(null, { status: 302, headers: { location: refusal(request, back), 'cache-control': 'no-store' } });
};

/** Singly echoes no state: what tells one sign-in from another stands in the query of the address that it leads back to. */
function marked(change: (query: URLSearchParams) => void, usual: Bend): Bend {
  return async (leg, request, answer) => {
    if (systemOf(request) !== 'singly') return usual(leg, request, answer);
    const response = await answer();
    const location = response.headers.get('location');
    if (leg !== 'authorize' || location === null || !URL.canParse(location)) return response;
    const back = new URL(location);
    change(back.searchParams);
    const headers = new Headers(response.headers);
    headers.set('location', back.href);
    return new Response(null, { status: response.status, headers });
  };
}

/** Each system says in its own way that it does not take the client. */
const refused: Bend = (leg, request, answer) => {
  const own = JSON.stringify({ status: 'FAILURE', errorCode: 'ER00401', message: 'Invalid client credentials.' });
  return insteadOf('token', 401, systemOf(request) === 'singleview' ? own : failed('invalid_client'), json)(leg, request, answer);
};

/** The work is done, and the connection breaks in the middle of the answer. */
const loseReply: Bend = async (leg, request, answer) => {
  const response = await answer();
  if (leg !== 'token' || request.method === 'OPTIONS') return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const broken = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
    pull(controller) {
      controller.error(new TypeError('the connection was lost'));
    },
  });
  return new Response(broken, { status: response.status, headers: response.headers });
};

/** What needs leave (Fetch, section 4.8) does not come to a server that gives none; a worker is not asked for it. */
const needsLeave = ({ method, headers }: Request) =>
  method !== 'OPTIONS' && (headers.has('authorization') || headers.get('content-type')?.startsWith('application/json') === true);

function withoutLeave(leg: Leg): Bend {
  const refusing = withoutCors(leg);
  return (asked, request, answer) =>
    refusing(asked, request, asked === leg && needsLeave(request) ? async () => new Response(null, { status: 403 }) : answer);
}

const passing: Bend = (_leg, _request, answer) => answer();

export const faultBends: Readonly<Record<FaultName, Bend>> = {
  deny,
  slow: bends.slow,
  'plain-text': bends['plain-text-500'],
  'token-503': bends['unavailable-503'],
  'token-429': bends['rate-limited'],
  'token-no-cors': withoutLeave('token'),
  'token-slow': bends.hang,
  refused,
  'api-429': insteadOf('api', 429, failed('too_many_requests'), json, { 'retry-after': '2' }),
  'api-500': insteadOf('api', 500, 'Internal Server Error', 'text/plain; charset=utf-8'),
  'api-no-cors': withoutLeave('api'),
  'wrong-iss': bends['wrong-iss'],
  'no-state': marked((query) => query.delete('txn'), bends['no-state']),
  'wrong-state': marked((query) => query.set('txn', 'of-another-sign-in'), bends['wrong-state']),
  'lost-reply': loseReply,
  // What was handed out is over; from then on all is well again.
  expired: passing,
  'rotated-away': bends['invalid-grant'],
};

/** Faults that begin with the end of every access token. */
export const ends: ReadonlySet<FaultName> = new Set(['expired', 'rotated-away']);
