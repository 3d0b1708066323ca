/**
 * So many calls in so much time, for each caller apart; a refused call is not counted.
 * limits + clock -> seconds to wait, 0 where the call may go on. Side effect: remembers the times of calls.
 */

export interface CallLimit {
  readonly calls: number;
  readonly windowS: number;
}

export interface CallLimiter {
  /** Counts the call if it may go on. */
  take(caller: string): number;
}

export function createCallLimiter(limits: readonly CallLimit[], clock: () => number): CallLimiter {
  const times = new Map<string, readonly number[]>();
  const longest = Math.max(...limits.map(({ windowS }) => windowS)) * 1000;
  return {
    take(caller) {
      const now = clock();
      const past = (times.get(caller) ?? []).filter((time) => time > now - longest);
      const waits = limits.map(({ calls, windowS }) => {
        const within = past.filter((time) => time > now - windowS * 1000);
        const first = within.at(-calls);
        return within.length < calls || first === undefined ? 0 : Math.ceil((first + windowS * 1000 - now) / 1000);
      });
      const wait = Math.max(...waits);
      times.set(caller, wait > 0 ? past : [...past, now]);
      return wait;
    },
  };
}
