/** Bends of answers that scripts read: another status or body, other fields, other claims, no CORS. Each takes what it does and is a Bend. */

import { changeReplyInAddress } from './bend-pages.ts';
import { corsHeaders } from './cors.ts';
import type { Bend, Claims, Leg } from './terms.ts';

export type Fields = Readonly<Record<string, unknown>>;

const isPreflight = (request: Request) => request.method === 'OPTIONS';

/** The same answer with another body. */
function withBody(response: Response, text: string, type?: string): Response {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (type !== undefined) headers.set('content-type', type);
  return new Response(text, { status: response.status, headers });
}

/** The leg answers so and does nothing else. A page that asks may read it. */
export function insteadOf(leg: Leg, status: number, text: string, type?: string, more: Readonly<Record<string, string>> = {}): Bend {
  return (asked, request, answer) => {
    if (asked !== leg || isPreflight(request)) return answer();
    const origin = request.headers.get('origin');
    const headers = new Headers({ 'cache-control': 'no-store', ...(origin && corsHeaders(origin)), ...more });
    if (type !== undefined) headers.set('content-type', type);
    return new Response(text === '' ? null : text, { status, headers });
  };
}

/** Changes the text of good answers of one leg, and their type if one is given. */
export function changeText(leg: Leg, change: (text: string) => string, type?: string): Bend {
  return async (asked, request, answer) => {
    const response = await answer();
    if (asked !== leg || isPreflight(request) || response.status !== 200) return response;
    return withBody(response, change(await response.text()), type);
  };
}

/** Changes the fields of a token reply, in the body or in the fragment. */
export function changeReply(change: (fields: Fields) => Fields): Bend {
  const inBody = changeText('token', (text) => JSON.stringify(change(JSON.parse(text))));
  return async (leg, request, answer) => {
    if (leg === 'token') return inBody(leg, request, answer);
    const response = await answer();
    return leg === 'authorize' ? changeReplyInAddress(response, change) : response;
  };
}

/** Changes the claims of ID tokens before they are signed. */
export function changeClaims(claims: (claims: Claims) => Claims): Bend {
  return (_leg, _request, answer) => answer({ claims });
}

/** The leg works, and no page may read it; preflights are not granted either. */
export function withoutCors(leg: Leg): Bend {
  return async (asked, _request, answer) => {
    const response = await answer();
    if (asked !== leg) return response;
    const headers = new Headers([...response.headers].filter(([name]) => !name.startsWith('access-control-')));
    return new Response(response.body, { status: response.status, headers });
  };
}

/** The leg does its work, and its answer breaks off on the way: more was announced than comes. */
export function loseReply(leg: Leg): Bend {
  return async (asked, request, answer) => {
    const response = await answer();
    if (asked !== leg || isPreflight(request)) return response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const headers = new Headers(response.headers);
    headers.set('content-length', String(bytes.length));
    headers.set('connection', 'close');
    return new Response(bytes.slice(0, bytes.length / 2), { status: response.status, headers });
  };
}
