/**
 * Browser tests, in two worlds: `chromium` as Playwright starts it, where a frame of another site gets no storage, and
 * `partitioned`, where it gets a storage of its own, as people's browsers do. No retries: a test that sometimes fails is a defect.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chosenBrowser, launchOptions, leanSwitches } from './tests/tools/chromium.ts';

const browser = await chosenBrowser();
const usual = launchOptions(browser);
const partitioned = '**/*.partitioned.spec.ts';

/** Names under .test lead here as well: the way to a page on plain http that is not on this device by name. */
const resolver = '--host-resolver-rules=MAP *.test 127.0.0.1';

/** The browser of a world, with `kept` of the features that Playwright switches off. */
function world(...kept: string[]) {
  const { args, ignoreDefaultArgs } = leanSwitches(browser, kept);
  return { ...usual, args: [...usual.args, resolver, ...args], ignoreDefaultArgs };
}

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: join(tmpdir(), `singlet-browser-${process.env.SINGLET_RUN ?? 'alone'}`),
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Generous, because a busy machine is no fault of the product: what must be quick is measured by the bench.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { actionTimeout: 30_000, trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    { name: 'chromium', testIgnore: partitioned, use: { launchOptions: world() } },
    { name: 'partitioned', testMatch: partitioned, use: { launchOptions: world('ThirdPartyStoragePartitioning') } },
  ],
});
