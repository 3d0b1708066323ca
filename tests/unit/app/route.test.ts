import { describe, expect, test } from 'vitest';
import { parseRoute, routeHref, viewNames } from '../../../src/app/state/route.ts';

describe('the hash router', () => {
  test.each([
    ['', 'connections'],
    ['#', 'connections'],
    ['#/', 'connections'],
    ['#/console', 'console'],
    ['#/console/', 'console'],
    ['#/providers?x=1', 'providers'],
    ['#/nowhere', 'connections'],
    ['#/__proto__', 'connections'],
    ['#access_token=abc', 'connections'],
  ])('%j is the view %s', (hash, view) => {
    expect(parseRoute(hash).view).toBe(view);
  });

  test('an address comes back as it was made, whatever stands in its values', () => {
    const query = { with: 'a/b?c&d=é #1', sample: '2' };
    for (const view of viewNames) {
      const route = parseRoute(routeHref(view, query));
      expect(route.view).toBe(view);
      expect(Object.fromEntries(route.query)).toEqual(query);
    }
  });

  test('an empty value is not an absent one', () => {
    expect(parseRoute(routeHref('connections', { connect: '' })).query.get('connect')).toBe('');
    expect(parseRoute(routeHref('connections')).query.get('connect')).toBeNull();
  });
});
