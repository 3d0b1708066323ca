import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkLayers } from '../../tools/layers.ts';

const folders: string[] = [];

/** A source tree made of the given files, with a stand-in for each runtime package. */
function tree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'singlet-layers-'));
  folders.push(folder);
  const packages = ['valibot', 'oidc-client-ts', 'idb-keyval', 'solid-js', 'hono', 'left-pad'].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, 'export const value = 1;'],
  ]);
  for (const [name, text] of [...packages, ...Object.entries(files)] as [string, string][]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const value = 'export const value = 1;\nexport type Shape = number;\n';
const use = (from: string) => `import { value } from '${from}';\nexport const twice = value * 2;\n`;
const useType = (from: string) => `import type { Shape } from '${from}';\nexport const shape: Shape = 1;\n`;

/** Files that keep every rule. */
const sound = {
  'src/core/base/errors.ts': value,
  'src/core/provider/provider.ts': `${use('../base/errors.ts')}import * as v from 'valibot';\nexport const w = v;\nexport type Shape = number;\n`,
  'src/core/flow/code.ts': `${use('../provider/provider.ts').replaceAll('value', 'twice').replace('twice = twice', 'double = twice')}export type Shape = number;\n`,
  'src/core/vault/store.ts': useType('../flow/code.ts'),
  'src/core/session/door.ts': value,
  'src/core/index.ts': "export { value } from './session/door.ts';\nexport type { Shape } from './session/door.ts';\n",
  'src/pages/callback.ts': use('../core/base/errors.ts'),
  'src/app/text/words.ts': useType('../../core/index.ts'),
  'src/app/state/session.ts': use('../../core/index.ts'),
  'src/app/ui/button.tsx': use('solid-js'),
  'src/app/views/console/console-view.tsx': use('../../ui/button.tsx')
    .replaceAll('value', 'twice')
    .replace('twice = twice', 'double = twice'),
};

test('a tree that keeps the rules has no fault, and every file was read', async () => {
  expect(await checkLayers(tree(sound))).toEqual({ modules: Object.keys(sound).length, faults: [] });
});

test('reading no module is a fault', async () => {
  const { faults } = await checkLayers(tree({ 'README.md': 'nothing here' }));
  expect(faults).toEqual(['no module was read: src holds no TypeScript file']);
});

test.each([
  ['base imports provider', 'src/core/base/low.ts', use('../provider/provider.ts'), 'core/base imports only what lies below it'],
  ['base imports a package', 'src/core/base/low.ts', use('valibot'), 'core/base imports only its own packages'],
  [
    'vault takes a value of flow',
    'src/core/vault/late.ts',
    use('../flow/code.ts'),
    'core/vault takes only types from core/flow, core/provider',
  ],
  ['vault imports session', 'src/core/vault/late.ts', use('../session/door.ts'), 'core/vault imports only what lies below it'],
  ['idb-keyval outside the vault', 'src/core/session/keep.ts', use('idb-keyval'), 'core/session imports only its own packages'],
  ['oidc-client-ts outside flow', 'src/core/provider/oidc.ts', use('oidc-client-ts'), 'core/provider imports only its own packages'],
  ['solid-js in the core', 'src/core/session/view.ts', use('solid-js'), 'core/session imports only its own packages'],
  ['an unknown package', 'src/app/ui/pad.ts', use('left-pad'), 'app/ui imports only its own packages'],
  ['the app past the door', 'src/app/state/deep.ts', use('../../core/session/door.ts'), 'app/state imports only what lies below it'],
  ['ui knows the core', 'src/app/ui/wise.ts', use('../../core/index.ts'), 'app/ui imports only what lies below it'],
  [
    'a view takes a value of the core',
    'src/app/views/console/deep.ts',
    use('../../../core/index.ts'),
    'app/views takes only types from core/index.ts',
  ],
  ['a view imports another view', 'src/app/views/vault/v.ts', use('../console/console-view.tsx'), 'a view never imports another view'],
  ['the callback page takes the app', 'src/pages/late.ts', use('../app/state/session.ts'), 'pages imports only what lies below it'],
  ['the sandbox takes the core', 'src/sandbox/app.ts', use('../core/base/errors.ts'), 'sandbox imports only what lies below it'],
  ['source takes test code', 'src/app/state/test.ts', use('../../../tests/fixture.ts'), 'app/state imports only what lies below it'],
  [
    'a Node module in the browser',
    'src/core/base/file.ts',
    "import { join } from 'node:path';\nexport const j = join;\n",
    'src runs in browsers, not on Node',
  ],
  ['an import that is not there', 'src/core/base/lost.ts', use('./gone.ts'), 'every import is found'],
  ['a folder that the table lacks', 'src/extra/thing.ts', use('../core/base/errors.ts'), 'every folder stands in the table'],
  ['a file named for nothing', 'src/core/session/keep.ts', use('./utils.ts'), 'files are named for what they hold'],
])('%s: reported', async (_, file, text, rule) => {
  const folder = tree({ ...sound, 'tests/fixture.ts': value, 'src/core/session/utils.ts': value, [file]: text });
  const { faults } = await checkLayers(folder);
  expect(faults.filter((fault) => fault.startsWith(`${file} -> `)).map((fault) => fault.split(': ').at(-1))).toContain(rule);
});

test('a cycle of values is reported, one of types is not', async () => {
  const cycle = {
    'src/core/base/a.ts': `${use('./b.ts')}`.replaceAll('value', 'b'),
    'src/core/base/b.ts': "import { twice } from './a.ts';\nexport const b = () => twice;\n",
  };
  expect((await checkLayers(tree({ ...sound, ...cycle }))).faults).toContain(
    'src/core/base/a.ts -> src/core/base/b.ts: no cycles of values',
  );
  const types = {
    'src/core/base/a.ts': "import type { B } from './b.ts';\nexport type A = B;\n",
    'src/core/base/b.ts': "import type { A } from './a.ts';\nexport type B = A[];\n",
  };
  expect((await checkLayers(tree({ ...sound, ...types }))).faults).toEqual([]);
});
