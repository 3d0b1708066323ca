/**
 * What the built files weigh, and which words must not be in them: `npm run sizes`.
 * A build folder -> the bytes of each part after gzip -9, and the faults. Reads only; runs nothing of the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { isMain, root } from './program.ts';

export interface Part {
  readonly name: string;
  /** Most bytes that it may have. */
  readonly budget: number;
  /** The file that a page or another script asks for first. */
  readonly entry: string;
  /** Count scripts only, not the page and its styles. */
  readonly scriptsOnly: boolean;
  /** It is the sandbox, so its words belong there. */
  readonly sandbox?: true;
  /** It loads when it is asked for: `entry` begins the name of a hashed chunk, and what every page has by then counts elsewhere. */
  readonly late?: true;
}

export const parts: readonly Part[] = [
  { name: 'singlet.js', budget: 10_000, entry: 'singlet.js', scriptsOnly: true },
  { name: 'callback/', budget: 5_000, entry: 'callback/index.html', scriptsOnly: false },
  { name: 'first screen', budget: 45_000, entry: 'index.html', scriptsOnly: true },
  { name: 'sandbox worker', budget: 60_000, entry: 'sandbox-worker.js', scriptsOnly: true, sandbox: true },
  { name: 'inspector', budget: 20_000, entry: 'assets/inspector-body-', scriptsOnly: true, late: true },
];

/** What every page loads as soon as it has nothing else to do: the words of failures. */
const idle = 'assets/failure-told-';

/** Exports that `singlet.js` must have. */
const wantedExports = ['createSinglet', 'isSingletError', 'SingletError'];

/** Words of the sandbox and of the tests. Each must stand in their source, or it would guard nothing. */
export const foreignWords = [
  'hono',
  'Maya Okafor',
  'mayaokafor',
  'Wayfare',
  'Rhys Penhallow',
  'vitest',
  'playwright',
  'fake-indexeddb',
  'oidc-provider',
];

export interface Measured {
  readonly part: Part;
  readonly files: readonly string[];
  readonly bytes: number;
}

interface Syntax {
  readonly type: string;
  readonly source?: { readonly value: string } | null;
  readonly declaration?: {
    readonly id?: { readonly name: string } | null;
    readonly declarations?: readonly { readonly id: { readonly name: string } }[];
  } | null;
  readonly specifiers?: readonly { readonly exported: { readonly name?: string; readonly value?: string } }[];
}

function syntaxOf(code: string): readonly Syntax[] {
  return parseAst(code).body as unknown as readonly Syntax[];
}

/** Files that a module loads before it runs; what it loads lazily is not among them. */
export function staticImports(code: string): string[] {
  return syntaxOf(code)
    .filter((node) => node.type !== 'ImportExpression')
    .flatMap((node) => (node.source ? [node.source.value] : []));
}

/** Names that a module exports. */
export function exportsOf(code: string): string[] {
  return syntaxOf(code)
    .filter((node) => node.type === 'ExportNamedDeclaration')
    .flatMap((node) => [
      ...(node.specifiers ?? []).map(({ exported }) => exported.name ?? exported.value ?? ''),
      ...(node.declaration?.id ? [node.declaration.id.name] : []),
      ...(node.declaration?.declarations ?? []).map(({ id }) => id.name),
    ]);
}

/** Addresses that a page loads: scripts, module preloads and style sheets. */
export function pageLoads(html: string): string[] {
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}\\s*=\\s*["']?([^"'\\s>]+)`, 'i').exec(tag)?.[1];
  const scripts = [...html.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => attribute(tag, 'src'));
  const links = [...html.matchAll(/<link\b[^>]*>/gi)]
    .filter(([tag]) => /^(modulepreload|preload|stylesheet)$/i.test(attribute(tag, 'rel') ?? ''))
    .map(([tag]) => attribute(tag, 'href'));
  return [...scripts, ...links].filter((address) => address !== undefined);
}

