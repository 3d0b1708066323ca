/**
 * `npm run codes`: the README's table of error codes, made from the source. Checks it as it is (no argument), or writes it (`--write`).
 * Codes and hints -> a table between two marks of a text. Side effect of `--write`: README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actPhases } from '../../src/core/base/act-phases.ts';
import { learnCodes, SingletError } from '../../src/core/base/errors.ts';
import { hints } from '../../src/core/base/hints.ts';
import { actHints } from '../../src/core/session/act-hints.ts';
import { errorCodes } from '../fixtures/error-codes.ts';
import { isMain, root } from './program.ts';

learnCodes(actPhases);

const marks = ['<!-- codes: made by npm run codes, not by hand -->', '<!-- /codes -->'] as const;

const whatToDo: Readonly<Record<string, string>> = { ...hints, ...actHints };

/** One line a code, in the order of the source: phase by phase. */
export function codeTable(): string {
  const lines = errorCodes.map((code) => {
    const { phase, retryable } = new SingletError(code);
    return `| \`${code}\` | ${phase} | ${retryable ? 'yes' : 'no'} | ${whatToDo[code] ?? ''} |`;
  });
  return ['| code | phase | may be retried | what to do |', '|---|---|---|---|', ...lines].join('\n');
}

/** The text with the table of today between its marks. Throws where a mark is missing or stands twice. */
export function withCodes(text: string): string {
  const [before, rest, ...more] = text.split(marks[0]);
  const [, after, ...evenMore] = (rest ?? '').split(marks[1]);
  if (before === undefined || after === undefined || more.length + evenMore.length > 0)
    throw new Error(`the text needs ${marks.join(' and ')} once`);
  return `${before}${marks[0]}\n\n${codeTable()}\n\n${marks[1]}${after}`;
}

if (isMain(import.meta.filename)) {
  const file = join(root, 'README.md');
  const now = readFileSync(file, 'utf8');
  const wanted = withCodes(now);
  if (process.argv.includes('--write')) writeFileSync(file, wanted);
  else if (wanted !== now) {
    console.error('The table of codes in README.md is not that of the source. Write it: npm run codes -- --write');
    process.exitCode = 1;
  }
}
