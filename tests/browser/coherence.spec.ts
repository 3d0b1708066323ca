/**
 * Two tabs of one vault: what one tab does to a connection is what the next call of the other goes by, and no call looks in
 * storage for it. The other tab is told by broadcast, so a test waits for the news there, and then makes its call.
 */
import type { BrowserContext, Page } from '@playwright/test';
import type { Singlet, SingletEvents } from '../../src/core/session/door.ts';
import { expect, type Stage, test } from './stage.ts';
import { doorSurface } from './surfaces.ts';
import { signInAtFernpost } from './visits.ts';

declare global {
  /** Events that a tab has heard of, in order. */
  var heard: string[];
}

/** What a call did: a status or an error code, and the transactions of IndexedDB that it took. */
interface Called {
  readonly outcomes: string[];
  readonly transactions: number;
}

/** Makes calls one after the other, of this connection or of whichever serves; counts what they ask of the database. */
const call = (page: Page, url: string, times = 1, only?: string): Promise<Called> =>
  page.evaluate(
    async ([address, count, id]) => {
      const { singlet } = globalThis.door as unknown as { singlet: Singlet };
      const { transaction } = IDBDatabase.prototype;
      let transactions = 0;
      IDBDatabase.prototype.transaction = function (...args) {
        transactions += 1;
        return transaction.apply(this, args);
      };
      try {
        const outcomes: string[] = [];
        for (let done = 0; done < count; done += 1) {
          const from = id === undefined ? singlet : singlet.for(id);
          outcomes.push(
            await from.fetch(address).then(
              ({ status }) => String(status),
              (error: Error & { code?: string }) => error.code ?? error.name,
            ),
          );
        }
        return { outcomes, transactions };
      } finally {
        IDBDatabase.prototype.transaction = transaction;
      }
    },
    [url, times, only] as const,
  );

/** The header of each call of a page to the API, as it leaves the browser. */
function watchHeaders(page: Page, api: string): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(api) && request.method() === 'GET') sent.push(request.headers().authorization ?? 'none');
  });
  return sent;
}

async function openTab(page: Page, stage: Stage): Promise<Page> {
  await page.goto(`${stage.origin}/door.html`);
  await doorSurface.ready(page);
  await page.evaluate(() => {
    const { singlet } = globalThis.door as unknown as { singlet: Singlet };
    globalThis.heard = [];
    const names: (keyof SingletEvents)[] = ['connection:added', 'connection:updated', 'connection:removed'];
    for (const name of names) singlet.on(name, (detail) => void globalThis.heard.push(`${name} ${(detail as { id: string }).id}`));
  });
  return page;
}

const hears = (page: Page, news: string) => expect.poll(() => page.evaluate(() => globalThis.heard)).toContain(news);

/** Gives the id of the new connection. */
async function connect(page: Page, stage: Stage, who?: { readonly user: string; readonly password: string }): Promise<string> {
  const before = await idsOf(page);
  // The provider knows the first person by now, and asks for another only when it is told to.
  await page.evaluate((options) => void globalThis.door.connect('fernpost', options), who ? { prompt: 'login' } : {});
  if (who) await page.getByLabel('Password').fill(who.password);
  await signInAtFernpost(page, who?.user);
  await doorSurface.stands(page, 'connected');
  await openTab(page, stage);
  return (await idsOf(page)).find((id) => !before.includes(id)) ?? '';
}

const idsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { singlet } = globalThis.door as unknown as { singlet: Singlet };
    return (await singlet.connections()).map(({ id }) => id);
  });

/** An act of the door, in a tab. */
const act = <Name extends 'refresh' | 'disconnect' | 'unsafeAccessToken'>(page: Page, name: Name, id: string) =>
  page.evaluate(
    async ([method, connection]) => {
      const { singlet } = globalThis.door as unknown as { singlet: Singlet };
      return singlet[method](connection).then((result) => (typeof result === 'string' ? result : ''));
    },
    [name, id] as const,
  );

