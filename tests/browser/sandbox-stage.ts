/**
 * What the tests of the sandbox stand on: `dist/` as a plain static host serves it, under a sub-path, with every other origin out
 * of reach, and three watchers that fail a test at its end: requests that left the site, violations of the policy, secrets of the
 * simulated systems where they do not belong.
 */
import { type BrowserContext, test as base, expect, type Page, type Request, type Response } from '@playwright/test';
import { registered } from '../../src/sandbox/worker/registered.ts';
import { type Override, type StaticServer, serveStatic } from '../fixtures/static-server.ts';
import { textOf } from './secrets.ts';
import { watchPolicy } from './stage.ts';

export { expect } from '@playwright/test';

const dist = process.env.SINGLET_OUT ?? 'dist';

export interface Site extends StaticServer {
  readonly overrides: Record<string, Override>;
}

export interface Sweep {
  /** How many secrets were learned. */
  known(): number;
  /** One line for each find in the pages that are open now. `more`: texts that left the page, by where they went. */
  leaks(more?: Readonly<Record<string, string>>): Promise<string[]>;
}

interface Fixtures {
  readonly site: Site;
  /** Requests that left this site. */
  readonly strayed: string[];
  readonly sweep: Sweep;
  /** The app at its first view; nothing was switched on. */
  readonly app: Page;
  /** The app with the sandbox in its config. */
  readonly sandboxed: Page;
}

const secretNames = ['access_token', 'refresh_token', 'id_token', 'code', 'code_verifier', 'client_secret', 'ClientSecret'];

function* valuesIn(parameters: URLSearchParams): Generator<string> {
  for (const name of secretNames) yield* parameters.getAll(name);
}

/** Fields of a form or of JSON. */
function bodyValues(text: string): readonly string[] {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return secretNames.map((name) => value?.[name]).filter((one) => typeof one === 'string');
  } catch {
    return [...valuesIn(new URLSearchParams(text))];
  }
}

const typed: readonly string[] = Object.values(registered).flatMap((one) => [
  ...('client_secret' in one ? [one.client_secret] : []),
  ...('clientCode' in one ? [one.clientCode] : []),
]);

/** Learns from what goes between the pages and the worker, not from the product, what the worker hands out. */
export function watchSandbox(context: BrowserContext, site: StaticServer): Sweep {
  /** Each with the system that it belongs to. */
  const secrets = new Map<string, string>();
  const reading: Promise<void>[] = [];
  const requests: Request[] = [];
  const said: string[] = [];
  const below = `${new URL(site.url).pathname}sandbox/`;
  const systemOf = (url: string) => {
    const { origin, pathname } = new URL(url);
    return origin === new URL(site.url).origin && pathname.startsWith(below) ? (pathname.slice(below.length).split('/')[0] ?? '') : null;
  };
  const know = (values: Iterable<string>, system: string) => {
    for (const value of values) if (value.length >= 12) secrets.set(value, system);
  };
  async function learn(response: Response): Promise<void> {
    const system = systemOf(response.url());
    if (system !== null && /token/i.test(new URL(response.url()).pathname)) know(bodyValues(await response.text()), system);
  }
  context.on('response', (response) => void reading.push(learn(response).catch(() => {})));
  context.on('request', (request) => {
    requests.push(request);
    const system = systemOf(request.url());
    const { searchParams, pathname } = new URL(request.url());
    if (pathname.endsWith('/callback/')) know(valuesIn(searchParams), searchParams.get('p')?.replace('sandbox-', '') ?? 'kiln');
    if (system === null || request.isNavigationRequest()) return;
    know(
      [...valuesIn(searchParams), ...bodyValues(request.postData() ?? ''), request.headers().authorization?.replace(/^Bearer /, '') ?? ''],
      system,
    );
  });
  context.on('console', (message) => void said.push(message.text()));

  /** A request in parts, without those where secrets of this system are meant to be. */
  function partsOf(request: Request, system: string): Record<string, string> {
    const url = new URL(request.url());
    // What goes between pages of a provider is the provider's, and what comes back goes to callback/ in its address.
    if (request.isNavigationRequest() && (systemOf(url.href) !== null || url.pathname.includes('/callback'))) return {};
    if (systemOf(url.href) !== system)
      return { address: url.href, headers: JSON.stringify(request.headers()), body: request.postData() ?? '' };
    if (system === 'singly') url.searchParams.delete('access_token');
    return { address: url.href };
  }

  /** Every place of the pages that are open now, by name. */
  async function placesNow(): Promise<Record<string, string>> {
    const places: Record<string, string> = { 'the console': said.join('\n') };
    // What the simulated providers remember of themselves is theirs, and no page's.
    for (const page of context.pages().filter((one) => one.url().startsWith(site.url) && systemOf(one.url()) === null))
      for (const [place, text] of Object.entries(await textOf(page)))
        if (!place.startsWith('IndexedDB singlet-sandbox:')) places[`${place} of ${new URL(page.url()).pathname}`] = text;
    return places;
  }

  /** What was sent where this system's secrets do not belong. */
  const sentPast = (system: string) =>
    requests.flatMap((request) =>
      Object.entries(partsOf(request, system)).map(
        ([part, text]) => [`${part} of ${request.method()} ${new URL(request.url()).pathname}`, text] as const,
      ),
    );

  return {
    known: () => secrets.size,
    async leaks(more = {}) {
      await Promise.all(reading);
      const places = Object.entries({ ...more, ...(await placesNow()) });
      const holds = (text: string, secret: string) =>
        [secret, encodeURIComponent(secret), btoa(secret)].some((form) => text.includes(form));
      const known = [...secrets, ...typed.map((one) => [one, null] as const)];
      return known.flatMap(([secret, system]) =>
        [...places, ...(system === null ? [] : sentPast(system))]
          .filter(([, text]) => holds(text, secret))
          .map(([where]) => `${secret.slice(0, 8)}… in ${where}`),
      );
    },
  };
}

export const configWith = (sandbox: boolean): Override => ({
  body: JSON.stringify({ providers: [], embed: { hosts: [] }, sandbox }),
  type: 'application/json',
});

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
  site: async ({}, use) => {
    const overrides: Record<string, Override> = {};
    const site = await serveStatic({ root: dist, port: 0, mount: '/tools/singlet', overrides });
    await use({ ...site, overrides });
    await site.close();
  },
  strayed: async ({ context, site }, use) => {
    const strayed: string[] = [];
    const violations = await watchPolicy(context);
    await context.route(
      (url) => url.origin !== new URL(site.url).origin,
      (route) => {
        strayed.push(route.request().url());
        return route.abort();
      },
    );
    await use(strayed);
    expect(strayed, 'requests that left the site').toEqual([]);
    expect(violations, 'violations of the policy').toEqual([]);
  },
  sweep: [
    async ({ context, site }, use) => {
      const sweep = watchSandbox(context, site);
      await use(sweep);
      expect(await sweep.leaks(), 'secrets where they do not belong').toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page, site, strayed: _ }, use) => {
    await page.goto(site.url);
    await use(page);
  },
  sandboxed: async ({ page, site, strayed: _ }, use) => {
    site.overrides['/singlet.config.json'] = configWith(true);
    await page.goto(site.url);
    await page.getByText('The simulated providers run in this browser.').waitFor();
    await use(page);
  },
});
