/**
 * `npm run build`: everything a static host needs, in `dist/` (or the folder that SINGLET_OUT names).
 * Bundles the four parts, then makes what is not bundled: callback pages, types, schema, default config, headers.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { generateDtsBundle } from 'dts-bundle-generator';
import { minify } from 'terser';
import { build } from 'vite';
import { configSchema, entrySchema } from '../../src/core/provider/schema.ts';
import { headersFile, policyMeta } from './build/policy.ts';

const root = resolve(import.meta.dirname, '../..');
const out = resolve(root, process.env.SINGLET_OUT ?? 'dist');

const defaultConfig = { $schema: './singlet.schema.json', providers: [], embed: { hosts: [] }, sandbox: false, locked: false };

/** What pages load first is made smaller once more: the bundler's own minifier leaves about a sixtieth of it. */
async function squeeze(file: string): Promise<void> {
  const path = join(out, file);
  const compress = { passes: 4, unsafe_arrows: true, unsafe_methods: true, pure_getters: true };
  const { code } = await minify(await readFile(path, 'utf8'), { module: true, ecma: 2020, compress, mangle: true });
  if (!code) throw new Error(`${file} is empty`);
  await writeFile(path, code);
}

/** callback/index.html and its alias: the scrubber inline and first, allowed by its hash. */
async function callbackPages(): Promise<void> {
  const page = await readFile(join(root, 'src/pages/callback.html'), 'utf8');
  const scrub = (await readFile(join(root, 'src/pages/scrub.js'), 'utf8'))
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/\n\s*/g, '')
    .trim();
  const html = page.replace('/*scrub*/', () => scrub).replace('<head>', `<head>\n    ${policyMeta([scrub])}`);
  await mkdir(join(out, 'callback'), { recursive: true });
  await writeFile(join(out, 'callback/index.html'), html);
  await writeFile(join(out, 'callback.html'), html.replace('./callback.js', './callback/callback.js'));
}

/** callback/notice.css: the app's tokens, with the fonts that the app's build has hashed, and the notice's own rules. */
async function noticeStyles(): Promise<void> {
  const tokens = await readFile(join(root, 'src/app/ui/tokens.css'), 'utf8');
  const assets = await readdir(join(out, 'assets'));
  const withFonts = tokens.replace(/@fontsource-variable\/[^"')]*\/([^"'/)]+)\.woff2/g, (_, name: string) => {
    const file = assets.find((asset) => asset.startsWith(`${name}-`) && asset.endsWith('.woff2'));
    if (!file) throw new Error(`the app's build has no font ${name}`);
    return `../assets/${file}`;
  });
  const faces = (text: string) => text.split('@font-face').length;
  if (faces(withFonts) !== faces(tokens)) throw new Error('a font face of tokens.css was lost');
  await writeFile(join(out, 'callback/notice.css'), withFonts + (await readFile(join(root, 'src/pages/notice.css'), 'utf8')));
}

/** The public types in one file, without imports. */
async function types(): Promise<void> {
  const [text] = generateDtsBundle(
    [{ filePath: join(root, 'src/core/index.ts'), output: { noBanner: true, exportReferencedTypes: false } }],
    {
      preferredConfigPath: join(root, 'tests/tools/types/bundle.json'),
    },
  );
  await writeFile(join(out, 'singlet.d.ts'), text ?? '');
}

/** JSON Schema of singlet.config.json, for editors. */
async function schema(): Promise<void> {
  const whole = toJsonSchema(configSchema) as { properties: Record<string, unknown> };
  whole.properties.providers = { type: 'array', items: toJsonSchema(entrySchema) };
  await writeFile(join(out, 'singlet.schema.json'), `${JSON.stringify({ title: 'Singlet config', ...whole }, null, 2)}\n`);
}

async function main(): Promise<void> {
  for (const mode of ['app', 'singlet', 'callback', 'worker'])
    await build({ root, mode, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await Promise.all([squeeze('singlet.js'), squeeze('callback/callback.js')]);
  await callbackPages();
  await noticeStyles();
  await types();
  await schema();
  await writeFile(join(out, 'singlet.config.json'), `${JSON.stringify(defaultConfig, null, 2)}\n`);
  await writeFile(join(out, '_headers'), headersFile());
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
  console.log(`built ${files.length} files in ${out}`);
}

await main();
