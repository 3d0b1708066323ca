/** SingleFile's API: two reply envelopes, pages, and a limit that tells the wait in the body alone. */
import { beforeEach, describe, expect, test } from 'vitest';
import { singlefileBends } from '../../../src/sandbox/singlefile/bends.ts';
import { type Bench, createBench, origin, otherClient } from './singlefile-bench.ts';

let bench: Bench;
let token: string;

beforeEach(async () => {
  bench = createBench();
  token = await bench.token();
});

const json = async (path: string, init?: RequestInit) => (await bench.call(path, token, init)).json();
const create = (body: unknown) =>
  bench.call('/entities/create', token, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the token', () => {
  test('of nobody is 401 in the envelope of the API', async () => {
    for (const headers of [{}, { authorization: 'Bearer stranger' }, { authorization: `Basic ${token}` }]) {
      const response = await bench.fetch('/external-api/v1/entities/list', { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="api"/);
      expect(await response.json()).toEqual({ success: false, error: { code: 'UNAUTHORIZED', message: expect.any(String) } });
    }
  });

  test('in the header Authentication does not count', async () => {
    const headers = { authentication: `Bearer ${token}` };
    expect((await bench.fetch('/external-api/v1/entities/list', { headers })).status).toBe(401);
    expect((await bench.call('/entities/list', token, { headers: { authentication: 'Bearer stranger' } })).status).toBe(200);
  });
});

describe('lists', () => {
  test.each(['entities', 'organizations', 'tasks'])('of %s have count, next, previous and results, and no success', async (name) => {
    const list = await json(`/${name}/list`);
    expect(Object.keys(list)).toEqual(['count', 'next', 'previous', 'results']);
    expect(list.count).toBeGreaterThan(2);
    expect(list.results[0]).toMatchObject({ id: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) });
  });

  test('come ten to a page, with whole addresses of the pages beside', async () => {
    const first = await json('/entities/list?search=l&page_size=4');
    expect(first.results).toHaveLength(4);
    expect(first.previous).toBeNull();
    expect(first.next).toBe(`${origin}/external-api/v1/entities/list?search=l&page_size=4&page_number=2`);
    const second = await json(new URL(first.next).pathname.replace('/external-api/v1', '') + new URL(first.next).search);
    expect(second.previous).toBe(`${origin}/external-api/v1/entities/list?search=l&page_size=4`);
    expect(second.results[0].id).not.toBe(first.results[0].id);
    expect((await json('/entities/list')).results).toHaveLength(10);
  });

  test('name their pages below the mount', async () => {
    const mounted = createBench({ mount: '/sandbox/singlefile' });
    const headers = { authorization: `Bearer ${await mounted.token()}` };
    const { next } = await (await mounted.fetch('/sandbox/singlefile/external-api/v1/entities/list', { headers })).json();
    expect(next).toBe(`${origin}/sandbox/singlefile/external-api/v1/entities/list?page_number=2`);
  });

  test('have no page zero and none after the last; a page_size that is too much or no number does no harm', async () => {
    for (const page of ['0', '3', '-1', 'last', '1.5']) {
      const response = await bench.call(`/entities/list?page_number=${page}`, token);
      expect([page, response.status, (await response.json()).error.code]).toEqual([page, 404, 'NOT_FOUND']);
    }
    expect((await json('/entities/list?page_size=5000')).results).toHaveLength(12);
    expect((await json('/entities/list?page_size=many')).results).toHaveLength(10);
  });

  test('are ordered and searched on request', async () => {
    const names = (list: { results: { name: string }[] }) => list.results.map(({ name }) => name);
    const up = names(await json('/entities/list?ordering=name&page_size=20'));
    expect(up[0]).toBe('Almanac Distribution LLC');
    expect(names(await json('/entities/list?ordering=-name&page_size=20'))).toEqual([...up].reverse());
    expect(names(await json('/entities/list?ordering=nothing&page_size=20'))).not.toEqual(up);
    expect(names(await json('/entities/list?search=OYSTER'))).toEqual(['Sheepscot Oyster Company LLC']);
  });

  test('there is no plain /entities, whatever the page about signing in says', async () => {
    const response = await bench.call('/entities', token);
    expect([response.status, (await response.json()).error.code]).toEqual([404, 'NOT_FOUND']);
    expect((await bench.call('/entities/list/', token)).status).toBe(404);
  });

  test('hold tasks of entities that exist, some of them late', async () => {
    const { results } = await json('/tasks/list?page_size=50');
    const ids = new Set((await json('/entities/list?page_size=50')).results.map(({ id }: { id: string }) => id));
    expect(results.every((task: { entity_id: string }) => ids.has(task.entity_id))).toBe(true);
    expect(results.some((task: { due_by: string }) => task.due_by < '2026-11-20')).toBe(true);
    expect(results.some((task: { due_by: string }) => task.due_by > '2026-11-20')).toBe(true);
    expect(results.every((task: { created_at: string; updated_at: string }) => task.created_at < task.updated_at)).toBe(true);
  });
});

