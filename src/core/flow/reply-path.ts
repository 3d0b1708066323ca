/** Reads a value out of JSON by a dotted path. Own members alone; a number in the path counts in a list. Pure. */

export function valueAt(fields: unknown, path: string | undefined): unknown {
  return path
    ?.split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      fields,
    );
}
