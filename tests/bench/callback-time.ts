/**
 * Part 4: from the moment the provider sends the browser back to the moment the first authorised call reaches the API.
 * Ours (callback/, replace, page, completeSignIn) against two documents by hand that do the same with sessionStorage.
 * Seen from the servers alone, so no page carries a clock.
 */
import type { Stand } from './stand.ts';
import { median, type Spread, spreadOf } from './statistics.ts';

const rounds = 15;
/** The first ones fill the caches, and do not count. */
const idleRounds = 2;
const flows = ['token', 'code'] as const;
const ways = ['singlet', 'hand'] as const;

export interface CallbackRow {
  readonly flow: (typeof flows)[number];
  /** Milliseconds. */
  readonly singlet: Spread;
  readonly byHand: Spread;
  /** Median of the ratios of neighbouring rounds. */
  readonly ratio: number;
}

type Times = Record<(typeof ways)[number], number[]>;

export async function measureCallback(stand: Stand): Promise<CallbackRow[]> {
  const tab = await stand.browser.tab();
  const { api, auth } = stand.servers;
  const where = `api=${encodeURIComponent(api)}&auth=${encodeURIComponent(auth)}`;
  const once = async (way: string, flow: string) => {
    const called = stand.servers.nextCall();
    // Awaited below, unless going there fails first.
    called.catch(() => {});
    await tab.leave(`${stand.plain}bench/two-documents/${way}-start.html?flow=${flow}&${where}`);
    const { sentBack, called: at } = await called;
    await tab.ready();
    await tab.leave('about:blank');
    return at - sentBack;
  };
  const times: Record<(typeof flows)[number], Times> = { token: { singlet: [], hand: [] }, code: { singlet: [], hand: [] } };
  for (let round = -idleRounds; round < rounds; round += 1) {
    for (const flow of flows) {
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
        const time = await once(way, flow);
        if (round >= 0) times[flow][way].push(time);
      }
    }
  }
  await tab.close();
  return flows.map((flow) => {
    const { singlet, hand } = times[flow];
    const ratio = median(singlet.map((time, round) => time / (hand[round] ?? Number.NaN)));
    return { flow, singlet: spreadOf(singlet), byHand: spreadOf(hand), ratio };
  });
}
