/** Faults of SmartFile beside the general ones: both generations of throttling, and no page reads anything. Each is a Bend. */
import { insteadOf } from '../standard/bend-answers.ts';
import type { Bend } from '../standard/terms.ts';

const json = 'application/json; charset=utf-8';
const slower = JSON.stringify({ detail: 'Too many requests; wait a little.' });

/** Nobody but servers can read it, which is what an unpublished CORS rule may mean. */
const withoutCors: Bend = async (_leg, request, answer) => {
  if (request.method === 'OPTIONS') return new Response(null, { status: 405 });
  const response = await answer();
  const headers = new Headers([...response.headers].filter(([name]) => !name.startsWith('access-control-')));
  return new Response(response.body, { status: response.status, headers });
};

export const smartfileBends = {
  throttled: insteadOf('api', 429, slower, json, { 'retry-after': '3' }),
  'throttled-as-before': insteadOf('api', 503, slower, json, { 'x-throttle': 'throttled; next=3 sec' }),
  'without-cors': withoutCors,
} satisfies Record<string, Bend>;
