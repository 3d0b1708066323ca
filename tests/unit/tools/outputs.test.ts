import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkOutputs, exportsOf, foreignWords, foundWords, loadedBy, staleWords, staticImports } from '../../tools/outputs.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function built(changes: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'singlet-outputs-'));
  folders.push(folder);
  const files = {
    'singlet.js':
      'import{a}from"./assets/a.js";const lazy=()=>import("./assets/lazy.js");export{a as createSinglet,lazy as isSingletError,a as SingletError};',
    'assets/a.js': 'export const a=1;',
    'assets/lazy.js': `export const big="${randomBytes(60_000).toString('base64')}";`,
    'callback/index.html': '<head><script>scrub()</script><script type="module" src="./callback.js"></script></head>',
    'callback/callback.js': 'export{};',
    'index.html':
      '<link rel="modulepreload" href="./assets/a.js"><script src="./theme.js"></script><script type=module src="./main.js"></script><script>first()</script>',
    'theme.js': 'theme()',
    'sandbox-worker.js': '(()=>answer("Wayfare"))()',
    'assets/failure-told-h4sh.js': 'import "./errors.js";',
    'assets/errors.js': `export const errors="${randomBytes(20_000).toString('base64')}";`,
    'assets/inspector-body-h4sh.js': 'import "./a.js";import "./errors.js";import "./words.js";',
    'assets/words.js': 'export const words=1;',
    'main.js': 'import "./assets/a.js";import("./assets/lazy.js");',
    ...changes,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test('counts what is loaded first and nothing that is loaded lazily', () => {
  const { measured, faults } = checkOutputs(built());
  expect(faults).toEqual([]);
  expect(measured.map(({ part, files }) => [part.name, [...files].sort()])).toEqual([
    ['singlet.js', ['assets/a.js', 'singlet.js']],
    ['callback/', ['callback/callback.js', 'callback/index.html']],
    ['first screen', ['assets/a.js', 'index.html', 'main.js', 'theme.js']],
    ['sandbox worker', ['sandbox-worker.js']],
    ['inspector', ['assets/inspector-body-h4sh.js', 'assets/words.js']],
  ]);
});

test.each([
  ['singlet.js', 'assets/a.js', 10_000],
  ['callback/', 'callback/callback.js', 5_000],
  ['first screen', 'theme.js', 45_000],
  ['sandbox worker', 'sandbox-worker.js', 60_000],
  ['inspector', 'assets/words.js', 20_000],
])('%s over its budget is named', (name, file, budget) => {
  const out = built({ [file]: `export const a="${randomBytes(budget).toString('base64')}";` });
  expect(checkOutputs(out).faults.join('\n')).toMatch(new RegExp(`${name} is \\d+ bytes over its ${budget}`));
});

test('an inline script of the first screen counts', () => {
  const out = built({ 'index.html': `<script>const x="${randomBytes(45_000).toString('base64')}"</script>` });
  expect(checkOutputs(out).faults.join('\n')).toMatch(/first screen is \d+ bytes over/);
});

test('a word of the sandbox in a built file is named with the file', () => {
  expect(checkOutputs(built({ 'theme.js': 'greet("Maya Okafor")' })).faults).toEqual(['theme.js holds the word "Maya Okafor"']);
});

test('words are found whole only, in any case', () => {
  expect(foundWords('an honour to a phono fan')).toEqual([]);
  expect(foundWords('import { Hono } from "HONO"')).toEqual(['hono']);
});

test('each foreign word stands in the sandbox or the tests, and one that does not is found', () => {
  expect(staleWords()).toEqual([]);
  expect(staleWords([...foreignWords, `no${'where'}${'123'}`])).toEqual(['nowhere123']);
});

test('a missing export and a missing file are named', () => {
  expect(checkOutputs(built({ 'singlet.js': 'export const createSinglet=1,SingletError=2;' })).faults).toEqual([
    'singlet.js does not export isSingletError',
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'singlet-outputs-'));
  folders.push(folder);
  expect(checkOutputs(folder).faults).toEqual([
    'singlet.js was not built',
    'callback/index.html was not built',
    'index.html was not built',
    'sandbox-worker.js was not built',
    'assets/inspector-body- was not built',
  ]);
});

test('reads imports and exports from syntax, not from text', () => {
  expect(
    staticImports('import a from"./a.js";export*from"./b.js";export{c}from"./c.js";const s=`import "./no.js"`;import("./lazy.js")'),
  ).toEqual(['./a.js', './b.js', './c.js']);
  expect(exportsOf('export const a=1,b=2;export function c(){}export class D{}const e=1;export{e as f}')).toEqual([
    'a',
    'b',
    'c',
    'D',
    'f',
  ]);
});

test('a cycle of chunks ends', () => {
  const out = built({ 'assets/a.js': 'import "./b.js";export const a=1;', 'assets/b.js': 'import "./a.js";' });
  expect(loadedBy(out, 'singlet.js').sort()).toEqual(['assets/a.js', 'assets/b.js', 'singlet.js']);
});
