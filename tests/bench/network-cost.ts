/** Part 2: authorised calls to an API of another origin on loopback, one after the other and side by side. */
import { bare, bareAgain, type Competitor, clients, manyAccounts, singlet, worker } from './competitors.ts';
import type { Tab } from './pipe.ts';
import type { Stand } from './stand.ts';
import { median, pairedRatio, type Spread, spreadOf } from './statistics.ts';

const rounds = 16;
const callsInTurn = 15;
/** Of those rounds, how many are also run side by side. */
const parallelEvery = 4;
const widths = [6, 64] as const;
const callsAtOnce = 128;

export interface NetworkRow extends Spread {
  readonly competitor: Competitor;
  /** Milliseconds against those of the floor. */
  readonly ratio: number;
  /** Calls a second: one at a time, six, sixty-four. */
  readonly rates: readonly [number, number, number];
  /** Preflights among a hundred calls in turn. */
  readonly preflights: number;
}

interface Stall {
  readonly competitor: Competitor;
  readonly tab: Tab;
  readonly times: number[][];
  readonly rates: Record<(typeof widths)[number], number[]>;
  preflights: number;
}

async function visit({ tab, times, rates, ...stall }: Stall, arrivals: Stand['servers']['arrivals'], parallel: boolean): Promise<number> {
  arrivals.length = 0;
  times.push(await tab.run<number[]>(`rig.sequence(${callsInTurn})`));
  const preflights = arrivals.filter(({ method }) => method === 'OPTIONS').length;
  if (parallel) for (const width of widths) rates[width].push(await tab.run<number>(`rig.parallel(${callsAtOnce}, ${width})`));
  return stall.preflights + preflights;
}

export async function measureNetwork(stand: Stand): Promise<NetworkRow[]> {
  const stalls: Stall[] = [];
  for (const competitor of [bare, bareAgain, singlet, manyAccounts, ...clients, worker]) {
    const tab = await stand.rig(competitor);
    // The first preflight, and connections.
    await tab.run('rig.parallel(12, 6)');
    stalls.push({ competitor, tab, times: [], rates: { 6: [], 64: [] }, preflights: 0 });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < stalls.length; index += 1) {
      const stall = stalls[(index + round * 3) % stalls.length] as Stall;
      stall.preflights = await visit(stall, stand.servers.arrivals, round % parallelEvery === 0);
    }
  }
  for (const { tab } of stalls) await tab.close();
  const floor = stalls[0] as Stall;
  return stalls.map(({ competitor, times, rates, preflights }) => {
    const spread = spreadOf(times.flat());
    return {
      competitor,
      ...spread,
      ratio: pairedRatio(times, floor.times),
      rates: [1000 / spread.median, median(rates[6]), median(rates[64])],
      preflights: (100 * preflights) / (rounds * callsInTurn),
    };
  });
}
