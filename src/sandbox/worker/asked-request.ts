/**
 * A request as a server on another origin would see it: with the Origin header that the network would have added, which a worker
 * is not shown and may not set. Request + origin -> Request. Pure.
 */
export class AskedRequest extends Request {
  readonly #headers: Headers;
  readonly #origin: string;

  constructor(request: Request, origin: string) {
    super(request);
    this.#origin = origin;
    this.#headers = new Headers([...request.headers, ['origin', origin]]);
  }

  override get headers(): Headers {
    return this.#headers;
  }

  override clone(): AskedRequest {
    return new AskedRequest(super.clone(), this.#origin);
  }
}

/** What a browser keeps from a page: an answer of another origin that does not name the page's (Fetch standard, CORS check). */
export function isReadable(response: Response, origin: string): boolean {
  const allowed = response.headers.get('access-control-allow-origin');
  return allowed === '*' || allowed === origin;
}
