/**
 * Four builds of one tree, chosen by mode: `app` (index.html), `singlet` (singlet.js), `callback` (callback/), `worker` (sandbox-worker.js).
 * `tests/tools/build.ts` runs them in order and adds the files that are made, not bundled.
 */
import { resolve } from 'node:path';
import type { BuildOptions } from 'vite';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import { policyMeta } from './tests/tools/build/policy.ts';
import { oidcTransport, rewritePlugin, solidTemplates } from './tests/tools/build/rewrite.ts';
import { configShape, icons, oidcTransportModule } from './tests/tools/build/virtual.ts';

const outDir = resolve(import.meta.dirname, process.env.SINGLET_OUT ?? 'dist');

const shared = {
  target: 'es2022',
  outDir,
  emptyOutDir: false,
  copyPublicDir: false,
  assetsInlineLimit: 0,
  modulePreload: false as const,
  reportCompressedSize: false,
};

/** A library build: no preload helper of the app's kind, exports kept, shared modules in the entry itself. */
function entry(name: string, source: string): BuildOptions {
  return {
    ...shared,
    lib: { entry: { [name]: resolve(import.meta.dirname, source) }, formats: ['es'] },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: 'assets/[name]-[hash].js', minify: true },
    },
  };
}

/** A classic script in one piece: not every engine takes modules as service workers. */
function classic(name: string, source: string): BuildOptions {
  return {
    ...shared,
    lib: { entry: { [name]: resolve(import.meta.dirname, source) }, formats: ['iife'], name: 'sandbox' },
    rolldownOptions: { output: { entryFileNames: '[name].js', minify: true } },
  };
}

/** A policy in the page ends its reading ahead, so a script that holds the page up comes after what can be asked for meanwhile. */
function inOrder(html: string): string {
  const [script] = /\n *<script src="[^"]*"><\/script>/.exec(html) ?? [];
  if (!script) throw new Error('index.html has no script for the theme');
  return html.replace(script, '').replace(/\n *<\/head>/, (end) => script + end);
}

function buildFor(mode: string): BuildOptions {
  if (mode === 'singlet') return entry('singlet', 'src/core/index.ts');
  if (mode === 'callback') return entry('callback/callback', 'src/pages/callback.ts');
  if (mode === 'worker') return classic('sandbox-worker', 'src/sandbox/worker/worker.ts');
  return {
    ...shared,
    emptyOutDir: true,
    copyPublicDir: true,
    // What a part needs is asked for along with it, not after it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: resolve(import.meta.dirname, 'index.html'),
      // One round trip: what the first screen needs in any case is in one file.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  };
}

export default defineConfig(({ mode, command }) => ({
  base: './',
  plugins: [
    rewritePlugin(solidTemplates),
    rewritePlugin(oidcTransport),
    oidcTransportModule(),
    configShape(),
    icons(),
    solid(),
    {
      // Vite's dev server injects styles through innerHTML, so the policy is for built pages.
      name: 'singlet:policy',
      transformIndexHtml: {
        order: 'post',
        handler: (html) => (command === 'build' ? inOrder(html).replace('<head>', `<head>\n    ${policyMeta()}`) : html),
      },
    },
  ],
  resolve: mode === 'callback' ? { alias: { './hints.ts': resolve(import.meta.dirname, 'src/pages/no-hints.ts') } } : {},
  build: buildFor(mode),
  test: {
    environment: 'node',
    // Generous, because other stages of a test run share the machine.
    testTimeout: 30_000,
    // Loading the modules anew for each file costs more than running the tests; tests/unit/setup.ts sees that a file leaves nothing behind.
    isolate: false,
    include: ['tests/unit/**/*.test.ts'],
    setupFiles: ['tests/unit/setup.ts'],
    server: { deps: { inline: ['oidc-client-ts'] } },
  },
}));
