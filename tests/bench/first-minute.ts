/**
 * Part 5: the first minute on a phone: from the address of a static host to the first reply of an API, by way of "Try it".
 * A fresh profile, the processor four times slower, slow 4G for what comes from a host that compresses;
 * whoever is asked answers at once.
 * What is printed is the median and where the time went; nothing is held against it.
 */
import { chromium, type Page } from '@playwright/test';
import { chosenBrowser, launchOptions } from '../tools/chromium.ts';
import { openHost } from './first-minute-host.ts';
import { type Spread, spreadOf } from './statistics.ts';

const rounds = 5;
const slower = 4;
/** As the developer tools of Chromium call it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const slow4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

export interface FirstMinute {
  /** Ms from the navigation to each mark; the last is the first reply that is seen. */
  readonly marks: readonly { readonly name: string; readonly spread: Spread }[];
}

/** Each mark: what is seen, then the press that leads on. */
async function walk(page: Page, url: string): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  const began = performance.now();
  const note = (name: string) => times.set(name, performance.now() - began);
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Try it with a simulated provider' }).click();
  note('the button is there');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  note('the provider asks');
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  note('back, whose account it is');
  // The call is made by itself.
  await page.getByRole('cell', { name: '200', exact: true }).first().waitFor();
  note('the first reply is shown');
  return times;
}

export async function measureFirstMinute(folder: string): Promise<FirstMinute> {
  const server = await openHost(folder);
  const browser = await chromium.launch(launchOptions(await chosenBrowser()));
  const all: ReadonlyMap<string, number>[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const cdp = await context.newCDPSession(page);
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', slow4G);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
      all.push(await walk(page, server.url));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  const names = [...(all[0]?.keys() ?? [])];
  return { marks: names.map((name) => ({ name, spread: spreadOf(all.map((times) => times.get(name) ?? Number.NaN)) })) };
}
