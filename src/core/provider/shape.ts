/**
 * The quick check of a config entry: says only yes or no. Its table is generated from the config schema
 * at build time (tests/tools/build/virtual.ts), so the two cannot differ; the schema library itself loads
 * (config-report.ts) only when this says no. Pure.
 */

/**
 * A text names a kind: `s` any text, `t` text of 1 to 2048 characters, `b` true or false, `n` a number of at least zero, `i` a whole number
 * of at least one, `/…/` a pattern, and anything else the values that are allowed, joined by `|`.
 * A list holds one shape; `*` stands for every key; a key that ends in `?` may be absent;
 * `{ or: [...] }` fits when one of its shapes does.
 */
export type Shape = string | readonly [Shape] | { readonly [key: string]: Shape } | { readonly or: readonly Shape[] };

function fitsKind(kind: string, value: unknown): boolean {
  if (kind === 'b') return typeof value === 'boolean';
  if (kind === 'n') return Number.isFinite(value) && (value as number) >= 0;
  if (kind === 'i') return Number.isInteger(value) && (value as number) > 0;
  if (typeof value !== 'string') return false;
  if (kind === 's') return true;
  if (kind === 't') return value !== '' && value.length <= 2048;
  return kind[0] === '/' ? new RegExp(kind.slice(1, -1)).test(value) : kind.split('|').includes(value);
}

/** True when `value` has the shape. */
export function fits(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return fitsKind(shape, value);
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((item) => fits((shape as readonly [Shape])[0], item));
  if ('or' in shape) return (shape.or as readonly Shape[]).some((one) => fits(one, value));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const known = shape as Readonly<Record<string, Shape>>;
  const stated = Object.entries(value).filter(([, item]) => item !== undefined);
  return (
    Object.keys(known).every((key) => /[?*]$/.test(key) || stated.some(([name]) => name === key)) &&
    stated.every(([key, item]) => {
      const name = [key, `${key}?`, '*'].find((one) => Object.hasOwn(known, one));
      return name !== undefined && fits(known[name] as Shape, item);
    })
  );
}
