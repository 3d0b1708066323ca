/** Results -> Markdown, ready for the README, and what of them must hold. Pure but for `describeMachine`, which asks the system. */
import { cpus } from 'node:os';
import type { AttachCost, AttachReport } from './attach-cost.ts';
import type { CallbackRow } from './callback-time.ts';
import type { Competitor } from './competitors.ts';
import type { FirstMinute } from './first-minute.ts';
import type { Frames, InspectorCost } from './inspector-cost.ts';
import type { NetworkRow } from './network-cost.ts';
import type { RenewalRow } from './parallel-renewal.ts';

export interface Report {
  readonly machine: string;
  readonly attach: AttachReport;
  readonly network: readonly NetworkRow[];
  readonly callback: readonly CallbackRow[];
  readonly renewals: readonly RenewalRow[];
  readonly firstMinute: FirstMinute | null;
  readonly inspector: InspectorCost | null;
}

export function describeMachine(browser: string): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${browser}, Node ${process.versions.node}, ${process.platform}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : 1);
const number = (value: number) => value.toFixed(digits(value));
const rate = (value: number) => Math.round(value).toLocaleString('en-US');

const over = (cost: AttachCost | undefined) => (cost ? number(cost.over) : '–');

function attachTable({ rows }: AttachReport): string {
  const head = ['', 'text address, µs (p25–p75)', 'over bare', '× bare', '`URL`: over', '`Request`: over', 'with a body: over'];
  return table(
    head,
    rows.map(({ competitor, costs: { text, url, request, body } }) => {
      const own = text ? [`${number(text.median)} (${number(text.p25)}–${number(text.p75)})`, over(text), text.ratio.toFixed(1)] : [];
      return [competitor.label, ...own, over(url), over(request), over(body)];
    }),
  );
}

/** Said in words, so that nobody has to find it in the table. */
function cheaperPeers({ rows }: AttachReport): string {
  const own = rows.find(({ competitor }) => competitor.side === 'ours')?.costs.text?.over ?? Number.NaN;
  const cheaper = rows.filter(({ competitor, costs }) => competitor.side === 'peer' && (costs.text?.over ?? Infinity) < own);
  const noise = Math.abs(rows[1]?.costs.text?.over ?? Number.NaN);
  const said = cheaper.map(({ competitor, costs }) => `${competitor.label} (${over(costs.text)} µs)`).join(', ');
  const none = `No client here is cheaper than Singlet (${number(own)} µs over bare).`;
  return `${cheaper.length === 0 ? none : `Cheaper than Singlet (${number(own)} µs over bare): ${said}.`} Two equal rows came out ${number(noise)} µs apart.`;
}

function matchless({ rows }: AttachReport): string {
  const [first] = rows.filter(({ costs }) => costs.foreign);
  return `A call that no rule matches costs ${over(first?.costs.foreign)} µs over bare.`;
}

const touches = ({ storage }: AttachReport['rows'][number]) => storage.transactions + storage.items > 0;

/** Rows with something to tell; the rest in one sentence. */
function memoryTable({ rows, heaps }: AttachReport): string {
  const heapOf = (competitor: Competitor) => heaps.find((one) => one.competitor === competitor);
  const told = rows.filter((row) => touches(row) || heapOf(row.competitor));
  const head = ['', 'IndexedDB transactions', 'Web Storage reads and writes', 'heap kept by each of three times 10,000 calls, KB'];
  return table(
    head,
    told.map(({ competitor, storage }) => {
      const kept = heapOf(competitor)?.grown.map((bytes) => (bytes / 1024).toFixed(1));
      return [competitor.label, rate(storage.transactions), rate(storage.items), kept?.join(', ') ?? '–'];
    }),
  );
}

function networkTable(rows: readonly NetworkRow[]): string {
  const head = ['', 'ms a call (p25–p75)', '× bare', 'calls/s, 1 / 6 / 64 at once', 'preflights, 100 calls'];
  return table(
    head,
    rows.map(({ competitor, median, p25, p75, ratio, rates, preflights }) => [
      competitor.label,
      `${median.toFixed(2)} (${p25.toFixed(2)}–${p75.toFixed(2)})`,
      ratio.toFixed(2),
      rates.map(rate).join(' / '),
      preflights.toFixed(0),
    ]),
  );
}

function fasterPeers(rows: readonly NetworkRow[]): string {
  const own = rows.find(({ competitor }) => competitor.side === 'ours')?.ratio ?? Number.NaN;
  const noise = Math.abs((rows[1]?.ratio ?? Number.NaN) - 1);
  const faster = rows.filter(({ competitor, ratio }) => competitor.side === 'peer' && ratio < own - noise);
  const said = faster.map(({ competitor, ratio }) => `${competitor.label} (${ratio.toFixed(2)})`).join(', ');
  const first =
    faster.length === 0
      ? 'No client here is faster than Singlet by more than the noise.'
      : `Faster than Singlet (${own.toFixed(2)}): ${said}.`;
  return `${first} Two equal rows came out ${(100 * noise).toFixed(0)} % apart.`;
}

