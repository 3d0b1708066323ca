import { expect, test } from 'vitest';
import { type BrowserChoice, type Finder, featuresSwitch, findChromium, launchOptions, leanSwitches } from '../../tools/chromium.ts';

/** A world in which only the named browsers start; installing adds to them. */
function world(starting: string[], more: Partial<Finder> & { installs?: Record<string, string> } = {}): Finder & { tried: string[] } {
  const tried: string[] = [];
  return {
    tried,
    env: {},
    exists: (file) => starting.includes(file),
    probe: async ({ name }: BrowserChoice) => {
      tried.push(name);
      return starting.includes(name) ? ['--a', '--disable-features=X,ThirdPartyStoragePartitioning,Y'] : null;
    },
    install: async (way) => {
      tried.push(`install ${way}`);
      const added = more.installs?.[way];
      if (added) starting.push(added);
      return added !== undefined;
    },
    ...more,
  };
}

const own = "Playwright's Chromium";

test('tries its own, chrome, edge, then the system, and takes the first that starts', async () => {
  const finder = world(['/usr/bin/chromium']);
  expect((await findChromium(finder))?.executablePath).toBe('/usr/bin/chromium');
  expect(finder.tried).toEqual([own, 'chrome', 'msedge', '/usr/bin/chromium']);
  expect((await findChromium(world(['msedge', '/usr/bin/chromium'])))?.channel).toBe('msedge');
});

test('a named browser is the only one tried, and nothing is installed in its stead', async () => {
  const finder = world([own], { env: { SINGLET_CHROMIUM: '/opt/mine' } });
  expect(await findChromium(finder)).toBeNull();
  expect(finder.tried).toEqual(['/opt/mine']);
});

test('with none there, installs one: Playwright first, then the system', async () => {
  expect((await findChromium(world([], { installs: { playwright: own } })))?.name).toBe(own);
  expect((await findChromium(world([], { installs: { apt: '/usr/bin/chromium' } })))?.name).toBe('/usr/bin/chromium');
  expect(await findChromium(world([]))).toBeNull();
});

test('an installed browser that does not start is passed over', async () => {
  const finder = world([], { installs: { playwright: 'not that one', apt: '/usr/bin/chromium' } });
  expect((await findChromium(finder))?.name).toBe('/usr/bin/chromium');
});

test('knows the switch that turns partitioning off', async () => {
  expect((await findChromium(world(['chrome'])))?.disabledFeatures).toBe('--disable-features=X,ThirdPartyStoragePartitioning,Y');
  expect(featuresSwitch(['--headless'])).toBe('');
});

test('gives up the sandbox only as root on Linux, and fetches nothing in the background', () => {
  const options = launchOptions({ name: 'chrome', channel: 'chrome' });
  expect(options.chromiumSandbox).toBe(!(process.platform === 'linux' && process.getuid?.() === 0));
  expect(options.args).toContain('--disable-background-networking');
  expect(options.channel).toBe('chrome');
});

test('keeps off what Playwright keeps off, but for what a world is about', () => {
  const browser = { name: 'chrome', disabledFeatures: '--disable-features=X,ThirdPartyStoragePartitioning,Y' };
  expect(leanSwitches(browser).args[0]).toMatch(/^--disable-features=X,ThirdPartyStoragePartitioning,Y,WebUI/);
  expect(leanSwitches(browser, ['ThirdPartyStoragePartitioning']).args[0]).toMatch(/^--disable-features=X,Y,WebUI/);
  expect(leanSwitches(browser).ignoreDefaultArgs).toEqual([browser.disabledFeatures]);
  expect(leanSwitches({ name: 'chrome', disabledFeatures: '' }).args[0]).toMatch(/^--disable-features=WebUI/);
});
