/**
 * What a provider keeps in the browser: who signed in, which sign-in is pending. A port, since a service worker can neither read nor set cookies:
 * there, an implementation in memory takes its place. Side effect: writes response headers.
 */

export interface CookiePort {
  read(request: Request, name: string): string | undefined;
  /** `undefined` removes. */
  write(headers: Headers, name: string, value: string | undefined): void;
}

/** httpOnly session cookies; `attributes` as they stand in the header, for example `Path=/`. */
export function httpCookies(...attributes: readonly string[]): CookiePort {
  return {
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
      const all = [`${name}=${encodeURIComponent(value ?? '')}`, ...attributes, ...(value === undefined ? ['Max-Age=0'] : [])];
      headers.append('set-cookie', all.join('; '));
    },
  };
}

/** In a map, for a worker that stands for one browser. */
export function cookiesIn(jar: Map<string, string>): CookiePort {
  return {
    read: (_request, name) => jar.get(name),
    write(_headers, name, value) {
      if (value === undefined) jar.delete(name);
      else jar.set(name, value);
    },
  };
}
