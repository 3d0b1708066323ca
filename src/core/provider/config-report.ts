/**
 * The sentences for a config that does not fit: where, what stands there, what may stand there. They are written so that
 * "PATH is FOUND. Allowed: ALLOWED." can be read. Loaded only when there is something to say; the schema library with it. Pure.
 */
import * as v from 'valibot';
import { SingletError } from '../base/errors.ts';
import { ruleKey } from '../base/rule-key.ts';
import type { ConfigEntry, Preset } from './entry.ts';
import { entryFaults, type Fault, type FaultRule, type SoundPart, secretKeys } from './faults.ts';
import { withPreset } from './fill-in.ts';
import { loadPreset } from './presets/index.ts';
import { presetNames } from './presets/table.ts';
import type { ConfigProblem, Provider } from './provider.ts';
import { configSchema, entrySchema } from './schema.ts';
import { isSound } from './sound.ts';
import { hasShape } from './whole-shape.ts';

const allowed: Record<FaultRule, string> = {
  address: 'an https address (or http on localhost), without user name and without fragment',
  origin: 'an origin alone: scheme, host and port, for example https://api.example.com',
  path: 'a path that begins with one "/", without dots, query and fragment',
  'follow-query': 'no redirect with a token in the query, which would stand in the address that is left',
  reserved: 'a parameter that Singlet does not set itself',
  'own-origin': 'an address on the origin of this page, without fragment, because the reply has to come back here',
  oob: 'this address for "flow": "manual-code" only, where the person pastes what the provider shows',
  secret: 'no secret at all, because everyone who opens the page can read this file. Singlet asks the person for it when it is needed',
  'endpoint-missing': 'an "issuer", or at least an "authorization_endpoint"',
  'duplicate-id': 'an id that no other entry has',
  'duplicate-action': 'an id that no other action of this entry has',
  place:
    'places that something fills: {client_id}, {client_secret}, {token}, {other.token} with "other", {input.NAME} of its inputs; none in a preview',
  'preset-unknown': `one of the presets: ${presetNames().join(', ')}`,
  shape: 'an object as singlet.schema.json describes it',
};

/** Closest known name, when it is only a slip of the fingers away. */
function closest(name: string, known: readonly string[]): string | undefined {
  const distance = (a: string, b: string): number => {
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (const [i, charA] of [...a].entries()) {
      const next = [i + 1];
      for (const [j, charB] of [...b].entries())
        next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (charA === charB ? 0 : 1)));
      row = next;
    }
    return row[b.length] ?? 0;
  };
  const ranked = known.map((one) => [distance(name.toLowerCase(), one.toLowerCase()), one] as const).sort(([a], [b]) => a - b);
  const best = ranked[0];
  return best && best[0] <= Math.max(2, Math.floor(name.length / 4)) ? best[1] : undefined;
}

type Issue = v.BaseIssue<unknown>;
/** What is read of a schema here; the library's own types name each kind apart. */
interface AnySchema {
  readonly type: string;
  readonly wrapped?: AnySchema;
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
}

const inner = (schema: AnySchema): AnySchema => schema.wrapped ?? schema;

/** The schema that stands at a path, as far as there is one. */
function schemaAt(schema: AnySchema, path: readonly unknown[]): AnySchema | undefined {
  const [key, ...rest] = path;
  const here = inner(schema);
  if (path.length === 0) return here;
  const next = typeof key === 'number' ? here.item : here.entries?.[String(key)];
  return next && schemaAt(next, rest);
}

const keysOf = (issue: Issue): readonly unknown[] => (issue.path ?? []).map(({ key }) => key as unknown);

function pathOf(issue: Issue): string {
  return keysOf(issue)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
}

/** What was found, short and safe to show: of a thing with parts only its kind, since a secret may be among them. */
function show(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? `a ${typeof value}`;
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

const isUnknownKey = (issue: Issue) => issue.type === 'strict_object' && issue.expected === 'never';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  Array: 'a list',
  Object: 'an object',
};

