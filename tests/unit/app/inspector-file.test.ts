/** A file that somebody else made, opened in the inspector: whatever is in it, it is the known shape as text, or it is refused whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileOf, NotATrace, type Opened, readFile } from '../../../src/app/state/inspector-file.ts';
import { transactionOf } from '../../../src/app/state/inspector-model.ts';
import { pictureOf } from '../../../src/app/state/inspector-picture.ts';
import { visible } from '../../../src/app/state/invisible.ts';
import { errorWords } from '../../../src/app/text/error-words.ts';
import { asText, labelOf, subtitleOf, titleOf } from '../../../src/app/views/inspector/wording.ts';
import { Secret, type TraceEvent } from '../../../src/core/index.ts';

const codes = ['unexpected', ...Object.keys(errorWords)];
const secret = 'canary-code-000000000001';
const about = { provider: 'kiln', transaction: 'one' } as const;
const told: readonly [TraceEvent, ...TraceEvent[]] = [
  {
    ...about,
    step: 'left-for-provider',
    at: 1000,
    from: 'app',
    to: 'provider',
    method: 'GET',
    url: 'https://id.example/authorize',
    parameters: { response_type: 'code', state: new Secret('canary-state-000000000001') },
  },
  { ...about, step: 'callback-received', at: 5000, from: 'provider', to: 'app', parameters: { code: new Secret(secret) } },
  {
    ...about,
    step: 'callback-checked',
    at: 5001,
    checks: [{ name: 'state', passed: false, source: 'RFC 6749 section 10.12', expected: 'a', actual: 'b' }],
  },
  { ...about, step: 'failed', at: 5002, code: 'state_mismatch' },
];
const good = fileOf(transactionOf(told), 'Kiln', (text) => text);

type Path = readonly (string | number)[];

/** Every place in a value. */
function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [at, ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...at, key]))];
}

/** The same with another value at one place. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? replaced(one, rest, by) : one));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

/** What was read, or where it was refused; any other error is a fault of the parser. */
function outcome(content: string): Opened | string {
  try {
    return readFile(content, codes);
  } catch (error) {
    if (error instanceof NotATrace) return error.message;
    throw error;
  }
}

const fields = {
  file: ['name', 'transaction'],
  transaction: ['connection', 'flow', 'kind', 'mode', 'outcome', 'provider', 'retold', 'startedAt', 'steps', 'took'],
  step: ['at', 'carries', 'checks', 'failure', 'from', 'method', 'name', 'parameters', 'person', 'status', 'to', 'token', 'took', 'url'],
  check: ['actual', 'expected', 'name', 'passed', 'source'],
  failure: ['code', 'detail', 'facts', 'provider', 'said'],
};

/** Nothing but the known fields, in plain objects, with texts that are short and show all their signs. */
function expectTame(opened: Opened): void {
  const known = (value: object, names: readonly string[]) => {
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value).filter((key) => !names.includes(key))).toEqual([]);
  };
  known(opened, fields.file);
  known(opened.transaction, fields.transaction);
  for (const step of opened.transaction.steps) {
    known(step, fields.step);
    for (const check of step.checks) known(check, fields.check);
    if (step.failure) known(step.failure, fields.failure);
    expect([undefined, '']).toContain(step.token);
  }
  for (const path of pathsOf(opened)) {
    const value = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], opened);
    if (typeof value !== 'string') continue;
    expect(value.length).toBeLessThanOrEqual(400 * '‹U+1F3FB›'.length);
    expect(visible(value)).toBe(value);
  }
}

const drawing = ({ name, transaction }: Opened) => {
  const entry = { key: '', name, transaction };
  const words = { title: titleOf(entry), subtitle: subtitleOf(entry), lanes: ['a', 'b', 'c', 'd', 'e'], time: (ms: number) => `${ms} ms` };
  asText(entry, (one) => one);
  return { svg: pictureOf(transaction, { ...words, label: (step) => labelOf(step, name) }) };
};

/** Only the elements and attributes that a picture is made of; all else in it is text. */
const attribute =
  '(xmlns|viewBox|width|height|role|aria-label|font-(family|size|weight)|fill|[xyrd]|[xy][12]|c[xy]|stroke(-[a-z]+)?|text-anchor|paint-order)';
const element = new RegExp(`^<(/?(svg|title|rect|text|line|circle|path)|(svg|rect|text|line|circle|path)( ${attribute}="[^"<>]*")+ ?/?)>$`);
const strangeTags = (svg: string) => (svg.match(/<[^>]*>/g) ?? []).filter((tag) => !element.test(tag));

const markup = '<img src=x onerror=alert(1)><script>alert(1)</script>"\'</text></svg>&amp;]]><!--';
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    markup,
    'javascript:alert(1)',
    '__proto__',
    'constructor',
    'toString',
    '\u202egnp.exe',
    '\u200b\u2066',
    '{name}{provider}',
  ),
);

