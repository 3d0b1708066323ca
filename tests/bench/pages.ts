/**
 * The folder that the bench serves: the built files, and beside them in bench/ the pages that measure.
 * Side effects: builds into a temporary folder, which `remove` takes away.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { ownProgram, root, runNode } from '../tools/program.ts';

const source = join(import.meta.dirname, 'page');

/** In front of everything, singlet.js included: a `fetch` that the rig can turn into one that answers at once. */
const stub = `
  globalThis.stubbed = false;
  const bare = fetch.bind(globalThis);
  globalThis.fetch = (input, init) => (stubbed ? Promise.resolve(new Response(null)) : bare(input, init));`;

const rigPage = `<!doctype html>
<meta charset="utf-8">
<title>The bench</title>
<script>${stub}</script>
<script type="module" src="/bench/rig.js"></script>
`;

/** Built anew, or taken from where SINGLET_OUT says. */
async function builtFiles(folder: string): Promise<void> {
  const { SINGLET_OUT: given } = process.env;
  if (given) return cp(resolve(root, given), folder, { recursive: true });
  const { code, output } = await runNode(ownProgram('build.ts'), { env: { SINGLET_OUT: folder } });
  if (code !== 0) throw new Error(output);
}

async function benchScripts(folder: string): Promise<void> {
  await build({
    root: source,
    configFile: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { rig: join(source, 'rig.ts'), parallel: join(source, 'parallel.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}

export interface Pages {
  readonly folder: string;
  remove(): Promise<void>;
}

export async function makePages(): Promise<Pages> {
  const folder = await mkdtemp(join(tmpdir(), 'singlet-bench-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await builtFiles(folder);
    const bench = join(folder, 'bench');
    await benchScripts(bench);
    await mkdir(join(bench, 'worker'));
    await writeFile(join(bench, 'index.html'), rigPage);
    await writeFile(join(bench, 'worker/index.html'), rigPage);
    await cp(join(source, 'worker.js'), join(bench, 'worker/worker.js'));
    await writeFile(join(bench, 'parallel.html'), await readFile(join(source, 'parallel.html')));
    await cp(join(source, 'two-documents'), join(bench, 'two-documents'), { recursive: true });
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
