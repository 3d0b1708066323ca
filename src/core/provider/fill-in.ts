/** Lays a preset under an entry, and puts its base address in. Entry + preset -> entry. Loads with the first that has either. Pure. */
import type { ConfigEntry, Preset } from './entry.ts';

/** Replaces `{base}` and `{apiBase}` in every text. */
function rebase<T>(value: T, bases: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') return value.replace(/\{(base|apiBase)\}/g, (_, name: string) => bases[name] ?? '') as T;
  if (Array.isArray(value)) return value.map((item) => rebase(item, bases)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebase(item, bases)])) as T;
}

const withoutSlash = (address: unknown) => String(address ?? '').replace(/\/+$/, '');

/** Laid over each other, the entry on top. */
export function withPreset(entry: ConfigEntry, preset: Preset | undefined): ConfigEntry {
  const merged = { ...preset, ...entry };
  return rebase(merged, { base: withoutSlash(merged.base), apiBase: withoutSlash(merged.apiBase) });
}
