/**
 * The sentences for a config that does not fit: where, what stood there, what may stand there.
 * Loaded only when there is something to say; the schema library with it. Pure.
 */
import * as v from 'valibot';
import { type Fault, type FaultRule, secretKeys } from './faults.ts';
import { presetNames } from './presets/index.ts';
import type { ConfigProblem } from './provider.ts';
import { entrySchema } from './schema.ts';

const allowed: Record<FaultRule, string> = {
  address: 'an https address (or http on localhost), without user name and without fragment',
  origin: 'an origin alone: scheme, host and port, for example https://api.example.com',
  path: 'a path that begins with one "/", without dots, query and fragment',
  reserved: 'a parameter that Singlet does not set itself',
  'own-origin': 'an address on the origin of this page, without fragment, because the reply has to come back here',
  secret:
    'nothing: everyone who opens the page can read this file, so a secret in it is none. Singlet asks the person for it when it is needed',
  'endpoint-missing': 'an "issuer", or at least an "authorization_endpoint"',
  'duplicate-id': 'an id that no other entry has',
  'preset-unknown': `one of the presets: ${presetNames.join(', ')}`,
  shape: 'an object as singlet.schema.json describes it',
};

/** Closest known name, when it is only a slip of the fingers away. */
export function closest(name: string, known: readonly string[]): string | undefined {
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

const knownKeys = Object.keys(entrySchema.pipe[0].entries);

function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}

/** What was found, short and safe to show: kinds of values rather than values where they could be long. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

const isUnknownKey = (issue: v.BaseIssue<unknown>) => issue.type === 'strict_object' && issue.expected === 'never';

function allowedBy(issue: v.BaseIssue<unknown>): string {
  if (isUnknownKey(issue)) {
    const key = String(issue.path?.at(-1)?.key ?? '');
    const near = closest(key, knownKeys);
    return near ? `no key of this name; did you mean "${near}"?` : 'no key of this name';
  }
  if (issue.requirement instanceof RegExp) return `text that matches ${issue.requirement.source}`;
  return issue.expected ?? issue.message;
}

/** One problem per mistake, with JSON path. `entry` is what was written, `faults` what `faults.ts` found. */
export function describeFaults(entry: unknown, faults: readonly Fault[], at: string): ConfigProblem[] {
  const id = (entry as { id?: unknown } | null)?.id;
  const provider = typeof id === 'string' ? id : undefined;
  const secrets = secretKeys(entry);
  const shape = v.safeParse(entrySchema, entry).issues ?? [];
  const problems = [
    ...[...secrets, ...faults].map(({ path, rule, found }) => ({
      path: at + path,
      provider,
      found: rule === 'secret' ? found : show(found),
      allowed: allowed[rule],
      warning: false,
    })),
    ...shape
      .filter((issue) => !secrets.some(({ path }) => path === pathOf(issue)))
      .map((issue) => ({
        path: at + pathOf(issue),
        provider,
        found: isUnknownKey(issue) ? 'an unknown key' : show(issue.input),
        allowed: allowedBy(issue),
        warning: false,
      })),
  ];
  // The quick check is stricter in one thing: a list is no object.
  return problems.length > 0
    ? problems
    : [{ path: at, provider, found: 'a list where an object belongs', allowed: allowed.shape, warning: false }];
}
