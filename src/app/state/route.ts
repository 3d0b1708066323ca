/**
 * The hash router: `#/connections`, `#/console?with=ID`, `#/providers`.
 * A hash, because any static host under any sub-path serves it without rewrite rules.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

export type ViewName = 'connections' | 'console' | 'sign-ins' | 'providers';

export interface Route {
  readonly view: ViewName;
  readonly query: URLSearchParams;
}

export const viewNames: readonly ViewName[] = ['connections', 'console', 'sign-ins', 'providers'];

/** An unknown or empty hash is the first view. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const view = viewNames.find((name) => name === path.replace(/\/+$/, '')) ?? 'connections';
  return { view, query: new URLSearchParams(query) };
}

export function routeHref(view: ViewName, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return search ? `#/${view}?${search}` : `#/${view}`;
}

/** Follows the address. Other fragments, as that of a skip link, do not change the view. */
export function createRoute(host: Window): Accessor<Route> {
  const [route, setRoute] = createSignal(parseRoute(host.location.hash));
  const follow = () => {
    if (host.location.hash === '' || host.location.hash.startsWith('#/')) setRoute(parseRoute(host.location.hash));
  };
  // A link to where the address already is changes nothing in it, but what stands over the view is left all the same.
  const pressed = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
    if (link && !event.defaultPrevented && link.hash === host.location.hash) follow();
  };
  host.addEventListener('hashchange', follow);
  host.document.addEventListener('click', pressed);
  onCleanup(() => {
    host.removeEventListener('hashchange', follow);
    host.document.removeEventListener('click', pressed);
  });
  return route;
}
