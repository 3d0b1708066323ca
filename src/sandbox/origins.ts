/**
 * Lets pages of some origins read answers (Fetch standard, CORS), for systems that publish no word about it.
 * request + rules -> the answer with or without the headers. Preflights end here. Pure.
 */

export interface OriginRules {
  originAllowed(origin: string): boolean;
  /** Request headers that a page may send, beyond the plain ones. */
  readonly headers: readonly string[];
  readonly methods: readonly string[];
}

function headersFor(origin: string, { headers, methods }: OriginRules): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': headers.join(', '),
    'access-control-max-age': '600',
  };
}

export async function answerOrigin(request: Request, rules: OriginRules, answer: () => Response | Promise<Response>): Promise<Response> {
  const origin = request.headers.get('origin');
  const allowed = origin !== null && rules.originAllowed(origin) ? headersFor(origin, rules) : {};
  const preflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
  const response = preflight ? new Response(null, { status: 204 }) : await answer();
  const headers = new Headers(response.headers);
  headers.set('vary', 'Origin');
  for (const [name, value] of Object.entries(allowed)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
