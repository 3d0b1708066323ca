/**
 * The sticky cookies of a pending sign-in. A port, since a service worker can neither read nor set cookies:
 * there, an implementation in memory takes its place. Side effect: writes response headers.
 */

export interface CookiePort {
  read(request: Request, name: string): string | undefined;
  /** `undefined` removes. */
  write(headers: Headers, name: string, value: string | undefined): void;
}

/** httpOnly session cookies on path "/", as Singly set them. */
export const httpCookies: CookiePort = {
  read(request, name) {
    const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
    const found = pairs.find((pair) => pair.startsWith(`${name}=`));
    if (found === undefined) return undefined;
    try {
      return decodeURIComponent(found.slice(name.length + 1));
    } catch {
      return undefined;
    }
  },
  write(headers, name, value) {
    const rest = value === undefined ? '; Max-Age=0' : '';
    headers.append('set-cookie', `${name}=${encodeURIComponent(value ?? '')}; Path=/; HttpOnly${rest}`);
  },
};