/** Two tabs that see the same connections; the second has made a call, so it holds what it needs in memory. */
async function twoTabs(page: Page, context: BrowserContext, stage: Stage) {
  await openTab(page, stage);
  const id = await connect(page, stage);
  const other = await openTab(await context.newPage(), stage);
  const url = `${stage.farm.urls.api}/v1/me`;
  expect((await call(other, url)).outcomes).toEqual(['200']);
  return { id, other, url, sent: watchHeaders(other, stage.farm.urls.api) };
}

test('a token that one tab renews is what the next call of the other carries', async ({ page, context, stage, watch }) => {
  const { id, other, url, sent } = await twoTabs(page, context, stage);
  const old = await act(page, 'unsafeAccessToken', id);
  await act(page, 'refresh', id);
  const fresh = await act(page, 'unsafeAccessToken', id);
  for (const token of [old, fresh]) watch.know(token);
  expect(fresh).not.toBe(old);
  await hears(other, `connection:updated ${id}`);
  // Once it fetches the new token from the vault; from then on it has it.
  const first = await call(other, url);
  expect(first.outcomes).toEqual(['200']);
  expect([1, 2]).toContain(first.transactions);
  expect(await call(other, url, 20)).toEqual({ outcomes: Array(20).fill('200'), transactions: 0 });
  expect(sent).toEqual(Array(21).fill(`Bearer ${fresh}`));
});

test('a connection that one tab removes is not used by the next call of the other', async ({ page, context, stage }) => {
  const { id, other, url, sent } = await twoTabs(page, context, stage);
  await act(page, 'disconnect', id);
  await hears(other, `connection:removed ${id}`);
  expect((await call(other, url, 20)).outcomes).toEqual(Array(20).fill('401'));
  expect(await call(other, url, 20)).toEqual({ outcomes: Array(20).fill('401'), transactions: 0 });
  expect((await call(other, url, 1, id)).outcomes).toEqual(['connection_unknown']);
  expect(sent).toEqual(Array(40).fill('none'));
});

test('what one tab clears, no call of the other uses', async ({ page, context, stage }) => {
  const { id, other, url, sent } = await twoTabs(page, context, stage);
  await page.evaluate(() => (globalThis.door as unknown as { singlet: Singlet }).singlet.clear());
  await hears(other, `connection:removed ${id}`);
  expect((await call(other, url)).outcomes).toEqual(['401']);
  expect(await call(other, url, 20)).toEqual({ outcomes: Array(20).fill('401'), transactions: 0 });
  expect((await call(other, url, 1, id)).outcomes).toEqual(['connection_unknown']);
  expect(sent).toEqual(Array(21).fill('none'));
  expect(await idsOf(other)).toEqual([]);
});

test('whom one tab chooses for a rule counts in the other, and so does taking it back', async ({ page, context, stage }) => {
  const { id, other, url, sent } = await twoTabs(page, context, stage);
  const second = await connect(page, stage, { user: 'tobias', password: 'lugs' });
  await hears(other, `connection:added ${second}`);
  expect((await call(other, url)).outcomes).toEqual(['ambiguous_match']);
  const choose = (chosen: string | null) =>
    page.evaluate(([address, to]) => (globalThis.door as unknown as { singlet: Singlet }).singlet.setDefault(address, to), [
      url,
      chosen,
    ] as const);
  const told = (count: number, whose: string) =>
    expect
      .poll(() => other.evaluate((news) => globalThis.heard.filter((one) => one === news).length, `connection:updated ${whose}`))
      .toBe(count);
  for (const [at, chosen] of [second, id].entries()) {
    await choose(chosen);
    await told(at + 1, second);
    if (at === 1) await told(1, id);
    const token = await act(page, 'unsafeAccessToken', chosen);
    sent.length = 0;
    expect((await call(other, url)).outcomes).toEqual(['200']);
    expect(await call(other, url, 20)).toEqual({ outcomes: Array(20).fill('200'), transactions: 0 });
    expect(sent).toEqual(Array(21).fill(`Bearer ${token}`));
  }
  await choose(null);
  await told(2, id);
  sent.length = 0;
  expect(await call(other, url, 20)).toEqual({ outcomes: Array(20).fill('ambiguous_match'), transactions: 0 });
  expect(sent).toEqual([]);
});
