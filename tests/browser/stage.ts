/**
 * What every browser test stands on: the built app on a free port, the farm beside it, and two watchers that fail
 * the test at its end: one for violations of the policy, one for secrets that turn up where they do not belong.
 */
import { readdir, readFile } from 'node:fs/promises';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type Farm, startFarm } from '../fixtures/farm/farm.ts';
import { type StaticServer, serveStatic } from '../fixtures/static-server.ts';
import { type Watch, watchSecrets } from './secrets.ts';

export { expect } from '@playwright/test';

const dist = process.env.SINGLET_OUT ?? 'dist';

export interface Stage {
  readonly farm: Farm;
  /** Origin that the app is served on, `http://localhost:PORT`. */
  readonly origin: string;
  readonly server: StaticServer;
}

interface WorkerFixtures {
  readonly stage: Stage;
}

interface TestFixtures {
  readonly watch: Watch;
  /** The app, open at its first view. */
  readonly app: Page;
}

/** Serves `dist` with the farm's config; `life` of access tokens in seconds. */
export async function openStage(life?: number): Promise<Stage & { close(): Promise<void> }> {
  const overrides: Record<string, { body: string; type: string }> = {};
  const server = await serveStatic({ root: dist, port: 0, overrides });
  const farm = await startFarm({ ports: 'free', app: server.port, ...(life !== undefined && { accessTokenLifeS: life }) });
  const origin = `http://localhost:${server.port}`;
  overrides['/singlet.config.json'] = { body: JSON.stringify(farm.config(origin)), type: 'application/json' };
  const pages = new URL('../fixtures/pages/', import.meta.url);
  for (const name of await readdir(pages)) {
    const body = await readFile(new URL(name, pages), 'utf8');
    overrides[`/${name}`] = { body, type: name.endsWith('.js') ? 'text/javascript' : 'text/html' };
  }
  return {
    farm,
    origin,
    server,
    async close() {
      await farm.close();
      await server.close();
    },
  };
}

/** Fails the test on the first violation of the policy on a page of ours. */
export async function watchPolicy(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeBinding('reportViolation', (_, text: string) => void violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (globalThis as unknown as { reportViolation(text: string): void }).reportViolation(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample} on ${location.pathname}`,
      );
    });
  });
  return violations;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
  watch: [
    async ({ context, stage }, use) => {
      const violations = await watchPolicy(context);
      const watch = watchSecrets(context, stage);
      await use(watch);
      expect(violations, 'violations of the policy').toEqual([]);
      expect(await watch.leaks(), 'secrets where they do not belong').toEqual([]);
    },
    { auto: true },
  ],
  app: async ({ page, stage }, use) => {
    await page.goto(`${stage.origin}/`);
    await use(page);
  },
});
