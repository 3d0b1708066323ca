/**
 * `npm run screens`: walks through the built app, beside the farm and alone on a static host, and takes a picture of every view.
 * Into `tests/screens`: 1440 px in both themes and 390 px light, and the README's pictures into `.github/images`.
 * `npm run screens -- --all FOLDER`: every view at 1440, 1024 and 390 px in both themes, into FOLDER, to be looked at.
 * `--only farm` or `--only static`: one of the two walks.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { startFarm } from '../fixtures/farm/farm.ts';
import { serveStatic } from '../fixtures/static-server.ts';
import { chosenBrowser, launchOptions } from './chromium.ts';
import { walkFarm } from './screens/farm.ts';
import { all, heights, kept, type Shape, type Shoot } from './screens/shape.ts';
import { staticWalks } from './screens/static.ts';

const root = resolve(import.meta.dirname, '../..');
const dist = resolve(root, process.env.SINGLET_OUT ?? 'dist');
const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' } } });
const folder = values.all === undefined ? join(root, 'tests/screens') : resolve(values.all);

/** Pictures of the README, as high as what they show. */
const readmeHeights: Readonly<Record<string, number>> = { connections: 556, confirm: 520, console: 640, 'inspector-singly': 760 };

const open = (browser: Browser, { width, theme }: Shape) =>
  browser.newContext({
    viewport: { width, height: heights[width] ?? 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });

/** Pictures of the page that was opened first in this context. */
function shooter(context: BrowserContext, { width, theme }: Shape): Shoot {
  return async (view) => {
    const [page] = context.pages();
    // Nothing looks as if it were pointed at.
    await page?.mouse.move(1, 1);
    await page?.screenshot({ path: join(folder, `${view}-${width}-${theme}.png`) });
    const height = readmeHeights[view];
    if (height === undefined || width !== 1440 || theme !== 'light' || values.all !== undefined) return;
    await page?.setViewportSize({ width: 1280, height });
    await page?.screenshot({ path: join(root, `.github/images/${view}.png`) });
    await page?.setViewportSize({ width, height: heights[width] ?? 900 });
  };
}

async function besideFarm(browser: Browser, shape: Shape): Promise<void> {
  const overrides: Record<string, { body: string; type: string }> = {};
  const server = await serveStatic({ root: dist, port: 0, overrides });
  const farm = await startFarm({ ports: 'free', app: server.port });
  const origin = `http://localhost:${server.port}`;
  overrides['/singlet.config.json'] = { body: JSON.stringify(farm.config(origin)), type: 'application/json' };
  const context = await open(browser, shape);
  try {
    await walkFarm({ page: await context.newPage(), origin, farm, shoot: shooter(context, shape) });
  } finally {
    await context.close();
    await farm.close();
    await server.close();
  }
}

async function alone(browser: Browser, shape: Shape): Promise<void> {
  for (const walk of staticWalks) {
    const server = await serveStatic({ root: dist, port: 0 });
    const context = await open(browser, shape);
    try {
      await walk({ page: await context.newPage(), url: server.url, shoot: shooter(context, shape) });
    } finally {
      await context.close();
      await server.close();
    }
  }
}

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, '.github/images'), { recursive: true });
  const browser = await chromium.launch(launchOptions(await chosenBrowser()));
  try {
    for (const shape of values.all === undefined ? kept : all) {
      if (values.only !== 'static') await besideFarm(browser, shape);
      if (values.only !== 'farm') await alone(browser, shape);
    }
  } finally {
    await browser.close();
  }
  console.log(`pictures in ${folder}`);
}

await main();
