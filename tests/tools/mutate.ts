/**
 * `npm run mutate [-- PART OF A MODULE'S PATH]`: writes every small fault into the modules that decide where a token goes, one at a
 * time, and looks whether a unit test notices. Prints what survives. Not part of `npm test`: it takes many minutes.
 * Side effects: child processes (mutate/run-mutants.ts), lines on the console. No file is changed.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Mutant, mutantsOf } from './mutate/mutants.ts';
import type { Job, Verdict } from './mutate/run-mutants.ts';
import { type Survivor, survivors } from './mutate/survivors.ts';
import { isMain, ownProgram, root } from './program.ts';

/** A mutant may run for ever; the process it runs in is then ended and another goes on behind it. Until the first run has ended: */
const patienceMs = 180_000;
/** From then on so many times as long as that run took, which tells how busy the machine is. */
const patience = (usualMs: number) => Math.max(10_000, 6 * usualMs);

const intercept = ['attach', 'match', 'answers', 'intercept', 'forms', 'oracle'];
const inFolder = (folder: string, names: readonly string[]) => names.map((name) => `tests/unit/${folder}/${name}.test.ts`);

/** Each module with the tests that are about it, quick ones first. */
export const modules: Readonly<Record<string, readonly string[]>> = {
  'src/core/intercept/match.ts': inFolder('intercept', ['match', 'oracle']),
  'src/core/intercept/attach.ts': inFolder('intercept', intercept),
  'src/core/intercept/intercept.ts': inFolder('intercept', intercept),
  'src/core/intercept/request-parts.ts': inFolder('intercept', ['answers', 'intercept', 'forms']),
  'src/core/flow/check-response.ts': inFolder('flow', ['check-response']),
  'src/core/session/return-to.ts': inFolder('session', ['return-to', 'return-to-edges']),
};

/** Runs a job in a process of its own. Gives what came of it, as far as it got. */
function runJob(job: Job, tell: (verdict: Verdict) => void): Promise<{ code: number | null; quiet: boolean; errors: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [...ownProgram('mutate/run-mutants.ts'), JSON.stringify(job)], { cwd: root, stdio: 'pipe' });
    let quiet = false;
    let errors = '';
    const end = () => {
      quiet = true;
      child.kill('SIGKILL');
    };
    let waitMs = patienceMs;
    let timer = setTimeout(end, waitMs);
    child.stderr.on('data', (chunk: Buffer) => {
      errors += String(chunk);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!/^\{"(index|usualMs)"/.test(line)) return;
      const told = JSON.parse(line) as Verdict | { readonly usualMs: number };
      if ('usualMs' in told) waitMs = patience(told.usualMs);
      else tell(told);
      clearTimeout(timer);
      timer = setTimeout(end, waitMs);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, quiet, errors });
    });
  });
}

/** All mutants of a share, however often the process has to be started anew. */
async function tryAll(module: string, tests: readonly string[], indexes: readonly number[], tell: (verdict: Verdict) => void) {
  let rest = indexes;
  while (rest.length > 0) {
    const { code, quiet, errors } = await runJob({ module, tests, indexes: rest }, (verdict) => {
      rest = rest.filter((index) => index !== verdict.index);
      tell(verdict);
    });
    if (code === 0 && rest.length > 0) throw new Error(`${module}: ${rest.length} mutants were not tried`);
    if (code === 0) return;
    if (!quiet) throw new Error(`${module} ended with ${code}\n${errors}`);
    tell({ index: rest[0] ?? 0, killedBy: 'it never ends' });
    rest = rest.slice(1);
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

export interface Result {
  readonly total: number;
  readonly killed: number;
  /** Survivors without a reason. */
  readonly unexplained: readonly Mutant[];
  /** Reasons for mutants that are killed, or are no more. */
  readonly stale: readonly Survivor[];
}

/** Holds what survived against what is known to. Pure. */
export function judge(module: string, alive: readonly Mutant[], total: number, known: readonly Survivor[]): Result {
  const own = known.filter((one) => one.module === module);
  const explains = (mutant: Mutant) => (one: Survivor) => one.before === oneLine(mutant.before) && one.after === oneLine(mutant.after);
  return {
    total,
    killed: total - alive.length,
    unexplained: alive.filter((mutant) => !own.some(explains(mutant))),
    stale: own.filter((one) => !alive.some((mutant) => explains(mutant)(one))),
  };
}

async function mutate(module: string, tests: readonly string[]): Promise<Result> {
  const mutants = mutantsOf(readFileSync(join(root, module), 'utf8'));
  const alive: Mutant[] = [];
  const verdicts = new Map<number, Verdict>();
  const tell = (verdict: Verdict) => void verdicts.set(verdict.index, verdict);
  const shares = Math.min(2, availableParallelism());
  const all = mutants.map((_, index) => index);
  const share = (which: number) => all.filter((index) => index % shares === which);
  await Promise.all(Array.from({ length: shares }, (_, which) => tryAll(module, tests, share(which), tell)));
  mutants.forEach((mutant, index) => {
    if (verdicts.get(index)?.killedBy === null) alive.push(mutant);
  });
  return judge(module, alive, mutants.length, survivors);
}

function print(module: string, { total, killed, unexplained, stale }: Result): void {
  const explained = total - killed - unexplained.length;
  console.log(`${module}: ${killed} of ${total} killed, ${explained} survive with a reason, ${unexplained.length} without`);
  for (const { line, before, after } of unexplained)
    console.log(`  ${module}:${line}\n    - ${oneLine(before)}\n    + ${oneLine(after) || '(left out)'}`);
  for (const { before, after } of stale) console.log(`  no longer true: ${before} -> ${after || '(left out)'}`);
}

if (isMain(import.meta.filename)) {
  const [wanted = ''] = process.argv.slice(2);
  for (const [module, tests] of Object.entries(modules).filter(([path]) => path.includes(wanted))) {
    const result = await mutate(module, tests);
    print(module, result);
    if (result.unexplained.length + result.stale.length > 0) process.exitCode = 1;
  }
}