function callbackTable(rows: readonly CallbackRow[]): string {
  const spread = ({ median, p25, p75 }: CallbackRow['singlet']) => `${median.toFixed(0)} (${p25.toFixed(0)}–${p75.toFixed(0)})`;
  const names = { token: 'token in the fragment', code: 'code with PKCE' };
  return table(
    ['', 'Singlet, ms (p25–p75)', 'two documents by hand, ms', 'ratio'],
    rows.map(({ flow, singlet, byHand, ratio }) => [names[flow], spread(singlet), spread(byHand), ratio.toFixed(2)]),
  );
}

function renewalTable(rows: readonly RenewalRow[]): string {
  return table(
    ['', 'answered with 200', 'token requests'],
    rows.map(({ label, answered, calls, tokenRequests }) => [label, `${answered} of ${calls}`, String(tokenRequests)]),
  );
}

const milliseconds = ({ median, p25, p75 }: CallbackRow['singlet']) => `${median.toFixed(0)} (${p25.toFixed(0)}–${p75.toFixed(0)})`;

const firstMinuteTable = ({ marks }: FirstMinute) =>
  table(
    ['From the navigation until', 'ms (p25–p75)'],
    marks.map(({ name, spread }) => [name, milliseconds(spread)]),
  );

function inspectorTable({ open, scroll, filter }: InspectorCost): string {
  const row = (name: string, frames: Frames) => [name, milliseconds(frames), frames.worst.toFixed(0)];
  return table(
    ['200 transactions in memory', 'ms (p25–p75)', 'the worst'],
    [
      ['the drawer is opened', milliseconds(open), '–'],
      row('a frame while its list is scrolled', scroll),
      row('a frame while it is searched', filter),
    ],
  );
}

/** A part that was left out has no rows, and no section. */
const section = (rows: readonly unknown[], ...paragraphs: (() => string)[]) =>
  rows.length === 0 ? [] : paragraphs.map((write) => write());

export function toMarkdown({ machine, attach, network, callback, renewals, firstMinute, inspector }: Report): string {
  return [
    `Measured by \`npm run bench\` on ${machine}. Read the ratios; the times belong to the machine.`,
    ...section(
      attach.rows,
      () => '#### A token on a call: the client alone',
      () => 'Against a `fetch` that answers at once; medians, in rounds that take turns.',
      () => attachTable(attach),
      () => `${cheaperPeers(attach)} ${matchless(attach)}`,
    ),
    ...section(
      network,
      () => '#### A token on a call: on the network',
      () => 'An API of another origin on loopback, so the network is as fast as it can be.',
      () => networkTable(network),
      () => fasterPeers(network),
    ),
    ...section(
      attach.rows,
      () => '#### Storage and memory',
      () => 'Of 1,000 calls against the stub; every other row of the first table touches no storage.',
      () => memoryTable(attach),
    ),
    ...section(
      callback,
      () => '#### From the callback to the first authorised call',
      () => callbackTable(callback),
    ),
    ...section(
      renewals,
      () => '#### Calls that begin together',
      () => renewalTable(renewals),
    ),
    ...(firstMinute
      ? [
          '#### The first minute on a phone',
          'Processor four times slower, slow 4G (1.6 Mbit/s, 150 ms), nothing in the cache; the person answers at once.',
          firstMinuteTable(firstMinute),
        ]
      : []),
    ...(inspector ? ['#### The inspector', inspectorTable(inspector)] : []),
  ].join('\n\n');
}

/** Bytes of live objects; a megabyte would be a hundred bytes a call. */
const heapLimit = 64 * 1024;

/** What is counted, and so must hold on any machine; times never fail. One line a fault. */
export function faultsOf({ attach, network, renewals }: Report): string[] {
  const faults: string[] = [];
  for (const { competitor, storage } of attach.rows) {
    if (competitor.side !== 'ours') continue;
    if (storage.transactions + storage.items > 0)
      faults.push(`${competitor.label}: ${storage.transactions} transactions and ${storage.items} items of storage in 1,000 calls`);
  }
  for (const { competitor, grown } of attach.heaps) {
    const least = Math.min(...grown);
    if (competitor.side === 'ours' && least > heapLimit)
      faults.push(`${competitor.label}: every 10,000 calls keep at least ${least} bytes`);
  }
  const floor = network[0]?.preflights ?? 0;
  for (const { competitor, preflights } of network) {
    if (competitor.side === 'ours' && preflights > floor + 1)
      faults.push(`${competitor.label}: ${preflights.toFixed(0)} preflights in 100 calls, where a bare fetch has ${floor.toFixed(0)}`);
  }
  for (const { label, calls, answered, tokenRequests } of renewals) {
    if (tokenRequests !== 1) faults.push(`${label}: ${tokenRequests} token requests`);
    if (answered !== calls) faults.push(`${label}: ${answered} of ${calls} answered`);
  }
  return faults;
}
