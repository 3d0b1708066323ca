/**
 * Reads the JSON reports of Vitest and Playwright into one count. Pure.
 * A test that did not run counts as failed: nothing here may be skipped.
 */

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
}

/** A program that ends badly with every test green (a file that does not load) still counts as one failure. */
function withEnding(count: Count, code: number): Count {
  const nothing = count.passed + count.failed === 0;
  return (code !== 0 || nothing) && count.failed === 0 ? { ...count, failed: 1 } : count;
}

export function countUnit(report: string, code: number): Count {
  const { numPassedTests, numTotalTests } = JSON.parse(report) as VitestReport;
  return withEnding({ passed: numPassedTests, failed: numTotalTests - numPassedTests }, code);
}

export function countBrowser(report: string, code: number): Count {
  const { expected, unexpected, flaky, skipped } = (JSON.parse(report) as PlaywrightReport).stats;
  return withEnding({ passed: expected, failed: unexpected + flaky + skipped }, code);
}

/** The last line of a run. */
export function lastLine(counts: readonly Count[]): string {
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
