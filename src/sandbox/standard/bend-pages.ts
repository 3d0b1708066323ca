/** Bends of the way through pages and back: the address that leads to the application, the pages themselves, the time it takes. */
import type { Bend, Leg } from './terms.ts';

/** The address that a response leaves to; a redirect that stays is a path. */
function leavesTo(response: Response): string | undefined {
  const location = response.headers.get('location');
  return location !== null && URL.canParse(location) ? location : undefined;
}

function withHeader(response: Response, name: string, value: string): Response {
  const headers = new Headers(response.headers);
  headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

/** Splits an address behind the sign where the reply's parameters start: `#`, else the last place that they can have in the query. */
function splitReply(address: string): { readonly before: string; readonly sign: '#' | '?'; readonly reply: URLSearchParams } {
  const sign = address.includes('#') ? '#' : '?';
  const at = address.indexOf(sign);
  return { before: address.slice(0, at < 0 ? undefined : at), sign, reply: new URLSearchParams(at < 0 ? '' : address.slice(at + 1)) };
}

/** Changes the parameters with which a sign-in comes back. */
export function changeWayBack(change: (reply: URLSearchParams) => void): Bend {
  return async (leg, _request, answer) => {
    const response = await answer();
    const address = leg === 'authorize' ? leavesTo(response) : undefined;
    if (address === undefined) return response;
    const { before, sign, reply } = splitReply(address);
    change(reply);
    return withHeader(response, 'location', `${before}${sign}${reply}`);
  };
}

/** Changes the fields of a token that comes in the fragment. */
export function changeReplyInAddress(
  response: Response,
  change: (fields: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): Response {
  const address = leavesTo(response);
  if (address === undefined) return response;
  const { before, reply } = splitReply(address);
  if (!reply.has('access_token')) return response;
  const changed = Object.entries(change(Object.fromEntries(reply))).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]],
  );
  return withHeader(response, 'location', `${before}#${new URLSearchParams(changed)}`);
}

/** The error of a flow that answers in the fragment comes in the query. */
export const moveErrorToQuery: Bend = async (leg, _request, answer) => {
  const response = await answer();
  const address = leg === 'authorize' ? leavesTo(response) : undefined;
  if (address === undefined) return response;
  const { before, sign, reply } = splitReply(address);
  if (sign !== '#' || !reply.has('error')) return response;
  return withHeader(response, 'location', `${before}${before.includes('?') ? '&' : '?'}${reply}`);
};

/** A sign-in ends on this page and never comes back. */
export function insteadOfPages(status: number, text: string, type: string): Bend {
  return (leg, _request, answer) =>
    leg === 'authorize' ? new Response(text, { status, headers: { 'content-type': type, 'cache-control': 'no-store' } }) : answer();
}

/** Its pages part from whoever opened them. */
export const coop: Bend = async (leg, _request, answer) => {
  const response = await answer();
  return leg === 'authorize' ? withHeader(response, 'cross-origin-opener-policy', 'same-origin') : response;
};

/** True once the time is over, false if whoever waits gave up before. */
function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(true), ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done(false);
    });
  });
}

/** Answers after a while; does nothing for whoever gives up before. */
export function delay(leg: Leg, ms: number): Bend {
  return async (asked, request, answer) => {
    if (asked !== leg || request.method === 'OPTIONS' || (await wait(ms, request.signal))) return answer();
    return new Response(null, { status: 408 });
  };
}