/** Every file that loading the entry brings with it, the entry first. */
export function loadedBy(out: string, entry: string): string[] {
  const found = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = readFileSync(join(out, file), 'utf8');
    const next = file.endsWith('.html') ? pageLoads(text) : file.endsWith('.js') ? staticImports(text) : [];
    const folder = posix.dirname(file);
    waiting.push(...next.map((address) => posix.normalize(posix.join(folder, address.replace(/[?#].*$/, '')))));
  }
  return [...found];
}

/** Scripts that stand in a page itself. */
function inlineScripts(html: string): string {
  return [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/gi)].map(([, code]) => code).join('\n');
}

/** The file of a part; undefined where it was not built. */
function entryOf(out: string, { entry, late }: Pick<Part, 'entry' | 'late'>): string | undefined {
  if (!late) return existsSync(join(out, entry)) ? entry : undefined;
  const assets = existsSync(join(out, 'assets')) ? readdirSync(join(out, 'assets')) : [];
  const found = assets.find((name) => `assets/${name}`.startsWith(entry) && name.endsWith('.js'));
  return found && `assets/${found}`;
}

function measure(out: string, part: Part): Measured {
  const there = ['index.html', entryOf(out, { entry: idle, late: true })].filter((file) => file !== undefined);
  const before = new Set(part.late ? there.flatMap((file) => loadedBy(out, file)) : []);
  const files = loadedBy(out, entryOf(out, part) ?? '').filter(
    (file) => !before.has(file) && (!part.scriptsOnly || /\.(js|html)$/.test(file)),
  );
  const contents = files.map((file) => {
    const text = readFileSync(join(out, file));
    return part.scriptsOnly && file.endsWith('.html') ? Buffer.from(inlineScripts(text.toString('utf8'))) : text;
  });
  const bytes = contents.filter((content) => content.length > 0).reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
  return { part, files, bytes };
}

function wordIn(text: string, word: string): boolean {
  return new RegExp(`(?<![A-Za-z])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z])`, 'i').test(text);
}

/** Words of the list that a text holds. */
export function foundWords(text: string, words: readonly string[] = foreignWords): string[] {
  return words.filter((word) => wordIn(text, word));
}

/** Words that neither the sandbox nor the tests use any more, and that so guard nothing. */
export function staleWords(words: readonly string[] = foreignWords): string[] {
  const own = resolve(import.meta.filename);
  const files = ['src/sandbox', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => resolve(root, folder, name)),
  );
  const text = files
    .filter((file) => /\.tsx?$/.test(file) && file !== own && !file.includes(join('unit', 'tools')))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  return words.filter((word) => !wordIn(text, word));
}

/** Measures a build folder and names what is wrong with it. */
export function checkOutputs(out: string): { readonly measured: readonly Measured[]; readonly faults: readonly string[] } {
  const missing = parts.filter((part) => !entryOf(out, part)).map((part) => `${part.entry} was not built`);
  if (missing.length > 0) return { measured: [], faults: missing };
  const measured = parts.map((part) => measure(out, part));
  const over = measured
    .filter(({ part, bytes }) => bytes > part.budget)
    .map(({ part, bytes }) => `${part.name} is ${bytes - part.budget} bytes over its ${part.budget}`);
  const words = [...new Set(measured.flatMap(({ part, files }) => (part.sandbox ? [] : files)))].flatMap((file) =>
    foundWords(readFileSync(join(out, file), 'utf8')).map((word) => `${file} holds the word "${word}"`),
  );
  const exported = exportsOf(readFileSync(join(out, 'singlet.js'), 'utf8'));
  const absent = wantedExports.filter((name) => !exported.includes(name)).map((name) => `singlet.js does not export ${name}`);
  return { measured, faults: [...over, ...words, ...absent] };
}

if (isMain(import.meta.filename)) {
  const { measured, faults } = checkOutputs(resolve(root, process.env.SINGLET_OUT ?? 'dist'));
  for (const { part, files, bytes } of measured) {
    console.log(
      `${part.name.padEnd(15)}${String(bytes).padStart(7)} of ${part.budget} bytes in ${files.length} file${files.length === 1 ? '' : 's'}`,
    );
  }
  const all = [...faults, ...staleWords().map((word) => `the word "${word}" stands in no sandbox or test code: choose another`)];
  for (const fault of all) console.error(fault);
  process.exitCode = all.length === 0 ? 0 : 1;
}
