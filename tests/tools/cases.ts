/**
 * `npm run cases`: the table of the 90 cases with the tests that cover each, by tags like `[S17]` in the titles of tests.
 * Titles of tests -> table and faults. A tag that names no case is a fault.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './program.ts';

export interface TaggedTest {
  readonly file: string;
  readonly title: string;
  readonly numbers: readonly number[];
}

/** Every quoted text of a test file that holds a tag. */
export function taggedTests(file: string, source: string): TaggedTest[] {
  return [...source.matchAll(/(['"`])((?:(?!\1)[^\n\\]|\\.)*)\1/g)].flatMap(([, , title = '']) => {
    const numbers = [...title.matchAll(/\[S(\d+)\]/g)].map(([, number]) => Number(number));
    return numbers.length === 0 ? [] : [{ file, title, numbers }];
  });
}

/** The table, one line a case, and what is wrong. */
export function caseTable(
  titles: readonly string[],
  tests: readonly TaggedTest[],
): { readonly lines: string[]; readonly faults: string[] } {
  const of = (number: number) => tests.filter((test) => test.numbers.includes(number));
  const lines = titles.flatMap((title, at) => {
    const covering = of(at + 1);
    const places = covering.map((test) => `       ${test.file}: ${test.title}`);
    return [`${String(at + 1).padStart(3)} ${covering.length > 0 ? 'x' : ' '} ${title}`, ...places];
  });
  const covered = titles.filter((_, at) => of(at + 1).length > 0).length;
  const faults = tests.flatMap(({ file, title, numbers }) =>
    numbers
      .filter((number) => number < 1 || number > titles.length)
      .map((number) => `${file}: "${title}" names case ${number}, which is none`),
  );
  return { lines: [...lines, `${covered} of ${titles.length} cases are covered`], faults };
}

function testFiles(): string[] {
  const own = /^(tools|unit\/tools|fixtures)\//;
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name) && !own.test(name))
    .sort();
}

if (isMain(import.meta.filename)) {
  const titles = JSON.parse(readFileSync(join(import.meta.dirname, 'cases.json'), 'utf8')) as string[];
  const tests = testFiles().flatMap((name) => taggedTests(`tests/${name}`, readFileSync(join(root, 'tests', name), 'utf8')));
  const { lines, faults } = caseTable(titles, tests);
  console.log(lines.join('\n'));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
