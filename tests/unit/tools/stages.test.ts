import { expect, test } from 'vitest';
import { countBrowser, countUnit, lastLine } from '../../tools/reports.ts';
import { runStages, type Stage, type StageResult } from '../../tools/stages.ts';

const stage = (name: string, more: Partial<Stage> = {}): Stage => ({ name, programs: [], ...more });
const result = (name: string, failed = 0): StageResult => ({
  name,
  count: { passed: failed === 0 ? 1 : 0, failed },
  seconds: 0.1,
  output: `words of ${name}`,
});
const pause = () => new Promise((done) => setTimeout(done, 5));

test('never more at once than asked for, and the one that is alone runs last', async () => {
  let now = 0;
  const seen: [string, number][] = [];
  const run = async ({ name }: Stage) => {
    now += 1;
    seen.push([name, now]);
    await pause();
    now -= 1;
    return result(name);
  };
  const results = await runStages(
    [stage('browser', { alone: true }), stage('a'), stage('b'), stage('c', { needs: 'a' }), stage('d')],
    2,
    () => {},
    run,
  );
  expect(Math.max(...seen.map(([, count]) => count))).toBe(2);
  expect(seen.at(-1)).toEqual(['browser', 1]);
  expect(results).toHaveLength(5);
});

test('a failure shows its output, fails what needs it and stops nothing else', async () => {
  const lines: string[] = [];
  const run = async ({ name }: Stage) => result(name, name === 'build' ? 1 : 0);
  const results = await runStages(
    [stage('build'), stage('outputs', { needs: 'build' }), stage('lint')],
    2,
    (line) => lines.push(line),
    run,
  );
  expect(Object.fromEntries(results.map(({ name, count }) => [name, count.failed]))).toEqual({ build: 1, outputs: 1, lint: 0 });
  expect(lines.join('\n')).toContain('  | words of build');
  expect(lines.join('\n')).toContain('not run, because the stage "build" failed');
  expect(lines.join('\n')).not.toContain('words of lint');
});

test('a stage that throws is a failure, not the end', async () => {
  const run = ({ name }: Stage) => (name === 'a' ? Promise.reject(new Error('broken')) : Promise.resolve(result(name)));
  const results = await runStages([stage('a'), stage('b')], 1, () => {}, run);
  expect(results.map(({ count }) => count.failed)).toEqual([1, 0]);
});

test('a real program that fails is counted, with what it said', async () => {
  const lines: string[] = [];
  const failing = stage('bad', { programs: [['--eval', "console.error('so it is'); process.exit(3)"]] });
  const [ended] = await runStages([failing], 1, (line) => lines.push(line));
  expect(ended?.count).toEqual({ passed: 0, failed: 1 });
  expect(lines[0]).toMatch(/^bad {8}FAILED .*\n {2}\| so it is$/);
});

test('counts of unit tests: skipped ones failed, and so did a file that does not load', () => {
  expect(countUnit('{"numPassedTests":5,"numTotalTests":5}', 0)).toEqual({ passed: 5, failed: 0 });
  expect(countUnit('{"numPassedTests":4,"numTotalTests":5}', 0)).toEqual({ passed: 4, failed: 1 });
  expect(countUnit('{"numPassedTests":5,"numTotalTests":5}', 1)).toEqual({ passed: 5, failed: 1 });
  expect(countUnit('{"numPassedTests":0,"numTotalTests":0}', 0)).toEqual({ passed: 0, failed: 1 });
});

test('counts of browser tests: flaky and skipped ones failed', () => {
  const report = (expected: number, unexpected: number, flaky: number, skipped: number) =>
    JSON.stringify({ stats: { expected, unexpected, flaky, skipped } });
  expect(countBrowser(report(3, 0, 0, 0), 0)).toEqual({ passed: 3, failed: 0 });
  expect(countBrowser(report(3, 1, 1, 1), 1)).toEqual({ passed: 3, failed: 3 });
  expect(countBrowser(report(0, 0, 0, 0), 0)).toEqual({ passed: 0, failed: 1 });
});

test('the last line adds everything up', () => {
  expect(
    lastLine([
      { passed: 3, failed: 0 },
      { passed: 1, failed: 2 },
    ]),
  ).toBe('4 passed, 2 failed');
});
