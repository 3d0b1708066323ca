/**
 * Learns every code and token that a provider hands out during a test, and looks for them afterwards in all places
 * they have no business in: DOM, addresses, console, storage, timing entries, and requests but for the intended header,
 * parameter or body.
 */
import type { BrowserContext, Page, Request, Response } from '@playwright/test';
import { type SeedServer, seedServers } from '../fixtures/farm/seeds.ts';
import type { Stage } from './stage.ts';

export interface Watch {
  /** Adds a secret of the test's own. */
  know(secret: string): void;
  /** One line for each find; empty when all is well. */
  leaks(): Promise<string[]>;
}

const names = ['access_token', 'refresh_token', 'id_token', 'code'];

function learnFromAddress(location: string, base: string, know: (secret: string) => void): void {
  const url = new URL(location, base);
  for (const parameters of [url.searchParams, new URLSearchParams(url.hash.slice(1))]) {
    for (const name of names) for (const value of parameters.getAll(name)) know(value);
  }
}

/** Everything a page holds that can be read as text. */
export async function textOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const places: Record<string, string> = {
      DOM: document.documentElement.outerHTML,
      address: location.href,
      'form fields': [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join('\n'),
      'timing entries': performance
        .getEntries()
        .map(({ name }) => name)
        .join('\n'),
      'history state': JSON.stringify(history.state),
      'window name': window.name,
    };
    try {
      places.sessionStorage = JSON.stringify({ ...sessionStorage });
      places.localStorage = JSON.stringify({ ...localStorage });
      for (const { name } of await indexedDB.databases()) places[`IndexedDB ${name}`] = await dump(name ?? '');
    } catch {
      // Storage is blocked in this test.
    }
    return places;

    function plain(value: unknown): unknown {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
      return value;
    }
    async function dump(name: string): Promise<string> {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const all: unknown[] = [];
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => {
          reading.onsuccess = resolve;
        });
        all.push(plain(reading.result));
      }
      database.close();
      return JSON.stringify(all);
    }
  });
}

/** A callback page that says nothing is about to close or to go on: what it was called with is its own until then. */
async function gone(page: Page): Promise<void> {
  if (!new URL(page.url()).pathname.includes('callback')) return;
  await page
    .waitForFunction(() => !location.pathname.includes('callback') || document.body.innerText.trim() !== '', null, { timeout: 5000 })
    .catch(() => {});
}

export function watchSecrets(context: BrowserContext, stage: Stage): Watch {
  const secrets = new Set<string>();
  const know = (secret: string) => {
    if (secret.length >= 12) secrets.add(secret);
  };
  const requests: Request[] = [];
  const said: string[] = [];
  const reading: Promise<void>[] = [];
  const { fernpost, api, singly, wayfare, kiln } = stage.farm.urls;
  const providers = [fernpost, wayfare, kiln].map((url) => new URL(url).origin);
  const originsOf = (names: readonly SeedServer[]) => names.map((name) => new URL(stage.farm.urls[name]).origin);
  const seedTokens = originsOf(['smartfile', 'signeasy', 'singlefile', 'singleview']);
  const seedApis = originsOf(seedServers);
  const isOurs = (url: string) => new URL(url).port === String(stage.server.port);

  async function learn(response: Response): Promise<void> {
    const location = response.headers().location;
    if (location) learnFromAddress(location, response.url(), know);
    if (!/\/token$|access_token/.test(new URL(response.url()).pathname)) return;
    const body: unknown = await response.json().catch(() => null);
    for (const name of names) {
      const value = (body as Record<string, unknown> | null)?.[name];
      if (typeof value === 'string') know(value);
    }
  }
  context.on('response', (response) => void reading.push(learn(response).catch(() => {})));
  context.on('request', (request) => void requests.push(request));
  context.on('console', (message) => void said.push(message.text()));

  /** The body, unless it is one of a token request. */
  function bodyOf(request: Request, { origin, pathname }: URL): string {
    const isTokenRequest =
      origin === new URL(singly).origin ? pathname === '/oauth/access_token' : [...providers, ...seedTokens].includes(origin);
    return isTokenRequest && request.method() === 'POST' ? '' : (request.postData() ?? '');
  }

  /** A request in parts, without those where this secret is meant to be. */
  function partsOf(request: Request): Record<string, string> {
    const url = new URL(request.url());
    const headers = { ...request.headers() };
    const body = bodyOf(request, url);
    if (url.origin === new URL(singly).origin) url.searchParams.delete('access_token');
    const atProvider = providers.includes(url.origin);
    const atApi = url.origin === new URL(api).origin || (atProvider && /^\/(me|userinfo|v1\/.+|desk\/.+)$/.test(url.pathname));
    if (atApi || seedApis.includes(url.origin)) delete headers.authorization;
    // The signed request has the secret in a header too.
    if (seedTokens.includes(url.origin) && /oauth/i.test(url.pathname)) delete headers.clientsecret;
    if (isOurs(url.href) && url.pathname.includes('callback')) url.search = url.hash = '';
    // What happens between pages of the provider is the provider's.
    if (atProvider && request.isNavigationRequest()) return {};
    return { address: url.href, headers: JSON.stringify(headers), body };
  }

  return {
    know,
    async leaks() {
      await Promise.all(reading);
      const found: string[] = [];
      const look = (where: string, text: string) => {
        for (const secret of secrets)
          if (text.includes(secret) || text.includes(encodeURIComponent(secret))) found.push(`${secret.slice(0, 6)}… in ${where}`);
      };
      for (const line of said) look('the console', line);
      for (const request of requests)
        for (const [part, text] of Object.entries(partsOf(request)))
          look(`${part} of ${request.method()} ${new URL(request.url()).pathname}`, text);
      for (const page of context.pages().filter((one) => isOurs(one.url() === 'about:blank' ? 'http://x' : one.url()))) {
        await gone(page);
        // A window that closes meanwhile keeps nothing.
        const held = await textOf(page).catch((error: unknown) => {
          if (page.isClosed()) return {};
          throw error;
        });
        for (const [place, text] of Object.entries(held)) look(`${place} of ${new URL(page.url()).pathname}`, text);
      }
      return [...new Set(found)];
    },
  };
}
