/**
 * Browser tests, in two worlds: `chromium` as Playwright starts it, where a frame of another site gets no storage, and
 * `partitioned`, where it gets a storage of its own, as people's browsers do. No retries: a test that sometimes fails is a defect.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chosenBrowser, launchOptions } from './tests/tools/chromium.ts';

const browser = await chosenBrowser();
const usual = launchOptions(browser);
/** Names under .test lead here as well: the way to a page on plain http that is not on this device by name. */
const plain = { ...usual, args: [...usual.args, '--host-resolver-rules=MAP *.test 127.0.0.1'] };
const partitioned = '**/*.partitioned.spec.ts';

/** The same features stay off, but for the one this world is about. */
const keptOff = browser.disabledFeatures.replace(/(?<=[=,])ThirdPartyStoragePartitioning(,|$)/, '');
const withPartitions = {
  ...plain,
  args: [...plain.args, keptOff].filter(Boolean),
  ignoreDefaultArgs: [browser.disabledFeatures].filter(Boolean),
};

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: join(tmpdir(), `singlet-browser-${process.env.SINGLET_RUN ?? 'alone'}`),
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  reporter: 'list',
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    { name: 'chromium', testIgnore: partitioned, use: { launchOptions: plain } },
    { name: 'partitioned', testMatch: partitioned, use: { launchOptions: withPartitions } },
  ],
});
