/** Pages that hold a handle to ours, and windows that outlive theirs. */
import { expect, type Stage, test } from './stage.ts';
import { doorSurface } from './surfaces.ts';

/** A page of another site, where nothing of ours runs. */
const foreign = ({ server }: Stage) => `http://evil.localhost:${server.port}/door.html`;

test('[S20] an app that another site opened starts no sign-in without state; opened afresh it does', async ({ page, context, stage }) => {
  await page.goto(foreign(stage));
  const [held] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate((address) => void window.open(address), `${stage.origin}/door.html`),
  ]);
  await doorSurface.ready(held);
  await doorSurface.connect(held, 'singly');
  await doorSurface.stands(held, 'opener_unsafe');
  expect(held.url()).toBe(`${stage.origin}/door.html`);
  // What is tied to its reply by a state needs no such care.
  await doorSurface.connect(held, 'fernpost');
  await expect(held.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  const own = await context.newPage();
  await own.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(own);
  await doorSurface.connect(own, 'singly');
  await expect(own.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
});

test('[S20] so does one in a frame', async ({ page, stage }) => {
  await page.goto(foreign(stage));
  await page.evaluate((address) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: address }));
  }, `${stage.origin}/door.html`);
  await expect(page.frameLocator('iframe').locator('#outcome')).not.toBeEmpty();
  const frame = page.frames()[1];
  await expect(page.frameLocator('iframe').locator('#outcome')).not.toBeEmpty();
  await frame?.evaluate(() => void globalThis.door.connect('singly', { mode: 'popup' }));
  await expect(page.frameLocator('iframe').locator('#outcome')).toHaveText('opener_unsafe');
});

test('[S74] a provider that cuts the window off is not taken for a closed one', async ({ page, stage }) => {
  stage.farm.bend('kiln', (_leg, _request, answer) =>
    answer().then((response) => {
      const cut = new Response(response.body, response);
      cut.headers.set('cross-origin-opener-policy', 'same-origin');
      return cut;
    }),
  );
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
  const [there] = await Promise.all([page.waitForEvent('popup'), doorSurface.connect(page, 'kiln', { window: true })]);
  await there.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(there.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
  expect(await there.evaluate(() => globalThis.opener)).toBeNull();
  await doorSurface.windowIs(page, 'closed');
  await there.getByRole('button', { name: 'Allow', exact: true }).click();
  await doorSurface.stands(page, 'connected');
  stage.farm.bend('kiln', null);
});

test('[S13] the reply for a window, opened in another tab, is not taken there', async ({ page, context, stage }) => {
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
  const [there] = await Promise.all([page.waitForEvent('popup'), doorSurface.connect(page, 'kiln', { window: true })]);
  await there.getByRole('button', { name: 'Sign in', exact: true }).click();
  const other = await context.newPage();
  await there.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  await other.goto(there.url());
  await other.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'This sign-in was not started here' })).toBeVisible();
  await doorSurface.stands(page, '');
  await doorSurface.connected(page, 0);
});

test('[S30] the address with the token is asked for without a referrer, after consent', async ({ page, stage }) => {
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
  await doorSurface.connect(page, 'singly');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await doorSurface.stands(page, 'confirm');
  await doorSurface.confirm(page);
  await doorSurface.stands(page, 'connected');
  const asked: Record<string, string>[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).searchParams.has('access_token') && request.isNavigationRequest()) asked.push(request.headers());
  });
  await doorSurface.link(page, false);
  await expect(page.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toHaveProperty('referer');
});
