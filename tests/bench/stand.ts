/**
 * What every part of the bench stands on: servers, built pages, a browser. Nothing -> `Stand`.
 * Side effects: ports, a temporary folder, a browser; `close` ends all of them.
 */
import { chromium } from '@playwright/test';
import { type StaticServer, serveStatic } from '../fixtures/static-server.ts';
import { chosenBrowser, type FoundBrowser, launchOptions } from '../tools/chromium.ts';
import type { Competitor } from './competitors.ts';
import { makePages } from './pages.ts';
import { type Browser, startBrowser, type Tab } from './pipe.ts';
import { type Servers, startServers } from './servers.ts';

export interface Stand {
  readonly browser: Browser;
  readonly servers: Servers;
  /** The built files. */
  readonly folder: string;
  /** Pages that measure are cross-origin isolated: only there the clock steps by 5 µs. */
  readonly isolated: string;
  /** As a usual host serves them. */
  readonly plain: string;
  /** A tab with one competitor, set up and ready. */
  rig(competitor: Competitor): Promise<Tab>;
  close(): Promise<void>;
}

/** The file of a browser that is known to Playwright only by a name. */
async function programOf(choice: FoundBrowser): Promise<string> {
  if (choice.executablePath !== undefined) return choice.executablePath;
  const server = await chromium.launchServer(launchOptions(choice));
  const file = server.process().spawnfile;
  await server.close();
  return file;
}

/** Background tabs run as fast as the one in front, so that the order of tabs does not matter. */
const evenSwitches = [
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
];

/** Files are kept by the browser, as a visitor has them who was at the start page a moment ago. */
const kept = { 'cache-control': 'private, max-age=600' };

const isolating = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/** A provider for each flow, with rules that do not overlap. */
const configFor = ({ api, auth }: Servers) => ({
  providers: ['token', 'code'].map((flow) => ({
    id: flow,
    client_id: 'bench',
    flow,
    ...(flow === 'code' && { pkce: true, token_endpoint: `${auth}/token` }),
    authorization_endpoint: `${auth}/authorize`,
    api: [{ origin: api, path: `/${flow}` }],
  })),
});

export async function makeStand(): Promise<Stand> {
  const endings: (() => Promise<void>)[] = [];
  const endAll = async () => {
    for (const end of endings.reverse()) await end();
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= endAll();
    return closing;
  };
  try {
    const choice = await chosenBrowser();
    const pages = await makePages();
    endings.push(pages.remove);
    const servers = await startServers();
    endings.push(servers.close);
    const overrides = { '/singlet.config.json': { body: JSON.stringify(configFor(servers)), type: 'application/json' } };
    const serve = async (headers: Readonly<Record<string, string>>): Promise<StaticServer> => {
      const server = await serveStatic({ root: pages.folder, port: 0, overrides, headers });
      endings.push(server.close);
      return server;
    };
    const isolated = (await serve({ ...kept, ...isolating })).url;
    const plain = (await serve(kept)).url;
    const { args, chromiumSandbox } = launchOptions(choice);
    const browser = await startBrowser(await programOf(choice), [...args, ...evenSwitches, ...(chromiumSandbox ? [] : ['--no-sandbox'])]);
    endings.push(browser.close);
    const where = `api=${encodeURIComponent(servers.api)}&auth=${encodeURIComponent(servers.auth)}`;
    return {
      browser,
      servers,
      folder: pages.folder,
      isolated,
      plain,
      async rig({ peer }) {
        const tab = await browser.tab();
        await tab.open(`${isolated}bench/${peer === 'worker' ? 'worker/' : ''}index.html?peer=${peer}&${where}`);
        return tab;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
