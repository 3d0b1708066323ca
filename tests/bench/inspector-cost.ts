/**
 * Part 6: the inspector with 200 transactions in memory: until its drawer is there, and how even its frames are while its list
 * is scrolled and filtered. The built app with a trace that is fed from the page; the processor as it is.
 */
import { chromium, type Page } from '@playwright/test';
import { startFarm } from '../fixtures/farm/farm.ts';
import { type Override, serveStatic } from '../fixtures/static-server.ts';
import { chosenBrowser, launchOptions } from '../tools/chromium.ts';
import { quantile, type Spread, spreadOf } from './statistics.ts';

const rounds = 5;
const transactions = 200;

export interface InspectorCost {
  /** Ms from the press to the drawer with its list. */
  readonly open: Spread;
  /** Ms from one frame to the next. */
  readonly scroll: Frames;
  readonly filter: Frames;
}

export interface Frames extends Spread {
  readonly worst: number;
}

const framesOf = (all: readonly number[]): Frames => ({ ...spreadOf(all), worst: quantile(all, 1) });

async function connect(page: Page, origin: string, api: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('button', { name: /^Kiln [^d]/ }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByText('Active').waitFor();
  await page.goto(`${origin}/#/console`);
  // Calls through the app itself, so that each is told as any other.
  const address = page.getByRole('textbox', { name: 'URL' });
  const send = page.getByRole('button', { name: 'Send', exact: true });
  for (let call = 0; call < transactions; call += 1) {
    await address.fill(`${api}/v1/classes?page=${call}`);
    await send.click();
    await page.getByRole('cell').first().waitFor();
  }
}

/** As text: what a compiler adds to a function is not known in the page. */
const acts = {
  scroll: `document.querySelector('.log > ul').scrollTo(0, (frame % 50) * 160);`,
  filter: `if (frame % 4 === 0) {
    field.value = ['', 'k', 'ki', 'kil', 'kiln', 'nothing at all', 'v1', ''][(frame / 4) % 8];
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }`,
};

/** Ms between the frames while the list is scrolled, or the search field filled. */
const frames = (page: Page, act: keyof typeof acts, count: number) =>
  page.evaluate<number[]>(`(async () => {
    const field = document.querySelector('.find > input');
    const times = [];
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < ${count}; frame += 1) {
      ${acts[act]}
      const now = await new Promise(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  })()`);

async function openDrawer(page: Page): Promise<number> {
  const began = await page.evaluate(() => performance.now());
  await page.keyboard.press('Control+.');
  await page.getByRole('dialog', { name: 'Inspector' }).getByRole('listitem').first().waitFor();
  const ended = await page.evaluate(() => performance.now());
  return ended - began;
}

export async function measureInspector(folder: string): Promise<InspectorCost> {
  const overrides: Record<string, Override> = {};
  const server = await serveStatic({ root: folder, port: 0, overrides });
  const farm = await startFarm({ ports: 'free', app: server.port });
  const origin = `http://localhost:${server.port}`;
  overrides['/singlet.config.json'] = { body: JSON.stringify(farm.config(origin)), type: 'application/json' };
  const browser = await chromium.launch(launchOptions(await chosenBrowser()));
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    await connect(page, origin, farm.urls.kiln);
    const opened: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const took = await openDrawer(page);
      // The first loads it.
      if (round > 0) opened.push(took);
      if (round < rounds) await page.keyboard.press('Control+.');
    }
    return {
      open: spreadOf(opened),
      scroll: framesOf(await frames(page, 'scroll', 200)),
      filter: framesOf(await frames(page, 'filter', 160)),
    };
  } finally {
    await browser.close();
    await farm.close();
    await server.close();
  }
}
