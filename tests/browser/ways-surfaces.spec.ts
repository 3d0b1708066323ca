/**
 * Every way in and every way it ends, on the bare door and on a page that a developer wrote. The titles are the rows of the
 * table that a run prints: surface | way | flow | outcome. The app has the same rows in ways-app.spec.ts.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { bends } from '../../src/sandbox/standard/bends.ts';
import { kilnDeskClient } from '../fixtures/farm/config.ts';
import { expect, type Stage, test } from './stage.ts';
import { doorSurface, pageSurface, type Surface } from './surfaces.ts';

const openId = async (at: Page) => {
  await at.getByRole('button', { name: 'Sign in', exact: true }).click();
  await at.getByRole('button', { name: 'Allow', exact: true }).click();
};
const allow = (at: Page) => at.getByRole('button', { name: 'Allow', exact: true }).click();
const deny = (at: Page) => at.getByRole('button', { name: 'Deny', exact: true }).click();
const denyOpenId = async (at: Page) => {
  await at.getByRole('button', { name: 'Sign in', exact: true }).click();
  await deny(at);
};

interface Way {
  readonly name: 'redirect' | 'popup';
  readonly window: boolean;
}

const ways: readonly Way[] = [
  { name: 'redirect', window: false },
  { name: 'popup', window: true },
];

/** Starts a sign-in and gives the page that the person sees at the provider. */
async function start(surface: Surface, page: Page, provider: string, { window }: Way): Promise<Page> {
  if (!window) {
    await surface.connect(page, provider);
    return page;
  }
  const [popup] = await Promise.all([page.waitForEvent('popup'), surface.connect(page, provider, { window })]);
  return popup;
}

async function open(surface: Surface, page: Page, stage: Stage): Promise<void> {
  await page.goto(stage.origin + surface.path);
  await surface.ready(page);
}

/** Signs in at a standard provider, and stays. */
async function connectAt(surface: Surface, page: Page, stage: Stage, provider: string): Promise<void> {
  await open(surface, page, stage);
  await openId(await start(surface, page, provider, { name: 'redirect', window: false }));
  await surface.stands(page, 'connected');
}

async function connectSingly(surface: Surface, page: Page, stage: Stage): Promise<void> {
  await open(surface, page, stage);
  await allow(await start(surface, page, 'singly', { name: 'redirect', window: false }));
  await surface.stands(page, 'confirm');
  await surface.confirm(page);
  await surface.stands(page, 'connected');
}

/** The person signs in afresh at the provider. */
const forgetPerson = (context: BrowserContext) => context.clearCookies();

