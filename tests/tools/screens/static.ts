/**
 * Pictures of `dist/` as a plain static host serves it, with the simulated providers: Try it, the steps of the tours, what each fault ends in.
 */
import type { Page } from '@playwright/test';
import { type FaultName, type FaultySystem, faultsOf } from '../../../src/sandbox/worker/fault-names.ts';
import { connectFirst, faultsInOrder, mayHurry, meet } from '../../browser/fault-ways.ts';
import { begin, click, strip, tours } from '../../browser/tour-walks.ts';
import type { Shoot } from './shape.ts';

export interface StaticWalk {
  readonly page: Page;
  readonly url: string;
  readonly shoot: Shoot;
}

const tourFiles = ['tour-fragment', 'tour-pkce', 'tour-secret'];

/** Each fault once, at the first system that can have it. */
function faultsToMeet(): ReadonlyMap<FaultySystem, readonly FaultName[]> {
  const seen = new Set<FaultName>();
  const order: readonly FaultySystem[] = ['kiln', ...(Object.keys(faultsOf) as FaultySystem[]).filter((name) => name !== 'kiln')];
  return new Map(
    order.map((system) => {
      const fresh = faultsInOrder(system).filter((fault) => !seen.has(fault));
      for (const fault of fresh) seen.add(fault);
      return [system, fresh] as const;
    }),
  );
}

async function tryIt({ page, url, shoot }: StaticWalk): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Try it with a simulated provider' }).waitFor();
  await page.getByRole('list', { name: 'Guided tours' }).waitFor();
  await shoot('try-it');
  await page.getByRole('button', { name: 'Try it with a simulated provider' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await strip(page).getByRole('heading', { name: 'Connected, and its API answered' }).waitFor();
  await page.waitForTimeout(300);
  await shoot('try-it-done');
}

/** From the first screen to its end; a picture of each step, numbered. */
async function toured({ page, url, shoot }: StaticWalk, at: number): Promise<void> {
  const [name, walk] = tours[at] ?? tours[0];
  let number = 0;
  await page.goto(url);
  await begin(page, name);
  await walk({
    page,
    press: click,
    look: async () => {
      number += 1;
      await page.waitForTimeout(300);
      await shoot(`${tourFiles[at]}-${number}`);
    },
  });
}

async function faulty({ page, url, shoot }: StaticWalk): Promise<void> {
  await page.goto(url);
  await begin(page, tours[0][0]);
  await strip(page).getByRole('button', { name: 'Leave' }).click();
  await mayHurry(page);
  for (const [system, faults] of faultsToMeet()) {
    if (faults.length === 0) continue;
    const met = {
      page,
      system,
      url,
      look: async (fault: FaultName) => {
        await page.waitForTimeout(200);
        await shoot(`fault-${fault}`);
      },
    };
    await connectFirst(met);
    for (const fault of faults) await meet(met, fault);
  }
}

/** Each begins at the first visit, in a browser that has been nowhere. */
export const staticWalks: readonly ((steps: StaticWalk) => Promise<void>)[] = [
  tryIt,
  ...[...tours.keys()].map((at) => (steps: StaticWalk) => toured(steps, at)),
  faulty,
];
