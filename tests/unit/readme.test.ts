import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/core/provider/config.ts';
import { errorCodes } from '../fixtures/error-codes.ts';
import { withCodes } from '../tools/codes.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = await readFile(resolve(root, 'README.md'), 'utf8');
const fences = [...readme.matchAll(/^```(\w+)[^\n]*\n([^]*?)^```/gm)].map(([, language = '', text = '']) => ({ language, text }));
const inLanguage = (...languages: string[]) => fences.filter(({ language }) => languages.includes(language)).map(({ text }) => text);

const code = [...inLanguage('js', 'ts'), "import { createSinglet } from './singlet.js';\n(await createSinglet()).conect('acme');\n"];

/** Compiles texts as modules beside the core's door, in one program; gives what the compiler says of each. */
function compile(texts: readonly string[]): string[][] {
  const files = texts.map((_, index) => resolve(root, `src/core/readme-${index}.ts`));
  const sourceOf = (name: string) => {
    const index = files.indexOf(resolve(name));
    if (index < 0) return undefined;
    const here = texts[index]
      ?.replaceAll(/'(\.\/singlet\.js|singlet)'/g, "'./index.ts'")
      .replace("'./acme-api.ts'", "'../../tests/fixtures/recipes/fernpost-api.ts'");
    return `${here}\nexport {};`;
  };
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  };
  const host = ts.createCompilerHost(options);
  const { readFile: read, fileExists, getSourceFile } = host;
  host.readFile = (name) => sourceOf(name) ?? read(name);
  host.fileExists = (name) => sourceOf(name) !== undefined || fileExists(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = sourceOf(name);
    return text === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram(files, options, host);
  return files.map((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

describe('the README', () => {
  test('has code that compiles against the door, and would notice what does not', { timeout: 60_000 }, () => {
    const said = compile(code);
    expect(code.length).toBeGreaterThan(2);
    expect(said.slice(0, -1)).toEqual(code.slice(0, -1).map(() => []));
    expect(said.at(-1)).not.toEqual([]);
  });

  test.each(inLanguage('json'))('has a config without a mistake: %s', async (text) => {
    const { problems, providers } = await loadConfig(JSON.parse(text), {
      fetch: () => Promise.reject(new Error('no request')),
      callback: 'https://app.example/callback/',
    });
    expect(problems).toEqual([]);
    expect(providers.length).toBeGreaterThan(0);
  });

  test('has every option of a rule in its table, and no other', async () => {
    const entry = await readFile(resolve(root, 'src/core/provider/entry.ts'), 'utf8');
    const [, members = ''] = /interface ApiRuleEntry \{([^]*?)\n\}/.exec(entry) ?? [];
    const options = [...members.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name);
    const [, table = ''] = /\n### Rules\n[^]*?\n\|---[^\n]*\n([^]*?)\n\n/.exec(readme) ?? [];
    expect(options.length).toBeGreaterThan(5);
    expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name).sort()).toEqual(options.sort());
  });

  test('has the lines of each recipe that a browser test runs', async () => {
    const lines: Readonly<Record<string, RegExp>> = {
      axios: /axios\.create\(\{ baseURL.*adapter: 'fetch', env: \{ fetch: singlet\.fetch \} \}\)/,
      ky: /ky\.create\(\{ prefixUrl.*fetch: singlet\.fetch \}\)/,
      'openapi-fetch': /createClient<paths>\(\{ baseUrl.*fetch: singlet\.fetch \}\)/,
      'web-socket': /socket\.send\(JSON\.stringify\(\{ access_token: await singlet\.unsafeAccessToken\(connection/,
    };
    for (const [name, line] of Object.entries(lines)) {
      expect(await readFile(resolve(root, `tests/fixtures/recipes/${name}.ts`), 'utf8'), name).toMatch(line);
      expect(readme, name).toMatch(line);
    }
  });

  test('names only scripts that exist', async () => {
    const { scripts } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([\w-]+)|npm (start|test|ci)\b/g)].map(([, run, plain]) => run ?? plain ?? '');
    for (const name of new Set(named)) expect(name === 'ci' || Object.hasOwn(scripts, name), name).toBe(true);
  });

  test('has the table of error codes of the source, every code with something to do', () => {
    expect(withCodes(readme) === readme, 'run: npm run codes -- --write').toBe(true);
    const rows = [...readme.matchAll(/^\| `(\w+)` \| [a-z-]+ \| (?:yes|no) \| [A-Z].+\. \|$/gm)].map(([, code]) => code);
    expect(rows).toEqual(errorCodes);
  });

  test('would notice a table that is not of the source, and a text without the marks', () => {
    expect(withCodes(readme.replace('| `no_rule` |', '| `no_law` |'))).not.toBe(readme.replace('| `no_rule` |', '| `no_law` |'));
    expect(() => withCodes('no marks here')).toThrow('once');
  });

  test('links only to files that exist', async () => {
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(1);
    for (const target of targets) await expect(readFile(resolve(root, target)), target).resolves.toBeTruthy();
  });

  test('gives each host a recipe of at most six lines', () => {
    for (const text of inLanguage('toml', 'nginx')) expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(6);
  });
});
