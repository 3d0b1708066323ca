import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Target, targetOf } from '../../../src/core/intercept/attach.ts';
import { buildIndex, matchRequest, type RuleIndex } from '../../../src/core/intercept/match.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { resolveProvider } from '../../../src/core/provider/resolve.ts';
import { type OracleConnection, readAddress, whoMayServe } from '../../fixtures/oracle.ts';
import { address, base, method, type RuleDraft, rule } from './addresses.ts';

/** Of the first connection; none of them is an API for any. */
const endpoints = ['https://api.x.com/token', 'http://localhost:3000/v1/token'];

function aProvider(id: string, api: readonly RuleDraft[]): Provider {
  return resolveProvider(
    { id, client_id: 'spa', authorization_endpoint: 'https://id.x.com/authorize', api: api.map((one) => ({ ...one })) },
    'https://app.example/callback/',
    false,
  );
}

interface World {
  readonly connections: readonly OracleConnection[];
  readonly index: RuleIndex;
}

/** Two providers, up to four connections; a connection has all rules of its provider, and one may be chosen for them. */
const world: fc.Arbitrary<World> = fc
  .record({
    rules: fc.tuple(fc.array(rule, { minLength: 1, maxLength: 5, size: 'max' }), fc.array(rule, { maxLength: 3 })),
    homes: fc.array(fc.constantFrom(0, 0, 1), { minLength: 1, maxLength: 4 }),
    chosen: fc.option(fc.nat({ max: 3 })),
  })
  .map(({ rules, homes, chosen }) => {
    const providers = rules.map((api, at) => aProvider(`p${at}`, api));
    const connections = homes.map((home, at) => ({
      id: `c${at}`,
      rules: (rules[home] ?? []).map((draft) => ({ ...draft, methods: draft.methods.map((name) => name.toUpperCase()) })),
    }));
    const indexed = homes.map((home, at) => ({
      id: `c${at}`,
      provider: `p${home}`,
      endpoints: at === 0 ? endpoints : [],
      chosenFor: chosen === at ? (providers[home]?.api.map(({ origin, path }) => origin + path) ?? []) : [],
    }));
    return { connections, index: buildIndex(indexed, new Map(providers.map((provider) => [provider.id, provider]))) };
  });

interface Question {
  readonly url: string;
  readonly method: string;
  readonly base: string;
}

/** Node 20 reads `/.a/..` wrongly and leaves the dots standing; browsers do not, and a browser test asks one. */
const misread = (path: string) => /\/(\.|%2e){1,2}(\/|$)/i.test(path);

/** Undefined where the address cannot be read, as `fetch` would say. */
function target({ url, method, base }: Question): Target | undefined {
  try {
    return targetOf(url, { method }, base);
  } catch {
    return undefined;
  }
}

/** `URL.canParse` of Node 20 is wrong about Latin letters once it is compiled. */
function platform(url: string, page: string): URL | undefined {
  try {
    const read = new URL(url, page);
    return /^https?:$/.test(read.protocol) ? read : undefined;
  } catch {
    return undefined;
  }
}

const show = (value: unknown) => JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);

const counts = { asked: 0, none: 0, one: 0, several: 0, chosen: 0 };

/** Throws what it was about; `expect` would take most of the time. */
function claim(holds: boolean, about: object): void {
  if (!holds) throw new Error(show(about));
}

function compare({ connections, index }: World, question: Question): void {
  const found = target(question);
  counts.asked += 1;
  if (found && misread(new URL(found.href).pathname)) return;
  const serving = whoMayServe({ connections, endpoints, ...question });
  const { count, candidate } = found ? matchRequest(index, found) : { count: 0, candidate: undefined };
  const served = candidate?.connection;
  const about = { ...question, connections, serving, read: found?.href, count, served };
  claim(count === (serving.length > 1 ? 'several' : serving.length), about);
  if (serving.length === 1) claim(served === serving[0], about);
  if (serving.length > 1 && candidate) {
    // Of several only the one that was chosen for this rule.
    claim(serving.includes(candidate.connection) && candidate.entry.chosen === served, about);
    counts.chosen += 1;
  }
  counts[serving.length === 0 ? 'none' : serving.length === 1 ? 'one' : 'several'] += 1;
}

/** The same with one connection named beforehand: only its own rules count. */
function compareAlone({ connections, index }: World, question: Question): void {
  const found = target(question);
  if (!found || misread(new URL(found.href).pathname)) return;
  for (const connection of connections) {
    const [serving] = whoMayServe({ connections: [connection], endpoints, ...question });
    const served = matchRequest(index, found, connection.id).candidate?.connection;
    claim(served === serving, { ...question, connection, read: found.href, served, serving });
  }
}

const questions = fc.array(fc.record({ url: address, method, base }), { minLength: 25, maxLength: 25 });

/** Each part is a test of its own, so that none of them takes long. */
const parts = 4;

describe('the matcher and an oracle that was written apart from it', () => {
  test.each([1, 2, 3, 4])(`[S56] [S57] [S58] agree on 100,000 addresses beside rules of several connections, part %i of ${parts}`, () => {
    const agree = fc.property(world, questions, (around, asked) => {
      for (const question of asked) compare(around, question);
    });
    const before = counts.asked;
    fc.assert(agree, { numRuns: 1000 });
    expect(counts.asked - before).toBe(100_000 / parts);
  });

  test('they were asked about all kinds of answers', () => {
    // A property that only ever sees one answer proves nothing.
    for (const kind of ['none', 'one', 'several', 'chosen'] as const) expect(counts[kind] / counts.asked, kind).toBeGreaterThan(0.01);
    expect((counts.none + counts.one + counts.several) / counts.asked, 'addresses that Node misreads are few').toBeGreaterThan(0.97);
  });

  test('[S56] [S57] agree about each connection by itself', () => {
    const agree = fc.property(world, questions, (around, asked) => {
      for (const question of asked) compareAlone(around, question);
    });
    fc.assert(agree, { numRuns: 400 });
  });

  test('the oracle reads addresses as the platform does', () => {
    const agree = fc.property(address, base, (url, page) => {
      const web = platform(url, page);
      if (web && misread(web.pathname)) return;
      const own = readAddress(url, page);
      const same = own?.origin === web?.origin && own?.path === web?.pathname && own?.named === (web && web.username + web.password !== '');
      claim(same, { url, page, own, web: web?.href });
    });
    fc.assert(agree, { numRuns: 20_000 });
  });
});
