/**
 * Part 1: what it costs to attach a token, per call, against a `fetch` that answers at once.
 * Part 3: what of the storage a thousand calls touch, and what ten thousand leave behind in memory.
 */
import { bare, bareAgain, type Competitor, clients, manyAccounts, singlet, singletSizes } from './competitors.ts';
import type { Kind, StorageUse } from './page/rig.ts';
import type { Tab } from './pipe.ts';
import type { Stand } from './stand.ts';
import { pairedDifference, pairedRatio, type Spread, spreadOf } from './statistics.ts';

const rounds = 8;
const batches = 20;
const batchSize = 50;
/** No row, kind and round takes longer; most need a tenth. */
const limitMs = 150;
/** Ten thousand calls, after which the browser has compiled all it will. */
const warmBatches = 200;
const warmLimitMs = 600;

/** Microseconds. */
export interface AttachCost extends Spread {
  /** Beyond the floor, for the same kind of input. */
  readonly over: number;
  readonly ratio: number;
}

export interface AttachRow {
  readonly competitor: Competitor;
  readonly costs: Partial<Record<Kind, AttachCost>>;
  /** Of a thousand calls. */
  readonly storage: StorageUse;
}

export interface HeapRow {
  readonly competitor: Competitor;
  /** Bytes that ten thousand calls left behind, three times in a row. */
  readonly grown: readonly number[];
}

const kindsOf = ({ side, peer }: Competitor): readonly Kind[] => {
  if (side === 'peer') return ['text'];
  const all: readonly Kind[] = ['text', 'url', 'request', 'body'];
  return side === 'ours' && peer !== 'singlet-crowd' ? [...all, 'foreign'] : all;
};

interface Stall {
  readonly competitor: Competitor;
  readonly tab: Tab;
  /** A list of batches a round. */
  readonly times: Map<Kind, number[][]>;
}

const run = (tab: Tab, kind: Kind, count: number, limit: number) =>
  tab.run<number[]>(`rig.attach('${kind}', ${count}, ${batchSize}, ${limit})`);

/** All rows in turn, each round in another order, so that no row has the quiet moments to itself. */
async function measure(stalls: readonly Stall[]): Promise<void> {
  for (const { competitor, tab } of stalls) for (const kind of kindsOf(competitor)) await run(tab, kind, warmBatches, warmLimitMs);
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < stalls.length; index += 1) {
      const { competitor, tab, times } = stalls[(index + round * 5) % stalls.length] as Stall;
      for (const kind of kindsOf(competitor)) times.set(kind, [...(times.get(kind) ?? []), await run(tab, kind, batches, limitMs)]);
    }
  }
}

function rowOf({ competitor, times }: Stall, floor: Stall, storage: StorageUse): AttachRow {
  const costs: Partial<Record<Kind, AttachCost>> = {};
  for (const [kind, own] of times) {
    // What no rule matches is sent as it is; the floor of that is a text, too.
    const against = floor.times.get(kind === 'foreign' ? 'text' : kind) ?? [];
    costs[kind] = { ...spreadOf(own.flat()), over: pairedDifference(own, against), ratio: pairedRatio(own, against) };
  }
  return { competitor, costs, storage };
}

async function grownBy({ competitor, tab }: Stall): Promise<HeapRow> {
  await tab.run('rig.repeat(10_000)');
  let before = await tab.heap();
  const grown: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    await tab.run('rig.repeat(10_000)');
    const after = await tab.heap();
    grown.push(after - before);
    before = after;
  }
  return { competitor, grown };
}

export interface AttachReport {
  readonly rows: readonly AttachRow[];
  readonly heaps: readonly HeapRow[];
}

export async function measureAttach(stand: Stand): Promise<AttachReport> {
  const stalls: Stall[] = [];
  for (const competitor of [bare, bareAgain, singlet, ...singletSizes, ...clients])
    stalls.push({ competitor, tab: await stand.rig(competitor), times: new Map() });
  await measure(stalls);
  const rows: AttachRow[] = [];
  for (const stall of stalls) {
    const storage = await stall.tab.run<StorageUse>('rig.storage(1000)');
    rows.push(rowOf(stall, stalls[0] as Stall, storage));
  }
  const heaps: HeapRow[] = [];
  for (const stall of stalls) if ([bare, singlet, manyAccounts].includes(stall.competitor)) heaps.push(await grownBy(stall));
  for (const { tab } of stalls) await tab.close();
  return { rows, heaps };
}
