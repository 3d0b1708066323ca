/** How long a server asks to wait (RFC 9110 section 10.2.3). Headers -> milliseconds, at most a minute. Pure. */

export const longestWaitMs = 60_000;

/**
 * undefined where nothing readable is stated; to pages of other origins the header shows only if the server exposes it.
 * `now` in epoch ms. A date counts from the server's own clock where that can be read.
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const stated = headers.get('retry-after')?.trim() ?? '';
  // Only the one form that is still sent: Date.parse takes almost anything.
  const date = / GMT$/.test(stated) ? Date.parse(stated) : Number.NaN;
  const wait = /^\d+$/.test(stated) ? Number(stated) * 1000 : date - (Date.parse(headers.get('date') ?? '') || now);
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestWaitMs);
}
