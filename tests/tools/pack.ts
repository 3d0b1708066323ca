/**
 * The package as someone else gets it: packed, installed into a copy of `tests/fixtures/consumer`, type-checked there.
 * Reads the build folder of SINGLET_OUT. Side effects: a temporary folder; no network.
 */
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandOf, npmCommand, root, runNode } from './program.ts';

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--offline'];

async function must(args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runNode(args, { cwd });
  if (code !== 0) throw new Error(`${args.join(' ')}\n${output}`);
}

/** Packs what a release would hold and gives the tarball's place. */
async function pack(out: string, folder: string): Promise<string> {
  const source = join(folder, 'source');
  await mkdir(source);
  for (const name of ['package.json', 'README.md', 'LICENSE']) await cp(join(root, name), join(source, name));
  await cp(out, join(source, 'dist'), { recursive: true });
  await must([npmCommand(), 'pack', ...quiet, '--pack-destination', folder], source);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  return join(folder, tarball);
}

/** Each way that TypeScript looks up a package has to find the types. */
const resolutions = [
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
];

async function main(): Promise<void> {
  const out = resolve(root, process.env.SINGLET_OUT ?? 'dist');
  const folder = await mkdtemp(join(tmpdir(), 'singlet-pack-'));
  try {
    const tarball = await pack(out, folder);
    const consumer = join(folder, 'consumer');
    await cp(join(root, 'tests/fixtures/consumer'), consumer, { recursive: true });
    await must([npmCommand(), 'install', ...quiet, '--no-save', '--no-package-lock', tarball], consumer);
    for (const resolution of resolutions)
      await must([commandOf('typescript', 'tsc'), '-p', consumer, '--skipDefaultLibCheck', ...resolution], consumer);
    const files = await readdir(join(consumer, 'node_modules/singlet'), { recursive: true, withFileTypes: true });
    console.log(`packed, installed and type-checked: ${files.filter((file) => file.isFile()).length} files`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