for (const surface of [doorSurface, pageSurface]) {
  const title = (way: string, flow: string, outcome: string) => `ways | ${surface.name} | ${way} | ${flow} | ${outcome}`;

  for (const way of ways) {
    test(title(way.name, 'code', 'connected'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await openId(await start(surface, page, 'fernpost', way));
      await surface.stands(page, 'connected');
      await surface.connected(page, 1);
    });

    test(title(way.name, 'code', 'denied'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await denyOpenId(await start(surface, page, 'kiln', way));
      await surface.stands(page, 'authorization_rejected');
      await surface.connected(page, 0);
    });

    test(title(way.name, 'code', 'reply of another sign-in'), async ({ page, stage }) => {
      stage.farm.bend('kiln', bends['wrong-state']);
      await open(surface, page, stage);
      await openId(await start(surface, page, 'kiln', way));
      stage.farm.bend('kiln', null);
      await surface.stands(page, 'state_mismatch');
    });

    test(title(way.name, 'code', 'never came back'), async ({ page, stage }) => {
      stage.farm.bend('kiln', bends['plain-page']);
      await open(surface, page, stage);
      const there = await start(surface, page, 'kiln', way);
      await expect(there.getByRole('heading', { name: 'Something went wrong' })).toBeVisible();
      stage.farm.bend('kiln', null);
      if (way.window) await surface.stop(page);
      else await open(surface, page, stage);
      await surface.stands(page, way.window ? 'aborted' : 'nothing');
      await openId(await start(surface, page, 'kiln', way));
      await surface.stands(page, 'connected');
    });

    test(title(way.name, 'token, nonce', 'confirmed'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await allow(await start(surface, page, 'singly', way));
      await surface.stands(page, 'confirm');
      await surface.connected(page, 0);
      await surface.confirm(page);
      await surface.connected(page, 1);
    });

    test(title(way.name, 'token, nonce', 'discarded'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await allow(await start(surface, page, 'singly', way));
      await surface.stands(page, 'confirm');
      await surface.discard(page);
      await surface.stands(page, 'discarded');
      await page.reload();
      await surface.connected(page, 0);
    });

    test(title(way.name, 'token, nonce', 'denied'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await deny(await start(surface, page, 'singly', way));
      await surface.stands(page, 'authorization_rejected');
    });

    test(title(way.name, 'id_token token, state', 'connected'), async ({ page, stage }) => {
      await open(surface, page, stage);
      await openId(await start(surface, page, 'wayfare', way));
      await surface.stands(page, 'connected');
      await surface.connected(page, 1);
    });

    test(title(way.name, 'id_token token, state', 'denied, told in the query'), async ({ page, stage }) => {
      stage.farm.bend('wayfare', bends['deny-in-query']);
      await open(surface, page, stage);
      await denyOpenId(await start(surface, page, 'wayfare', way));
      stage.farm.bend('wayfare', null);
      await surface.stands(page, 'authorization_rejected');
    });

    test(title(way.name, 'code', 'renewed without a question'), async ({ page, stage }) => {
      await connectAt(surface, page, stage, 'wayfare');
      if (way.window) await Promise.all([page.waitForEvent('popup'), surface.renew(page, true)]);
      else await surface.renew(page, false);
      await surface.stands(page, 'connected');
      await surface.connected(page, 1);
    });

    test(title(way.name, 'code', 'renewal needs the person'), async ({ page, context, stage }) => {
      await connectAt(surface, page, stage, 'wayfare');
      await forgetPerson(context);
      if (way.window) await Promise.all([page.waitForEvent('popup'), surface.renew(page, true)]);
      else await surface.renew(page, false);
      await surface.stands(page, 'interaction_required');
      await surface.connected(page, 1);
    });

    test(title(way.name, 'link', 'connected'), async ({ page, stage }) => {
      await connectSingly(surface, page, stage);
      const [there] = await Promise.all([way.window ? page.waitForEvent('popup') : page, surface.link(page, way.window)]);
      await allow(there);
      await surface.stands(page, 'connected');
      await surface.connected(page, 1);
    });

    test(title(way.name, 'sign-out', 'ended'), async ({ page, stage }) => {
      await connectAt(surface, page, stage, 'kiln');
      const [there] = await Promise.all([way.window ? page.waitForEvent('popup') : page, surface.signOut(page, way.window)]);
      await there.getByRole('button', { name: 'Sign out', exact: true }).click();
      await surface.signedOut(page, 'kiln', way.window);
      await surface.connected(page, 0);
    });

    test(title(way.name, 'code', 'other tab first'), async ({ page, context, stage }) => {
      const other = await context.newPage();
      await open(surface, other, stage);
      const there = await start(surface, other, 'singly', way);
      await there.getByRole('button', { name: 'Allow', exact: true }).waitFor();
      await open(surface, page, stage);
      await surface.connect(page, 'singly');
      await surface.stands(page, 'sign_in_elsewhere');
      await surface.takeOver(page, 'singly');
      await allow(page);
      await surface.stands(page, 'confirm');
    });
  }

  test(title('popup', 'code', 'cut off by the provider, and connected'), async ({ page, stage }) => {
    stage.farm.bend('kiln', bends.coop);
    await open(surface, page, stage);
    const there = await start(surface, page, 'kiln', { name: 'popup', window: true });
    await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await surface.windowIs(page, 'closed');
    await openId(there);
    await surface.stands(page, 'connected');
    stage.farm.bend('kiln', null);
  });

  test(title('popup', 'code', 'closed by the person'), async ({ page, stage }) => {
    await open(surface, page, stage);
    const there = await start(surface, page, 'kiln', { name: 'popup', window: true });
    await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await there.close();
    await surface.windowIs(page, 'closed');
    await surface.stop(page);
    await surface.stands(page, 'aborted');
  });

  test(title('popup', 'code', 'stopped'), async ({ page, stage }) => {
    await open(surface, page, stage);
    const there = await start(surface, page, 'kiln', { name: 'popup', window: true });
    await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    const closed = there.waitForEvent('close');
    await surface.stop(page);
    await closed;
    await surface.stands(page, 'aborted');
  });

  test(title('popup', 'code', 'refused by the browser, a link instead'), async ({ page, context, stage }) => {
    await page.addInitScript(() => {
      globalThis.open = () => null;
    });
    await open(surface, page, stage);
    await surface.connect(page, 'kiln', { window: true });
    await surface.windowIs(page, 'blocked');
    const [there] = await Promise.all([context.waitForEvent('page'), surface.followLink(page)]);
    await openId(there);
    await surface.stands(page, 'connected');
  });

  test(title('popup', 'code', 'page gone meanwhile'), async ({ page, stage }) => {
    await open(surface, page, stage);
    const there = await start(surface, page, 'kiln', { name: 'popup', window: true });
    await there.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await page.goto('about:blank');
    await openId(there);
    await expect(there.getByRole('heading', { name: 'The page that began this sign-in is gone' })).toBeVisible();
    await open(surface, page, stage);
    await surface.connected(page, 0);
  });

  test(title('popup', 'code', 'storage blocked, from memory'), async ({ page, stage }) => {
    await page.context().addInitScript(() => {
      for (const name of ['indexedDB', 'sessionStorage', 'localStorage'])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('blocked', 'SecurityError');
          },
        });
    });
    await open(surface, page, stage);
    await surface.connect(page, 'kiln');
    await surface.stands(page, 'storage_unavailable');
    await openId(await start(surface, page, 'kiln', { name: 'popup', window: true }));
    await surface.stands(page, 'connected');
    await surface.connected(page, 1);
  });

  test(title('popup', 'code', 'two at a time'), async ({ page, stage }) => {
    await open(surface, page, stage);
    const first = await start(surface, page, 'kiln', { name: 'popup', window: true });
    const second = await start(surface, page, 'wayfare', { name: 'popup', window: true });
    await openId(second);
    await surface.connected(page, 1);
    await openId(first);
    await surface.connected(page, 2);
  });

  test(title('code by hand', 'code', 'connected with a typed secret'), async ({ page, context, stage }) => {
    await open(surface, page, stage);
    await surface.connect(page, 'kiln-desk');
    await surface.stands(page, 'code-needed');
    const desk = await context.newPage();
    await desk.goto(await surface.codePage(page));
    await openId(desk);
    const code = (await desk.locator('code').first().textContent()) ?? '';
    await surface.paste(page, 'https://somewhere.example/');
    await surface.stands(page, 'code_invalid');
    await surface.paste(page, `  ${code.slice(0, 8)} ${code.slice(8)}\n`);
    await surface.stands(page, 'secret-needed');
    await surface.secret(page, 'not the secret');
    await surface.stands(page, 'client_rejected');
    await surface.secret(page, kilnDeskClient.client_secret);
    await surface.stands(page, 'connected');
    await surface.connected(page, 1);
  });
}
