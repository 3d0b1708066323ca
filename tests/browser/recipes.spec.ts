/**
 * The recipes of the README with the real libraries: axios, ky, a client typed by an API description, a WebSocket. Each is bundled as
 * an app would do it and runs on the bare door page.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import type { Singlet } from '../../src/core/session/door.ts';
import type { Outcome, Places } from '../fixtures/recipes/outcome.ts';
import { serveSocket } from '../fixtures/recipes/socket-server.ts';
import { expect, type Stage, test } from './stage.ts';
import { doorSurface } from './surfaces.ts';
import { signInAtFernpost } from './visits.ts';

const recipes = join(import.meta.dirname, '../fixtures/recipes');

/** The recipe as one script. */
async function bundle(name: string): Promise<string> {
  const built = (await build({
    root: recipes,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: join(recipes, `${name}.ts`), formats: ['es'], fileName: name },
    },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

/** Signed in on the door page, with a recipe to import. */
async function open(page: Page, stage: Stage, name: string): Promise<string> {
  const path = `/recipes/${name}.js`;
  const body = await bundle(name);
  await page.route(stage.origin + path, (route) => route.fulfill({ body, contentType: 'text/javascript' }));
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
  await doorSurface.connect(page, 'fernpost');
  await signInAtFernpost(page);
  await doorSurface.stands(page, 'connected');
  stage.farm.received.length = 0;
  stage.farm.log.length = 0;
  return path;
}

const run = <Given, Result>(page: Page, path: string, given: Given): Promise<Result> =>
  page.evaluate(
    async ([script, places]) => {
      const recipe = (await import(script as string)) as { run(singlet: Singlet, given: unknown): Promise<Result> };
      return recipe.run((globalThis.door as unknown as { singlet: Singlet }).singlet, places);
    },
    [path, given] as const,
  );

for (const name of ['axios', 'ky', 'openapi-fetch']) {
  test(`recipe: ${name} sends the token to the API, and nothing of it elsewhere`, async ({ page, stage }) => {
    const path = await open(page, stage, name);
    const { api, sink } = stage.farm.urls;
    // The first calls meet a token that is over: the library sees only the answer to the second try.
    await stage.farm.expireAccessTokens();
    const outcome = await run<Places, Outcome>(page, path, { api, sink });
    expect(outcome).toMatchObject({ ordered: 201, uploaded: 'multipart/form-data true', missing: 404, elsewhere: 200 });
    expect(outcome.who).toMatch(/^\w+ \w+/);
    expect(outcome.aborted).toMatch(/^(AbortError|CanceledError)$/);
    const tokenRequests = stage.farm.log.filter(
      ({ server, method, url }) => server === 'fernpost' && method === 'POST' && url.startsWith('/token'),
    );
    expect(tokenRequests.length).toBe(1);
    expect(JSON.stringify(stage.farm.received)).not.toMatch(/bearer|authorization":/i);
    expect(stage.farm.received.filter(({ method }) => method === 'GET').length).toBe(1);
  });
}

test('recipe: a WebSocket takes the token as its first message, not in its address', async ({ page, stage }) => {
  const path = await open(page, stage, 'web-socket');
  const server = await serveSocket(stage.farm.urls.api);
  try {
    expect(await run<string, string>(page, path, server.url)).toMatch(/^You are \w+ \w+.*\.$/);
    expect(server.asked.length).toBe(1);
    expect(server.asked.join()).not.toMatch(/bearer|access_token|authorization/i);
    await stage.farm.expireAccessTokens();
    const refused = await run<string, string>(page, path, server.url).catch((error: Error) => error.message);
    expect(refused).toContain('closed with 4401');
  } finally {
    await server.close();
  }
});
