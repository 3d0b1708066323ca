import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandOf, type Ended, root, runNode } from '../../tools/program.ts';

const planted = [
  ['an any', 'src/any.ts', 'export const a = (x: any) => x;\n', 'noExplicitAny'],
  ['a default export', 'src/door.ts', 'export default 1;\n', 'noDefaultExport'],
  [
    'a type imported as a value',
    'src/clock.ts',
    "import { Clock } from './other.ts';\nexport const c: Clock = () => 1;\n",
    'useImportType',
  ],
  ['a console call', 'src/talk.ts', "console.log('x');\n", 'noConsole'],
  ['an enum', 'src/kind.ts', 'export enum A {\n  B,\n}\n', 'noEnum'],
  ['an ignored type error', 'src/quiet.ts', '// @ts-ignore\nexport const a = 1;\n', 'noTsIgnore'],
  ['a value never used', 'src/idle.ts', 'export function f(): void {\n  const idle = 1;\n}\n', 'noUnusedVariables'],
  ['a file of 351 lines', 'src/long.ts', 'export {};\n'.repeat(351), 'noExcessiveLinesPerFile'],
  ['a name in camel case', 'src/camelCase.ts', 'export const a = 1;\n', 'useFilenamingConvention'],
  ['a skipped test', 'tests/skip.test.ts', "import { test } from 'vitest';\ntest.skip('later', () => {});\n", 'noSkippedTests'],
  ['a focused test', 'tests/only.test.ts', "import { test } from 'vitest';\ntest.only('mine', () => {});\n", 'noFocusedTests'],
  ['wrong spacing', 'src/space.ts', 'export const a   =  1\n', 'format'],
] as const;

let folder: string;
let ended: Ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'singlet-lint-'));
  for (const [, file, text] of planted) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const flags = [
    '--config-path',
    join(root, 'tests/tools'),
    '--vcs-enabled=false',
    '--error-on-warnings',
    '--max-diagnostics=200',
    '--colors=off',
  ];
  ended = await runNode([commandOf('@biomejs/biome'), 'check', ...flags, '.'], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(planted)('Biome reports %s', (_, file, __, rule) => {
  const headings = ended.output.split('\n').filter((line) => line.replaceAll('\\', '/').startsWith(file));
  expect(headings.join('\n')).toContain(rule);
  expect(ended.code).not.toBe(0);
});

test.each([
  [
    'lost reactivity',
    'export const A = (props: { name: string }) => { const name = props.name; return <p>{name}</p>; };',
    'solid/reactivity',
  ],
  ['innerHTML', 'export const A = () => <p innerHTML="<b>static</b>" />;', 'solid/no-innerhtml'],
])('the Solid lint reports %s', async (_, code, rule) => {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: 'tests/tools/eslint.config.mjs' });
  const [result] = await eslint.lintText(code, { filePath: 'src/app/views/planted.tsx' });
  expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
});
