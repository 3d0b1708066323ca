/**
 * `npm run bench`: what Singlet costs beside other clients, as Markdown on stdout; progress on stderr.
 * `--json FILE` keeps the numbers; `--only attach,network,callback,renewals,first-minute,inspector` names the parts to run.
 * Times are printed and judged by people. What is counted (storage, requests, bytes kept) must hold, or the run fails.
 */
import { writeFile } from 'node:fs/promises';
import { measureAttach } from './attach-cost.ts';
import { measureCallback } from './callback-time.ts';
import { measureFirstMinute } from './first-minute.ts';
import { measureInspector } from './inspector-cost.ts';
import { measureNetwork } from './network-cost.ts';
import { countRenewals } from './parallel-renewal.ts';
import { describeMachine, faultsOf, type Report, toMarkdown } from './report.ts';
import { makeStand, type Stand } from './stand.ts';

const argument = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const only = argument('--only')?.split(',');

/** One part, with its time on stderr; nothing where it was left out. */
async function part<T>(name: string, measure: () => Promise<T>, otherwise: T): Promise<T> {
  if (only && !only.includes(name)) return otherwise;
  const began = performance.now();
  const result = await measure();
  console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  return result;
}

async function measureAll(stand: Stand): Promise<Report> {
  return {
    machine: describeMachine(stand.browser.version),
    renewals: await part('renewals', () => countRenewals(stand), []),
    callback: await part('callback', () => measureCallback(stand), []),
    network: await part('network', () => measureNetwork(stand), []),
    attach: await part('attach', () => measureAttach(stand), { rows: [], heaps: [] }),
    firstMinute: await part('first-minute', () => measureFirstMinute(stand.folder), null),
    inspector: await part('inspector', () => measureInspector(stand.folder), null),
  };
}

const stand = await makeStand();
// Stopped by hand: nothing is left behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stand.close().finally(() => process.exit(130)));
try {
  const report = await measureAll(stand);
  console.log(toMarkdown(report));
  const file = argument('--json');
  if (file) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  const faults = faultsOf(report);
  for (const fault of faults) console.error(`FAILED ${fault}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await stand.close();
}
