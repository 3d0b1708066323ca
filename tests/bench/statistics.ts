/** Numbers of a row: quantiles by linear interpolation. Pure. */

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export interface Spread {
  readonly median: number;
  readonly p25: number;
  readonly p75: number;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  p25: quantile(values, 0.25),
  p75: quantile(values, 0.75),
});

/**
 * Median of the ratios between the medians of two rows, round by round: what slows a whole round slows both,
 * and so does not count.
 */
export function pairedRatio(rounds: readonly (readonly number[])[], floor: readonly (readonly number[])[]): number {
  return median(rounds.map((values, round) => median(values) / median(floor[round] ?? [])));
}

/** The same for what a row costs beyond the other. */
export function pairedDifference(rounds: readonly (readonly number[])[], floor: readonly (readonly number[])[]): number {
  return median(rounds.map((values, round) => median(values) - median(floor[round] ?? [])));
}
