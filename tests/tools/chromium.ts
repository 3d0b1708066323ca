/**
 * Finds a Chromium that starts, and says how to start it: SINGLET_CHROMIUM, Playwright's own, Chrome, Edge, /usr/bin/chromium;
 * then Playwright's download, then, as root on Debian, the system's package.
 * Side effects: starts each candidate once to see that it runs; may install a browser.
 */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { commandOf, runNode, runProgram } from './program.ts';

/** How to start one browser, in Playwright's words. */
export interface BrowserChoice {
  readonly name: string;
  readonly executablePath?: string;
  readonly channel?: string;
}

/** A browser that was seen to start. */
export interface FoundBrowser extends BrowserChoice {
  /** The `--disable-features=` switch that Playwright gives it, '' if none. */
  readonly disabledFeatures: string;
}

/** What finding needs of the world, so that a test can hand in another one. */
export interface Finder {
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(file: string): boolean;
  /** Starts it and ends it; gives the arguments it was started with, or null when it does not start. */
  probe(choice: BrowserChoice): Promise<readonly string[] | null>;
  /** Tries to install one; false when that is not possible here. */
  install(way: 'playwright' | 'apt'): Promise<boolean>;
}

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

export const missingBrowser = isRoot
  ? 'No Chromium was found. Type `apt-get install -y chromium`, or set SINGLET_CHROMIUM to the file of one.'
  : 'No Chromium was found. Type `npx playwright install --with-deps chromium`, or set SINGLET_CHROMIUM to the file of one.';

/** Switches for every start: nothing is fetched in the background. */
const quietSwitches = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** Launch options for a choice. The sandbox is given up only where Chromium refuses to run with it: as root on Linux. */
export function launchOptions(choice: BrowserChoice) {
  return {
    args: quietSwitches,
    chromiumSandbox: !isRoot,
    ...(choice.executablePath === undefined ? {} : { executablePath: choice.executablePath }),
    ...(choice.channel === undefined ? {} : { channel: choice.channel }),
  };
}

const featuresOff = '--disable-features=';

/** The switch of a command line that keeps features off, '' when there is none. */
export function featuresSwitch(args: readonly string[]): string {
  return args.find((arg) => arg.startsWith(featuresOff)) ?? '';
}

/** The lists of the address bar: each window would start a renderer for them, which costs more than most tests. */
const unseen = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

/** How to start it with what Playwright keeps off, but for the features in `kept`, and without the parts nobody looks at. */
export function leanSwitches(browser: FoundBrowser, kept: readonly string[] = []) {
  const off = browser.disabledFeatures
    .slice(featuresOff.length)
    .split(',')
    .filter((name) => name !== '' && !kept.includes(name));
  return {
    args: [`${featuresOff}${[...off, ...unseen].join(',')}`],
    ignoreDefaultArgs: [browser.disabledFeatures].filter(Boolean),
  };
}

async function start(choice: BrowserChoice): Promise<readonly string[] | null> {
  try {
    const server = await chromium.launchServer({ ...launchOptions(choice), timeout: 30_000 });
    const args = server.process().spawnargs;
    await server.close();
    return args;
  } catch {
    return null;
  }
}

async function install(way: 'playwright' | 'apt'): Promise<boolean> {
  if (way === 'playwright') {
    const { code } = await runNode([commandOf('@playwright/test', 'playwright'), 'install', 'chromium'], { timeoutMs: 300_000 });
    return code === 0;
  }
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runProgram('/usr/bin/apt-get', ['update'], { env, timeoutMs: 300_000 });
  if (update.code !== 0) return false;
  const { code } = await runProgram('/usr/bin/apt-get', ['install', '-y', 'chromium'], { env, timeoutMs: 600_000 });
  return code === 0;
}

const here: Finder = { env: process.env, exists: existsSync, probe: start, install };

const system: BrowserChoice = { name: '/usr/bin/chromium', executablePath: '/usr/bin/chromium' };
const own: BrowserChoice = { name: "Playwright's Chromium" };

/** In the order of trying. A named one is the only one: whoever names it wants no other. */
export function candidates(finder: Pick<Finder, 'env' | 'exists'>): readonly BrowserChoice[] {
  const named = finder.env.SINGLET_CHROMIUM;
  if (named) return [{ name: named, executablePath: named }];
  const channels = ['chrome', 'msedge'].map((channel) => ({ name: channel, channel }));
  return [own, ...channels, ...(finder.exists('/usr/bin/chromium') ? [system] : [])];
}

async function firstThatStarts(choices: readonly BrowserChoice[], finder: Finder): Promise<FoundBrowser | null> {
  for (const choice of choices) {
    const args = await finder.probe(choice);
    if (args !== null) return { ...choice, disabledFeatures: featuresSwitch(args) };
  }
  return null;
}

/** A browser that starts, or null; then `missingBrowser` says what to type. */
export async function findChromium(finder: Finder = here): Promise<FoundBrowser | null> {
  const found = await firstThatStarts(candidates(finder), finder);
  if (found !== null || finder.env.SINGLET_CHROMIUM) return found;
  if (await finder.install('playwright')) {
    const installed = await firstThatStarts([own], finder);
    if (installed !== null) return installed;
  }
  return (await finder.install('apt')) ? firstThatStarts([system], finder) : null;
}

const handedOver = 'SINGLET_BROWSER_FOUND';

/** Environment that hands a found browser to Playwright and its workers. */
export function browserEnv(browser: FoundBrowser): Record<string, string> {
  return { [handedOver]: JSON.stringify(browser) };
}

/** The browser that the runner found; found now where nothing was handed over. */
export async function chosenBrowser(): Promise<FoundBrowser> {
  const given = process.env[handedOver];
  if (given) return JSON.parse(given) as FoundBrowser;
  const found = await findChromium();
  if (found === null) throw new Error(missingBrowser);
  Object.assign(process.env, browserEnv(found));
  return found;
}