/** `("a" | "b")` of the schema library in words. */
function kindWords(expected: string): string {
  const parts = expected.replace(/^\((.*)\)$/, '$1').split(' | ');
  return parts.map((part) => kinds[part] ?? part).join(' or ');
}

function allowedBy(issue: Issue, schema: AnySchema): string {
  const keys = keysOf(issue);
  if (isUnknownKey(issue)) {
    const near = closest(String(keys.at(-1) ?? ''), Object.keys(schemaAt(schema, keys.slice(0, -1))?.entries ?? {}));
    return near ? `"${near}", if that was meant` : 'only the keys that singlet.schema.json knows here';
  }
  if (issue.input === undefined && issue.type === 'strict_object') return kinds[schemaAt(schema, keys)?.type ?? ''] ?? 'a value';
  if (issue.type === 'regex') return issue.message;
  if (issue.type === 'min_length') return 'text that is not empty';
  if (issue.type === 'max_length') return `at most ${String(issue.requirement)} characters`;
  if (issue.type === 'min_value') return `a number of at least ${String(issue.requirement)}`;
  if (issue.type === 'integer') return 'a whole number';
  return kindWords(issue.expected ?? 'something else');
}

function problemsOf(schema: AnySchema, value: unknown, at: string, provider: string | undefined): ConfigProblem[] {
  const { issues = [] } = v.safeParse(schema as unknown as v.GenericSchema, value);
  return issues.map((issue) => ({
    path: at + pathOf(issue),
    provider,
    found: isUnknownKey(issue) ? 'an unknown key' : show(issue.input),
    allowed: allowedBy(issue, schema),
    warning: false,
  }));
}