describe('one thing', () => {
  test('is read as {"success", "data"}, with the states of an entity', async () => {
    const [first] = (await json('/entities/list')).results;
    const read = await json(`/entities/${first.id}`);
    expect(read).toMatchObject({ success: true, data: { ...first, fein: '88-3014472' } });
    expect(read.data.jurisdictions[0]).toMatchObject({ name: 'Delaware', registration_type: 'Domestic' });
  });

  test('that is not there is 404 NOT_FOUND', async () => {
    const response = await bench.call('/tasks/00000000-0000-0000-0000-000000000000', token);
    expect([response.status, await response.json()]).toEqual([
      404,
      { success: false, error: { code: 'NOT_FOUND', message: 'Task not found.' } },
    ]);
  });

  test('is created with 201 and stands in the list then', async () => {
    const response = await create({ name: 'Nine Gulls LLC', entity_type: 'Limited Liability Company' });
    const { success, data } = await response.json();
    expect([response.status, success]).toEqual([201, true]);
    expect((await json('/entities/list')).results[0]).toMatchObject({ id: data.id, name: 'Nine Gulls LLC' });
    expect((await json('/entities/list')).count).toBe(13);
  });

  test('with wrong fields is 400 VALIDATION_ERROR, each field with its faults', async () => {
    const response = await create({ entity_type: 'Guild', organization_id: 'x' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      success: false,
      error: {
        code: 'VALIDATION_ERROR',
        message: 'This field is required.',
        validation_errors: {
          name: ['This field is required.'],
          entity_type: ['"Guild" is not a valid choice.'],
          organization_id: ['No organization has this id.'],
        },
      },
    });
    expect((await create({ name: 'x'.repeat(501), entity_type: 'Trust' })).status).toBe(400);
    expect((await create({ name: 'x'.repeat(500), entity_type: 'Trust' })).status).toBe(201);
    expect((await (await create([])).json()).error.validation_errors).toHaveProperty('non_field_errors');
  });

  test('is created by POST alone', async () => {
    expect((await bench.call('/entities/create', token)).status).toBe(405);
  });
});

describe('the limits', () => {
  test('60 calls a minute, then 429 with retry_after in the body and in no header, until it is over', async () => {
    for (let call = 0; call < 60; call++) expect((await bench.call('/organizations/list', token)).status).toBe(200);
    bench.clock.ms += 20_500;
    const response = await bench.call('/organizations/list', token);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBeNull();
    const { success, error } = await response.json();
    expect([success, error.code, error.retry_after]).toEqual([false, 'THROTTLED', 40]);
    bench.clock.ms += 39_000;
    expect((await bench.call('/organizations/list', token)).status).toBe(429);
    bench.clock.ms += 1000;
    expect((await bench.call('/organizations/list', token)).status).toBe(200);
  });

  test('count each application apart, over all of its tokens, and can be set', async () => {
    const small = createBench({ limits: { perMinute: 2 } });
    const [one, two] = [await small.token(), await small.token()];
    for (const each of [one, two]) expect((await small.call('/tasks/list', each)).status).toBe(200);
    expect((await small.call('/tasks/list', one)).status).toBe(429);
    expect((await small.call('/tasks/list', await small.token(otherClient))).status).toBe(200);
  });

  test('hold for an hour too', async () => {
    const small = createBench({ limits: { perMinute: 60, perHour: 3 } });
    const hourly = await small.token();
    for (let call = 0; call < 3; call++) {
      expect((await small.call('/tasks/list', hourly)).status).toBe(200);
      small.clock.ms += 120_000;
    }
    expect(await (await small.call('/tasks/list', hourly)).json()).toMatchObject({ error: { retry_after: 3600 - 360 } });
  });
});

describe('bends', () => {
  test('throttled: the wait beside the code, or outside of error', async () => {
    bench.setBend(singlefileBends.throttled);
    expect(await json('/entities/list')).toMatchObject({ error: { code: 'THROTTLED', retry_after: 7 } });
    bench.setBend(singlefileBends['throttled-at-top']);
    const top = await json('/entities/list');
    expect([top.retry_after, 'retry_after' in top.error]).toEqual([7, false]);
    bench.setBend(singlefileBends['token-throttled']);
    expect((await bench.ask()).status).toBe(429);
  });

  test('lists-in-data: the envelope of "API Basics"', async () => {
    bench.setBend(singlefileBends['lists-in-data']);
    const list = await json('/entities/list');
    expect(Object.keys(list)).toEqual(['success', 'data']);
    expect(list.data).toHaveLength(10);
  });

  test('failure-in-200, server-error and invalid-client answer as they are called', async () => {
    bench.setBend(singlefileBends['failure-in-200']);
    expect([(await bench.call('/entities/list', token)).status, (await json('/entities/list')).success]).toEqual([200, false]);
    bench.setBend(singlefileBends['server-error']);
    expect((await bench.call('/entities/list', token)).headers.get('content-type')).toMatch(/^text\/html/);
    bench.setBend(singlefileBends['invalid-client']);
    expect((await bench.ask()).status).toBe(401);
  });
});
