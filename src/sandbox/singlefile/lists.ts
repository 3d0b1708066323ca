/**
 * A page of a list: {count, next, previous, results} with page_number from 1, page_size 10 up to 1000, ordering and search.
 * request + items -> reply. A page that does not exist is 404; a page_size that is no number counts as none.
 */
import type { Context } from 'hono';
import { answerJson, answerMissing } from './answer.ts';
import type { World } from './world.ts';

const usualSize = 10;
const mostSize = 1000;

const whole = (text: string | undefined) => (/^[1-9]\d*$/.test(text ?? '') ? Number(text) : undefined);

/** The address of another page of the same list; the first page has no number. */
function pageUrl(c: Context, world: World, page: number): string {
  const url = new URL(c.req.url);
  url.pathname = world.mount + c.req.path;
  if (page === 1) url.searchParams.delete('page_number');
  else url.searchParams.set('page_number', String(page));
  return url.href;
}

/** Sorted by one field, from the end with "-" in front; a field that does not exist changes nothing. */
function sort<Item extends object>(items: readonly Item[], ordering: string | undefined): readonly Item[] {
  const [, minus, field = ''] = /^(-?)(.*)$/.exec(ordering ?? '') ?? [];
  if (!items.every((item) => field in item)) return items;
  const sorted = [...items].sort((one, other) => String(Reflect.get(one, field)).localeCompare(String(Reflect.get(other, field)), 'en'));
  return minus ? sorted.reverse() : sorted;
}

function search<Item extends object>(items: readonly Item[], text: string | undefined): readonly Item[] {
  const wanted = text?.trim().toLowerCase();
  if (!wanted) return items;
  return items.filter((item) => Object.values(item).some((value) => typeof value === 'string' && value.toLowerCase().includes(wanted)));
}

export function answerPage<Item extends object>(c: Context, world: World, items: readonly Item[]): Response {
  const query = c.req.query();
  const found = sort(search(items, query.search), query.ordering);
  const size = Math.min(whole(query.page_size) ?? usualSize, mostSize);
  const page = query.page_number === undefined ? 1 : whole(query.page_number);
  const last = Math.max(1, Math.ceil(found.length / size));
  if (page === undefined || page > last) return answerMissing('Invalid page.');
  return answerJson({
    count: found.length,
    next: page < last ? pageUrl(c, world, page + 1) : null,
    previous: page > 1 ? pageUrl(c, world, page - 1) : null,
    results: found.slice((page - 1) * size, page * size),
  });
}
