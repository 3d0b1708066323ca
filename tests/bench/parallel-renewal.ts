/** Part 5: 64 calls that begin together and find a token that is over, or one that the API refuses; in one tab and in two. */
import type { Stand } from './stand.ts';

const calls = 64;

export interface RenewalRow {
  readonly label: string;
  readonly calls: number;
  readonly answered: number;
  readonly tokenRequests: number;
}

export async function countRenewals(stand: Stand): Promise<RenewalRow[]> {
  const { api, auth } = stand.servers;
  const rows: RenewalRow[] = [];
  const whats = { ended: 'an expired token', refused: 'a token that the API answers with 401' } as const;
  for (const [token, what] of Object.entries(whats)) {
    for (const width of [1, 2]) {
      const tabs = await Promise.all(Array.from({ length: width }, () => stand.browser.tab()));
      for (const tab of tabs)
        await tab.open(`${stand.plain}bench/parallel.html?token=${token}&api=${encodeURIComponent(api)}&auth=${encodeURIComponent(auth)}`);
      const before = stand.servers.tokenRequests();
      const answered = await Promise.all(tabs.map((tab) => tab.run<number>(`burst(${calls})`)));
      rows.push({
        label: `${width === 1 ? `${calls} calls` : `${calls} calls in each of ${width} tabs`}, ${what}`,
        calls: calls * width,
        answered: answered.reduce((sum, one) => sum + one, 0),
        tokenRequests: stand.servers.tokenRequests() - before,
      });
      for (const tab of tabs) await tab.close();
    }
  }
  return rows;
}
