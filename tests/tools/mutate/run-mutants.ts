/**
 * The process that tries mutants: one Vitest that stays, told before each run which text a module has now.
 * Arguments: a job as JSON -> lines of JSON on standard output: how long a run takes without a mutant, then one for each mutant.
 * Ends early only where a mutant never ends; mutate.ts watches for that.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest, type TestRunResult } from 'vitest/node';
import { isMain, root } from '../program.ts';
import { mutantsOf, mutated } from './mutants.ts';

export interface Job {
  readonly module: string;
  /** Quick ones first: the first failure ends a run. */
  readonly tests: readonly string[];
  readonly indexes: readonly number[];
}

export interface Verdict {
  readonly index: number;
  /** Title of a test that fails; null where all pass. */
  readonly killedBy: string | null;
}

const failureOf = ({ testModules, unhandledErrors }: TestRunResult): string | null => {
  for (const module of testModules) {
    for (const test of module.children.allTests('failed')) return test.fullName;
    if (!module.ok()) return `${module.relativeModuleId} does not load`;
  }
  return unhandledErrors.length > 0 ? 'an unhandled error' : null;
};

async function main({ module, tests, indexes }: Job): Promise<void> {
  const file = join(root, module);
  const source = readFileSync(file, 'utf8');
  const mutants = mutantsOf(source);
  let text = source;
  const swap = { name: 'singlet:mutant', enforce: 'pre' as const, load: (id: string) => (id === file ? text : undefined) };
  const options = {
    root,
    watch: false,
    bail: 1,
    reporters: [{}],
    // What a file loaded must not stay: the module is another each time.
    isolate: true,
    pool: 'threads' as const,
    maxWorkers: 1,
    silent: true,
    // A fair machine needs a second; one that is busy with other things needs many.
    testTimeout: 60_000,
  };
  const vitest = await createVitest('test', options, { plugins: [swap] });
  await vitest.standalone();
  const run = async (): Promise<string | null> => {
    vitest.invalidateFile(file);
    // A file a time, so that a failure in a quick one spares the slow ones.
    for (const test of tests) {
      // A failure of an earlier run would count for this one, and end it before it begins.
      vitest.state.filesMap.clear();
      vitest.state.idMap.clear();
      const failure = failureOf(await vitest.runTestSpecifications(await vitest.globTestSpecifications([test])));
      if (failure !== null) return failure;
    }
    return null;
  };
  const began = performance.now();
  const unchanged = await run();
  if (unchanged !== null) throw new Error(`${module} fails without any change: ${unchanged}`);
  process.stdout.write(`${JSON.stringify({ usualMs: performance.now() - began })}\n`);
  for (const index of indexes) {
    const mutant = mutants[index];
    if (!mutant) continue;
    text = mutated(source, mutant);
    process.stdout.write(`${JSON.stringify({ index, killedBy: await run() } satisfies Verdict)}\n`);
  }
  await vitest.close();
  // Vitest takes failing tests for failure; here they are what is looked for.
  process.exitCode = 0;
}

if (isMain(import.meta.filename)) await main(JSON.parse(process.argv[2] ?? '{}') as Job);
