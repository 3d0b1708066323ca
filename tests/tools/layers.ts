/**
 * Checks the import rules of `layers.cjs` over a source tree: `npm run layers`.
 * A folder -> the faults, one line each. Reading no module, or not every file, is a fault too,
 * because a checker that reads nothing agrees with everything.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICruiseOptions, ICruiseResult, IFlattenedRuleSet } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import { isMain, root } from './program.ts';

interface Layers extends IFlattenedRuleSet {
  readonly options: ICruiseOptions;
}

export interface LayerReport {
  readonly modules: number;
  readonly faults: readonly string[];
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(join(folder, 'src'))) return [];
  return readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
}

/** Checks `src` under the given folder. */
export async function checkLayers(folder: string): Promise<LayerReport> {
  const files = sourceFiles(folder);
  if (files.length === 0) return { modules: 0, faults: ['no module was read: src holds no TypeScript file'] };
  const { forbidden, options } = createRequire(import.meta.url)('./layers.cjs') as Layers;
  const ruleSet = { forbidden } as IFlattenedRuleSet;
  const { output } = await cruise(['src'], { ...options, baseDir: folder, validate: true, ruleSet });
  const { modules, summary } = output as ICruiseResult;
  const read = new Set(modules.map((module) => module.source));
  const unread = files.filter((file) => !read.has(file)).map((file) => `${file} was not read by the checker`);
  const broken = summary.violations.map((violation) => `${violation.from} -> ${violation.to}: ${violation.rule.name}`);
  return { modules: files.length - unread.length, faults: [...new Set([...unread, ...broken])] };
}

if (isMain(import.meta.filename)) {
  const report = await checkLayers(root);
  for (const fault of report.faults) console.error(fault);
  console.log(`${report.modules} modules, ${report.faults.length} faults`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
