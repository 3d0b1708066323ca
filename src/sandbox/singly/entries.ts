/**
 * The data: /types, /types/:type, /services/:service and /services/:service/:endpoint.
 * Entries are collected from every profile of the account, newest first; limit is 20 unless said otherwise.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerJson, isTrue } from './answer.ts';
import type { Entry } from './data/entries-of.ts';
import { endpointsOf, entriesOf } from './data/entries-of.ts';
import type { Account } from './ledger.ts';
import { callerOf } from './profiles.ts';
import type { SinglyEnv, World } from './world.ts';

const types = ['checkins', 'contacts', 'news', 'photos', 'statuses', 'videos'];
const allTypes = [...types, ...types.filter((type) => type !== 'contacts').map((type) => `${type}_feed`)];

function collect(world: World, account: Account): readonly Entry[] {
  return account.profiles.flatMap((profile) => endpointsOf(profile.service).flatMap((endpoint) => entriesOf(world, profile, endpoint)));
}

/** The value at a dotted path. */
function pick(entry: unknown, path: string): unknown {
  let value = entry;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

/** since and until (ms), q, then newest first, limit, and only the fields asked for. */
function narrow(c: SinglyContext, entries: readonly Entry[]): readonly unknown[] {
  const { since, until, q, limit, fields } = c.req.query();
  const chosen = entries
    .filter((entry) => since === undefined || entry.at >= Number(since))
    .filter((entry) => until === undefined || entry.at <= Number(until))
    .filter((entry) => !q || JSON.stringify(entry.data).toLowerCase().includes(q.toLowerCase()))
    .sort((one, other) => other.at - one.at)
    .slice(0, Number.parseInt(limit ?? '', 10) || 20)
    .map(({ map, ...rest }) => (isTrue(c.req.query('map')) ? { ...rest, map } : rest));
  if (!fields) return chosen;
  return chosen.map((entry) => Object.fromEntries(fields.split(',').map((path) => [path, pick(entry, path)])));
}

function summary(entries: readonly Entry[]) {
  const times = entries.map((entry) => entry.at);
  return { newest: Math.max(0, ...times), oldest: times.length ? Math.min(...times) : 0, total: entries.length };
}

/** Every type with its count, all of them 0 without a token. */
function countTypes(world: World) {
  return (c: SinglyContext): Response => {
    const caller = c.get('caller');
    if (!caller) return answerJson(c, world, Object.fromEntries(allTypes.map((type) => [type, 0])));
    const entries = collect(world, caller.account);
    const of = (type: string) => entries.filter((entry) => entry.types[type]);
    if (isTrue(c.req.query('rich'))) return answerJson(c, world, Object.fromEntries(types.map((type) => [type, summary(of(type))])));
    const counts = Object.fromEntries(allTypes.map((type) => [type, of(type).length]));
    const feeds = allTypes.filter((type) => type.endsWith('_feed'));
    const sum = (names: readonly string[]) => names.reduce((total, name) => total + (counts[name] ?? 0), 0);
    return answerJson(c, world, { ...counts, all: sum(types), all_feed: sum(feeds) });
  };
}

export function addEntries(app: Hono<SinglyEnv>, world: World): void {
  app.get('/types', countTypes(world));

  app.get('/types/:type', (c) => {
    const type = c.req.param('type');
    const wanted = (entry: Entry) => (type === 'all' ? types.some((one) => entry.types[one]) : entry.types[type] === true);
    const found = collect(world, callerOf(c).account).filter(wanted);
    return answerJson(c, world, narrow(c, found), found.length > 0 ? 200 : 404);
  });

  app.get('/services/:service', (c) => {
    const profile = callerOf(c).account.profiles.find((one) => one.service === c.req.param('service'));
    if (!profile) return answerError('No profile of this service is connected.', 404);
    const counts = endpointsOf(profile.service).map((endpoint) => [endpoint, entriesOf(world, profile, endpoint).length] as const);
    return answerJson(c, world, Object.fromEntries(counts));
  });

  app.get('/services/:service/:endpoint', (c) => {
    const { service, endpoint } = c.req.param();
    const profiles = callerOf(c).account.profiles.filter((one) => one.service === service);
    if (profiles.length === 0) return answerError('No profile of this service is connected.', 404);
    if (!endpointsOf(service).includes(endpoint)) return answerError('This service has no such endpoint.', 404);
    return answerJson(
      c,
      world,
      narrow(
        c,
        profiles.flatMap((profile) => entriesOf(world, profile, endpoint)),
      ),
    );
  });
}
