/**
 * The stages of `npm test` and `npm run check`: what each runs, what it waits for and how its result is counted.
 * Two run at a time; a stage prints one line when it ends, and its whole output only when it failed.
 * Side effects: child processes, a temporary folder for the build and the reports, lines on the console.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended } from './program.ts';
import { commandOf, ownProgram, runNode } from './program.ts';
import type { Count } from './reports.ts';
import { countBrowser, countUnit } from './reports.ts';

export interface Stage {
  readonly name: string;
  /** Stage that must have passed before. */
  readonly needs?: string;
  /** Runs while no other stage does. */
  readonly alone?: boolean;
  /** Programs for Node, one after the other until one fails. */
  readonly programs: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  /** Counts tests where the stage is made of them; else a stage counts as one. */
  count?(ended: Ended): Promise<Count>;
}

export interface StageResult {
  readonly name: string;
  readonly count: Count;
  readonly seconds: number;
  readonly output: string;
}

const biome = ['check', '--config-path', 'tests/tools', '--error-on-warnings', '.'];
const eslint = ['-c', 'tests/tools/eslint.config.mjs', '--max-warnings', '0', 'src/app'];

/** Every stage that needs no browser. `folder` is temporary: the build and the reports go there. `quick` runs a quarter of the longest tests. */
export function plainStages(folder: string, { quick = false } = {}): Stage[] {
  const out = join(folder, 'dist');
  const report = join(folder, 'unit.json');
  const reporters = ['--reporter=dot', '--silent=passed-only', '--testTimeout=30000', '--reporter=json', `--outputFile.json=${report}`];
  return [
    { name: 'build', programs: [ownProgram('build.ts')], env: { SINGLET_OUT: out } },
    {
      name: 'unit',
      programs: [[commandOf('vitest'), 'run', ...reporters]],
      ...(quick && { env: { SINGLET_QUICK: '1' } }),
      count: async ({ code }) => countUnit(await readFile(report, 'utf8'), code),
    },
    { name: 'types', programs: [[commandOf('typescript', 'tsc'), '-b']] },
    {
      name: 'lint',
      programs: [
        [commandOf('@biomejs/biome'), ...biome],
        [commandOf('eslint'), ...eslint],
      ],
    },
    { name: 'layers', programs: [ownProgram('layers.ts')] },
    { name: 'dead code', programs: [[commandOf('knip')], [commandOf('knip'), '--production']] },
    { name: 'lock file', programs: [ownProgram('lock.ts')] },
    { name: 'cases', programs: [ownProgram('cases.ts')] },
    { name: 'outputs', needs: 'build', programs: [ownProgram('outputs.ts')], env: { SINGLET_OUT: out } },
    { name: 'package', needs: 'build', programs: [ownProgram('pack.ts')], env: { SINGLET_OUT: out } },
  ];
}

/** The browser tests, on what the stage `build` made. */
export function browserStage(folder: string, env: Readonly<Record<string, string>>): Stage {
  const report = join(folder, 'browser.json');
  return {
    name: 'browser',
    needs: 'build',
    alone: true,
    programs: [[commandOf('@playwright/test', 'playwright'), 'test', '--reporter=list,json']],
    env: { ...env, SINGLET_OUT: join(folder, 'dist'), SINGLET_RUN: String(process.pid), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    count: async ({ code }) => countBrowser(await readFile(report, 'utf8'), code),
  };
}

async function countOf(stage: Stage, ended: Ended): Promise<Count> {
  if (stage.count === undefined) return ended.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  // Without a report the program died before its first test.
  return stage.count(ended).catch(() => ({ passed: 0, failed: 1 }));
}

async function runStage(stage: Stage): Promise<StageResult> {
  const started = performance.now();
  let ended: Ended = { code: 0, output: '' };
  for (const program of stage.programs) {
    const next = await runNode(program, stage.env === undefined ? {} : { env: stage.env });
    ended = { code: next.code, output: ended.output + next.output };
    if (next.code !== 0) break;
  }
  return { name: stage.name, count: await countOf(stage, ended), seconds: (performance.now() - started) / 1000, output: ended.output };
}

/** One line for a stage that ended; below it the output when it failed. */
export function describeResult({ name, count, seconds, output }: StageResult): string {
  const tests = count.passed + count.failed > 1 ? `${count.passed} passed, ${count.failed} failed` : '';
  const line = `${name.padEnd(10)} ${count.failed === 0 ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${tests}`.trimEnd();
  return count.failed === 0 ? line : `${line}\n${output.trimEnd().replace(/^/gm, '  | ')}`;
}

type Run = (stage: Stage) => Promise<StageResult>;

/** Runs all stages, as many at once as `width` says. A stage whose need failed fails with it; the others go on. */
export async function runStages(
  stages: readonly Stage[],
  width: number,
  tell: (line: string) => void,
  run: Run = runStage,
): Promise<StageResult[]> {
  const waiting = [...stages];
  const results: StageResult[] = [];
  const running = new Set<Promise<void>>();
  const ended = (name: string) => results.find((result) => result.name === name);
  const settle = (result: StageResult) => {
    results.push(result);
    tell(describeResult(result));
  };
  const begin = (stage: Stage) => {
    if (stage.needs !== undefined && ended(stage.needs)?.count.failed !== 0) {
      settle({
        name: stage.name,
        count: { passed: 0, failed: 1 },
        seconds: 0,
        output: `not run, because the stage "${stage.needs}" failed`,
      });
      return;
    }
    const crash = (error: unknown) => ({ name: stage.name, count: { passed: 0, failed: 1 }, seconds: 0, output: String(error) });
    const ending = run(stage)
      .catch(crash)
      .then(settle)
      .finally(() => running.delete(ending));
    running.add(ending);
  };
  while (waiting.length > 0 || running.size > 0) {
    const ready = waiting.findIndex((stage) => {
      if (stage.needs !== undefined && ended(stage.needs) === undefined) return false;
      return stage.alone === true ? running.size === 0 && waiting.length === 1 : true;
    });
    const [stage] = ready >= 0 && running.size < width ? waiting.splice(ready, 1) : [];
    if (stage !== undefined) begin(stage);
    else if (running.size > 0) await Promise.race(running);
    else throw new Error(`nothing can start: ${waiting.map(({ name }) => name).join(', ')}`);
  }
  return results;
}
