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
import type { Shape } from '../../../src/core/provider/shape.ts';

const root = resolve(import.meta.dirname, '../../..');

interface JsonSchema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

const noWord = (schema: JsonSchema) => new Error(`the quick check has no word for ${JSON.stringify(schema)}`);

function compactText({ pattern, minLength = 0, maxLength }: JsonSchema): Shape {
  if (pattern) return `/${pattern}/`;
  if (minLength === 1 && maxLength === 2048) return 't';
  return maxLength === undefined ? 's' : `/^[^]{${minLength},${maxLength}}$/`;
}

function compactObject(schema: JsonSchema): Shape {
  const { properties, required = [], additionalProperties } = schema;
  if (properties && additionalProperties === false) {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [required.includes(key) ? key : `${key}?`, compact(value)]));
  }
  if (typeof additionalProperties === 'object') return { '*': compact(additionalProperties) };
  throw noWord(schema);
}

/** JSON Schema -> the compact table of shape.ts. Throws on what the table has no word for, so nothing is dropped in silence. */
export function compact(schema: JsonSchema): Shape {
  if (schema.anyOf) return { or: schema.anyOf.map(compact) };
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values?.every((value) => /^[\w -]{2,}$/.test(value))) return values.length === 1 ? `/^${values[0]}$/` : values.join('|');
  switch (schema.type) {
    case 'string':
      return compactText(schema);
    case 'boolean':
      return 'b';
    case 'number':
      if (schema.minimum === 0) return 'n';
      throw noWord(schema);
    case 'integer':
      if (schema.minimum === 1) return 'i';
      throw noWord(schema);
    case 'array':
      if (schema.items) return [compact(schema.items)];
      throw noWord(schema);
    case 'object':
      return compactObject(schema);
    default:
      throw noWord(schema);
  }
}

/** Fields that few rules of an API have. */
const rareOfRule = /^(redirect|credentials|allowEncoded|authorization|scheme|sign)\??$/;

/** Fields that few entries have; their part of the table loads with the first that has one. */
const rare =
  /^(identity|link|reply|tokenRequest|revocationRequest|endSession|inputs|actions|samples|response_type|redirectBinding|singleFlight|jwks_uri|extraTokenParams)\??$/;

/** `virtual:config-shape` and `virtual:config-shape/rare`: the table of a provider entry, from `src/core/provider/schema.ts`. */
export function configShape(): Plugin {
  const ids = ['virtual:config-shape', 'virtual:config-shape/rare'];
  return {
    name: 'singlet:config-shape',
    resolveId: (source) => (ids.includes(source) ? `\0${source}` : null),
    load(loaded) {
      const at = ids.indexOf(loaded.slice(1));
      if (at < 0 || !loaded.startsWith('\0')) return null;
      const whole = compact(toJsonSchema(entrySchema) as JsonSchema) as Readonly<Record<string, Shape>>;
      const [rule] = whole['api?'] as readonly [Record<string, Shape>];
      const usualRule = Object.fromEntries(Object.entries(rule).filter(([key]) => !rareOfRule.test(key)));
      const part = (isRare: boolean) => Object.fromEntries(Object.entries(whole).filter(([key]) => rare.test(key) === isRare));
      return at === 1
        ? `export const rareShape = ${JSON.stringify({ ...part(true), 'api?': [rule] })};`
        : `export const usualShape = ${JSON.stringify({ ...part(false), 'api?': [usualRule] })};`;
    },
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
  // No NUL before it, as is usual for virtual modules: the Solid plugin passes such ids over.
  const prefix = 'singlet-icon:';
  return {
    name: 'singlet:icons',
    enforce: 'pre',
    resolveId: (source) => (source.startsWith('icon:') ? `${prefix}${source.slice(5)}.tsx` : null),
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      const name = id.slice(prefix.length, -'.tsx'.length);
      const svg = await readFile(require.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
      const shapes = svg
        .replace(/<!--[^]*?-->/g, '')
        .match(/<svg[^>]*>([^]*)<\/svg>/)?.[1]
        ?.trim();
      if (!shapes) throw new Error(`lucide-static/icons/${name}.svg has no shapes`);
      return `export const Icon = (props) => <svg class={props.class} width={props.size ?? 16} height={props.size ?? 16} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes.replace(/\s*\n\s*/g, '')}</svg>;`;
    },
  };
}
