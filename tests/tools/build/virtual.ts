/**
 * Modules that exist only during a build: the quick check's table made from the config schema,
 * the transport that oidc-client-ts is bound to, and icons as Solid components.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { Plugin } from 'vite';
import { entrySchema } from '../../../src/core/provider/schema.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Drops what only people read, so that the table stays small. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string') && key !== '$schema')
      .map(([key, value]) => [key, bare(value)]),
  );
}

/** `virtual:config-shape`: the JSON Schema of a provider entry, from `src/core/provider/schema.ts`. */
export function configShape(): Plugin {
  const id = '\0virtual:config-shape';
  return {
    name: 'singlet:config-shape',
    resolveId: (source) => (source === 'virtual:config-shape' ? id : null),
    load: (loaded) => (loaded === id ? `export const entryShape = ${JSON.stringify(bare(toJsonSchema(entrySchema)))};` : null),
  };
}

/** `virtual:oidc-transport`: lets the rewritten package import one of our modules. */
export function oidcTransportModule(): Plugin {
  return {
    name: 'singlet:oidc-transport',
    enforce: 'pre',
    resolveId: (source) => (source === 'virtual:oidc-transport' ? resolve(root, 'src/core/flow/oidc-transport.ts') : null),
  };
}

/** `icon:NAME`: a Lucide icon as a Solid component `Icon`, inlined, hidden from screen readers. */
export function icons(): Plugin {
  const require = createRequire(import.meta.url);
  const prefix = '\0icon:';
  return {
    name: 'singlet:icons',
    enforce: 'pre',
    resolveId: (source) => (source.startsWith('icon:') ? `${prefix}${source.slice(5)}.tsx` : null),
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      const name = id.slice(prefix.length, -'.tsx'.length);
      const svg = await readFile(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
      const shapes = svg.replace(/<!--[^]*?-->/g, '').match(/<svg[^>]*>([^]*)<\/svg>/)?.[1]?.trim();
      if (!shapes) throw new Error(`lucide-static/icons/${name}.svg has no shapes`);
      return `export const Icon = (props) => <svg class={props.class} width={props.size ?? 16} height={props.size ?? 16} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes.replace(/\s*\n\s*/g, '')}</svg>;`;
    },
  };
}
