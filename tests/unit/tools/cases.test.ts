import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { caseTable, taggedTests } from '../../tools/cases.ts';

const tag = (number: number) => `[S${number}]`;

test('finds tags in titles of every quoting, several in one', () => {
  const source = [
    `test('${tag(1)} one', f);`,
    `it("${tag(2)}${tag(3)} two", f);`,
    `test.each([])(\`${tag(4)} three\`, f);`,
    'test("none", f);',
  ].join('\n');
  expect(taggedTests('a.test.ts', source).map(({ numbers }) => numbers)).toEqual([[1], [2, 3], [4]]);
});

test('the table marks covered cases, names the tests and counts', () => {
  const { lines, faults } = caseTable(['first', 'second'], taggedTests('a.test.ts', `test('${tag(2)} works', f)`));
  expect(lines).toEqual(['  1   first', '  2 x second', `       a.test.ts: ${tag(2)} works`, '1 of 2 cases are covered']);
  expect(faults).toEqual([]);
});

test.each([0, 91, 1700])('a tag for case %i is a fault', (number) => {
  const titles = Array.from({ length: 90 }, () => 'a case');
  expect(caseTable(titles, taggedTests('a.test.ts', `test('${tag(number)} odd', f)`)).faults).toHaveLength(1);
});

test('there are ninety cases, each with a title of its own', () => {
  const titles = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../tools/cases.json'), 'utf8')) as string[];
  expect(new Set(titles).size).toBe(90);
  expect(titles).toHaveLength(90);
});
