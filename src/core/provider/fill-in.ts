/** Lays a preset under an entry, and puts its base address in. Entry + preset -> entry. Loads with the first that has either. Pure. */
import type { ConfigEntry, Preset } from './entry.ts';

/** Replaces `{base}` in every text. */
function rebase<T>(value: T, base: string): T {
  if (typeof value === 'string') return value.replaceAll('{base}', base) as T;
  if (Array.isArray(value)) return value.map((item) => rebase(item, base)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebase(item, base)])) as T;
}

/** Laid over each other, the entry on top. */
export function withPreset(entry: ConfigEntry, preset: Preset | undefined): ConfigEntry {
  const merged = { ...preset, ...entry };
  return rebase(merged, String(merged.base ?? '').replace(/\/+$/, ''));
}
