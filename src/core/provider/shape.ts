/**
 * The quick check of a config entry: says only yes or no. Its table is generated from the
 * config schema at build time, so the two cannot differ; the schema library itself loads
 * (see config-report.ts) only when this says no. Pure.
 */

/** The part of JSON Schema that the config schema uses. */
export interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Shape;
  readonly items?: Shape;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

function fitsText(shape: Shape, value: string): boolean {
  return (
    value.length >= (shape.minLength ?? 0) &&
    value.length <= (shape.maxLength ?? Infinity) &&
    (shape.pattern === undefined || new RegExp(shape.pattern).test(value))
  );
}

function fitsObject(shape: Shape, value: object): boolean {
  const rest = shape.additionalProperties;
  return (
    (shape.required ?? []).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, item]) => {
      const known = shape.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined;
      if (known) return fits(known, item);
      return typeof rest === 'object' ? fits(rest, item) : rest !== false;
    })
  );
}

/** True when `value` has the shape. */
export function fits(shape: Shape, value: unknown): boolean {
  if (shape.anyOf) return shape.anyOf.some((one) => fits(one, value));
  if ('const' in shape) return value === shape.const;
  if (shape.enum) return shape.enum.includes(value);
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' && fitsText(shape, value);
    case 'number':
    case 'integer':
      return Number.isFinite(value) && (value as number) >= (shape.minimum ?? -Infinity) && (shape.type === 'number' || Number.isInteger(value));
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(shape.items ?? {}, item));
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && fitsObject(shape, value);
    default:
      return true;
  }
}
