/**
 * A whole run: every stage, the browser tests last. Ends with one line, `N passed, N failed`, and with code 1 if any failed.
 * Builds into a temporary folder, so it can run beside `npm start`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserEnv, findChromium, missingBrowser } from './chromium.ts';
import { lastLine } from './reports.ts';
import type { Stage } from './stages.ts';
import { browserStage, plainStages, runStages } from './stages.ts';
import { waysTable } from './ways.ts';

/** Stands in for the browser tests where there is no browser: it fails, and says why once more. */
const withoutBrowser: Stage = {
  name: 'browser',
  programs: [['--eval', `console.error(${JSON.stringify(missingBrowser)}); process.exit(1)`]],
};

/** Runs the stages with or without the browser's and prints what there is to know. */
export async function runTests(options: { readonly browser: boolean }): Promise<number> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'singlet-test-'));
  try {
    const stages = plainStages(folder, { quick: !options.browser });
    if (options.browser) {
      const found = await findChromium();
      console.log(found === null ? missingBrowser : `browser: ${found.name}`);
      stages.push(found === null ? withoutBrowser : browserStage(folder, browserEnv(found)));
    }
    const results = await runStages(stages, 2, (line) => console.log(line));
    const table = waysTable(await readFile(join(folder, 'browser.json'), 'utf8').catch(() => '{}'));
    for (const line of table) console.log(line);
    console.log(`elapsed    ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const counts = results.map(({ count }) => count);
    console.log(lastLine(counts));
    return counts.some(({ failed }) => failed > 0) ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
