/**
 * Every fault that the panel offers, at every system that it offers it for: set with the panel, met as a person meets it, told in the
 * catalogue's words with their code; taken away with the panel, and the same act works. No secret of it is left anywhere.
 */
import { type FaultySystem, faultsOf } from '../../src/sandbox/worker/fault-names.ts';
import { connectFirst, faultsInOrder, mayHurry, meet, nameOf } from './fault-ways.ts';
import { expect, test } from './sandbox-stage.ts';

// A system is many sign-ins, each of several documents.
test.setTimeout(240_000);
test.describe.configure({ mode: 'parallel' });

for (const system of Object.keys(faultsOf) as FaultySystem[]) {
  test(`${nameOf(system)}: each of its faults in words, and gone when it is taken away`, async ({ sandboxed: page, site, sweep }) => {
    const met = { page, system, url: site.url };
    await mayHurry(page);
    await connectFirst(met);
    for (const fault of faultsInOrder(system)) await test.step(fault, () => meet(met, fault));
    expect(sweep.known()).toBeGreaterThan(2);
  });
}
