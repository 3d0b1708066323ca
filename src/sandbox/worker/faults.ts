/** The faults of the sandbox as bends; where a network has to break, the worker breaks its own answer. Name -> Bend. */
import { bends } from '../standard/bends.ts';
import type { Bend } from '../standard/terms.ts';
import type { FaultName } from './fault-names.ts';

/** RFC 6749 sections 4.1.2.1 and 4.2.2.1: the person is sent back at once, as if they had said no. */
const deny: Bend = (leg, request, answer) => {
  const { origin, pathname, searchParams } = new URL(request.url);
  const back = searchParams.get('redirect_uri');
  if (leg !== 'authorize' || back === null || !URL.canParse(back)) return answer();
  const state = searchParams.get('state');
  // The standard ones name themselves, as their metadata says (RFC 9207).
  const [, iss] = /^(.*\/(?:kiln|wayfare))\/authorize$/.exec(origin + pathname) ?? [];
  const reply = new URLSearchParams({ error: 'access_denied', ...(state !== null && { state }), ...(iss !== undefined && { iss }) });
  const sign = searchParams.get('response_type')?.includes('token') ? '#' : back.includes('?') ? '&' : '?';
  return new Response(null, { status: 302, headers: { location: `${back}${sign}${reply}`, 'cache-control': 'no-store' } });
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

const passing: Bend = (_leg, _request, answer) => answer();

export const faultBends: Readonly<Record<FaultName, Bend>> = {
  deny,
  slow: bends.slow,
  'plain-text': bends['plain-text-500'],
  'token-503': bends['unavailable-503'],
  'token-429': bends['rate-limited'],
  'token-no-cors': bends['no-cors'],
  'api-no-cors': bends['api-no-cors'],
  'wrong-iss': bends['wrong-iss'],
  'no-state': bends['no-state'],
  'wrong-state': bends['wrong-state'],
  'lost-reply': loseReply,
  // What was handed out is over; from then on all is well again.
  expired: passing,
  'rotated-away': bends['invalid-grant'],
};

/** Faults that begin with the end of every access token. */
export const ends: ReadonlySet<FaultName> = new Set(['expired', 'rotated-away']);