const idOf = (entry: unknown) => {
  const id = (entry as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : undefined;
};

/** What of `value` has the right shape, so that its meaning can be checked too: nothing else is left of it. */
function soundOf(schema: AnySchema, value: unknown): unknown {
  const here = inner(schema);
  if (here.item && Array.isArray(value)) {
    const sound: unknown[] = [];
    // A bad one leaves a hole, so that the others keep their numbers.
    for (const [at, item] of value.entries()) {
      const part = soundOf(here.item, item);
      if (part !== undefined) sound[at] = part;
    }
    return sound;
  }
  const { entries, value: each } = here;
  if ((entries || each) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const parts = Object.entries(value).flatMap(([key, item]) => {
      const known = each ?? (entries && Object.hasOwn(entries, key) ? entries[key] : undefined);
      const part = known && soundOf(known, item);
      return part === undefined ? [] : [[key, part] as const];
    });
    return Object.fromEntries(parts);
  }
  return v.is(here as unknown as v.GenericSchema, value) ? value : undefined;
}

/** True when the address to sign in at is not simply forgotten: it stands there misspelled, misshapen, or in a preset that is none. */
function addressIsMeant(entry: unknown, faults: readonly Fault[]): boolean {
  const names = ['issuer', 'authorization_endpoint', 'preset'];
  const keys = typeof entry === 'object' && entry !== null ? Object.keys(entry) : names;
  return (
    keys.some((key) => names.includes(key) || names.includes(closest(key, names) ?? '')) ||
    faults.some(({ rule }) => rule === 'preset-unknown')
  );
}

/** One problem per mistake, with JSON path. `entry` is what was written, `faults` what `faults.ts` found. */
function describeFaults(entry: unknown, faults: readonly Fault[], at: string): ConfigProblem[] {
  const provider = idOf(entry);
  const secrets = secretKeys(entry);
  const meant = faults.filter(({ rule }) => rule !== 'endpoint-missing' || !addressIsMeant(entry, faults));
  const found = [...secrets, ...meant].map(({ path, rule, found: what }) => ({
    path: at + path,
    provider,
    found: rule === 'secret' ? 'a secret' : rule === 'endpoint-missing' ? 'an entry without an address to sign in at' : show(what),
    allowed: allowed[rule],
    warning: false,
  }));
  const shape = problemsOf(entrySchema, entry, at, provider).filter(({ path }) => !secrets.some((secret) => at + secret.path === path));
  const problems = [...found, ...shape];
  // The quick check is stricter in one thing: a list is no object.
  return problems.length > 0
    ? problems
    : [{ path: at, provider, found: 'a list where an object belongs', allowed: allowed.shape, warning: false }];
}

const fieldOf = (entry: unknown, name: 'id' | 'preset') => (entry as { readonly [key: string]: unknown } | null)?.[name];

/**
 * Everything that is wrong with an entry, in one go: what of a misshapen one has the right shape is checked for its meaning
 * as well.
 */
function describeEntry(entry: unknown, at: string, pageOrigin: string, preset: Preset | undefined, taken: boolean): ConfigProblem[] {
  const sound = (soundOf(entrySchema, entry) ?? {}) as SoundPart;
  const faults = entryFaults(withPreset(sound as ConfigEntry, preset), pageOrigin);
  if (sound.preset !== undefined && !preset) faults.push({ path: '.preset', rule: 'preset-unknown', found: sound.preset });
  if (taken && sound.id !== undefined) faults.push({ path: '.id', rule: 'duplicate-id', found: sound.id });
  return describeFaults(entry, faults, at);
}

/** An id that an entry which could not be used has as well; this one loads. */
function describeShared(entry: unknown, at: string): ConfigProblem {
  return {
    path: `${at}.id`,
    provider: idOf(entry),
    found: `${show(idOf(entry))}, as in a faulty entry before it`,
    allowed: allowed['duplicate-id'],
    warning: true,
  };
}

/** Rules that cover the same addresses as one before: a call there is `ambiguous_match` until somebody chooses. */
function describeOverlaps(provider: Provider, at: string, before: Map<string, string>): ConfigProblem[] {
  return provider.api.flatMap((rule, index) => {
    const key = ruleKey(rule);
    const other = before.get(key);
    before.set(key, provider.id);
    if (other === undefined) return [];
    const found = `${rule.origin}${rule.path || '/'}, as in a rule of "${other}"`;
    const allowed = 'it as well, but a call there needs for(id) or a default where both are connected';
    return [{ path: `${at}.api[${index}]`, provider: provider.id, found, allowed, warning: true }];
  });
}

/** All there is to say of the entries; `loaded` are those that could be used. */
export async function describeEntries(
  entries: readonly unknown[],
  pageOrigin: string,
  loaded: readonly Provider[],
): Promise<ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const refused = new Set<unknown>();
  const used = new Set<unknown>();
  const rules = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const at = `$.providers[${index}]`;
    const id = fieldOf(entry, 'id');
    const name = fieldOf(entry, 'preset');
    const preset = await loadPreset(name);
    const whole = withPreset(entry as ConfigEntry, preset);
    const provider = loaded.find((one) => one.id === id);
    if (provider && !used.has(id) && hasShape(entry) && isSound(whole, pageOrigin) && (preset || name === undefined)) {
      used.add(id);
      // A bad entry does not take a good one with it, but once it is mended there would be two.
      if (refused.has(id)) problems.push(describeShared(entry, at));
      problems.push(...describeOverlaps(provider, at, rules));
    } else {
      problems.push(...describeEntry(entry, at, pageOrigin, preset, used.has(id)));
      refused.add(id);
    }
  }
  return problems;
}

/** For a file without a list of providers. */
export function noProviders(found: unknown, rest: object): SingletError {
  const near = found === undefined ? closest('providers', Object.keys(rest)) : undefined;
  return new SingletError('config_invalid', { detail: `$.providers must be a list${near ? `; did you mean "${near}"?` : ''}` });
}

/** What stands beside `providers`: secrets, unknown keys, wrong shapes. */
export function describeFile(rest: unknown): ConfigProblem[] {
  const { providers: _, ...entries } = configSchema.entries;
  const secrets = secretKeys(rest);
  const shape = problemsOf(v.strictObject({ ...entries, providers: v.optional(v.unknown()) }), rest, '$', undefined);
  return [
    ...secrets.map(({ path }) => ({ path: `$${path}`, provider: undefined, found: 'a secret', allowed: allowed.secret, warning: false })),
    ...shape.filter(({ path }) => !secrets.some((secret) => `$${secret.path}` === path)),
  ];
}