describe('[S81] whatever a file holds', () => {
  test('what was saved is read again, without its secrets', () => {
    const opened = outcome(good);
    expect(opened).toMatchObject({ name: 'Kiln', transaction: { kind: 'sign-in', outcome: 'bad', provider: undefined } });
    expectTame(opened as Opened);
    expect(JSON.stringify(opened)).not.toContain('canary');
  });

  test('any JSON is refused with the place, or tame', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(typeof outcome(JSON.stringify(value))).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  test('a good file with anything at any place of it is refused with the place, or tame', () => {
    const whole = JSON.parse(good) as unknown;
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(whole)), fc.oneof(fc.jsonValue({ maxDepth: 3 }), nasty), (path, value) => {
        const opened = outcome(JSON.stringify(replaced(whole, path, value)));
        if (typeof opened === 'string') return;
        expectTame(opened);
        const { svg } = drawing(opened);
        expect(strangeTags(svg)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (content) => {
        expect(typeof outcome(content)).toBe('string');
      }),
    );
  });

  const changed = (change: object) => JSON.stringify({ ...JSON.parse(good), ...change });
  const step = (change: object) => changed({ steps: [{ ...JSON.parse(good).steps[0], ...change }] });
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test.each([
    ['nothing', '', 'JSON'],
    ['no JSON', '<svg onload=alert(1)>', 'JSON'],
    ['a list', '[]', 'JSON'],
    ['null', 'null', 'JSON'],
    ['too much', `"${'x'.repeat(500_001)}"`, 'size'],
    ['too deep', deep(200_000), 'JSON'],
    [
      'too deep within',
      changed({})
        .replace('"steps": [', `"steps": [${deep(50_000)},`)
        .replace('"steps":[', `"steps":[${deep(50_000)},`),
      'steps',
    ],
    ['another format', changed({ format: 'singlet-trace-2' }), 'format'],
    ['too many steps', changed({ steps: Array.from({ length: 101 }, () => JSON.parse(good).steps[0]) }), 'steps'],
    ['no step', changed({ steps: [] }), 'steps'],
    ['steps that are none', changed({ steps: { length: 1, 0: {} } }), 'steps'],
    ['a kind of its own', changed({ kind: '__proto__' }), 'kind'],
    ['an outcome of its own', changed({ outcome: 'constructor' }), 'outcome'],
    ['a name that is none', changed({ provider: { toString: 1 } }), 'provider'],
    ['a step of its own', step({ name: 'hasOwnProperty' }), 'steps.name'],
    ['a party of its own', step({ to: '<b>' }), 'steps.to'],
    ['a time that is none', step({ at: '1' }), 'steps.at'],
    ['a time before all', changed({ startedAt: -1 }), 'startedAt'],
    ['a time after all', changed({ startedAt: 9e15 }), 'startedAt'],
    ['too many parameters', step({ parameters: Array.from({ length: 81 }, () => ['a', 'b']) }), 'parameters'],
    ['a parameter alone', step({ parameters: [['a']] }), 'parameters'],
    ['three in a parameter', step({ parameters: [['a', 'b', 'c']] }), 'parameters'],
    ['a code of its own', step({ failure: { code: 'toString' } }), 'failure.code'],
  ])('%s: refused at its place', (_, content, where) => {
    expect(outcome(content)).toBe(where);
  });

  test('names of parts of every object are names like others', () => {
    const opened = outcome(
      `${good.trim().slice(0, -1)},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`.replace(
        '"parameters": []',
        '"parameters": [["__proto__","x"],["constructor","y"],["toString","z"]]',
      ),
    );
    if (typeof opened === 'string') throw new Error(opened);
    expectTame(opened);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(drawing(opened).svg).toContain('</svg>');
    expect(opened.transaction.steps[0]?.parameters[0]).toEqual(['__proto__', 'x']);
  });

  test('signs that cannot be seen, or turn others around, stand as their numbers', () => {
    const opened = outcome(changed({ provider: 'Ki\u202eln\u200b\u0000' }));
    expect(typeof opened === 'string' ? opened : opened.name).toBe('Ki‹U+202E›ln‹U+200B›‹U+0000›');
  });

  test('markup in names is text in the picture', () => {
    const opened = outcome(
      changed({
        provider: markup,
        steps: [{ ...JSON.parse(good).steps[1], url: `https://id.example/${markup}`, method: markup, parameters: [['code', markup]] }],
      }),
    );
    if (typeof opened === 'string') throw new Error(opened);
    const { svg } = drawing(opened);
    expect(strangeTags(svg)).toEqual([]);
    expect(svg).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
