import { describe, expect, test } from 'vitest';
import { isBranch, keysLine, kindOf, linkOf, sizeOf, slice, textOf, timeOf } from '../../../src/app/ui/json-shape.ts';

describe('the shape of a JSON value', () => {
  test('kinds and sizes', () => {
    expect([null, [], {}, 'a', 1, false].map(kindOf)).toEqual(['null', 'array', 'object', 'string', 'number', 'boolean']);
    expect([sizeOf([1, 2]), sizeOf({ a: 1 }), sizeOf('abc'), sizeOf(null)]).toEqual([2, 1, 0, 0]);
    expect([isBranch([]), isBranch({}), isBranch([0]), isBranch('x')]).toEqual([false, false, true, false]);
  });

  test('a number kept as it was written is a number without parts', () => {
    const exact = new String('9007199254740993');
    expect([kindOf(exact), sizeOf(exact), isBranch(exact), keysLine(exact)]).toEqual(['number', 0, false, null]);
    expect(slice(exact, 0, 10)).toEqual([]);
  });

  test('a long list is drawn in pieces that keep their numbers', () => {
    const list = Array.from({ length: 250 }, (_, at) => at * 2);
    expect(slice(list, 0, 100)).toHaveLength(100);
    expect(slice(list, 200, 100)).toHaveLength(50);
    expect(slice(list, 200, 1)).toEqual([{ key: '200', value: 400 }]);
    expect(slice({ a: 1, b: 2, c: 3 }, 1, 1)).toEqual([{ key: 'b', value: 2 }]);
    expect(slice('text', 0, 10)).toEqual([]);
  });

  test('a key named like a prototype is only a key', () => {
    expect(slice(JSON.parse('{"__proto__":1,"constructor":2}'), 0, 9).map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  test('few short keys are named, many are counted', () => {
    expect(keysLine({ thumbnail: 1, low: 2, standard: 3 })).toBe('thumbnail, low, standard');
    expect(keysLine({ a: 1, b: 2, c: 3, d: 4 })).toBeNull();
    expect(keysLine([1])).toBeNull();
  });

  test.each([
    ['https://example.com/a?b=c', true],
    ['http://localhost:4174/x', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['//example.com', false],
    ['https://example.com/a b', false],
    [' https://example.com', false],
    ['see https://example.com', false],
    [`https://example.com/${'a'.repeat(2000)}`, false],
  ])('%.40s as a link: %s', (text, is) => {
    expect(linkOf(text)).toBe(is ? text : null);
  });

  test('a number is a time only where its name says so', () => {
    expect(timeOf('created_at', 1_763_644_212)).toBe(1_763_644_212_000);
    expect(timeOf('at', 1_763_644_212_000)).toBe(1_763_644_212_000);
    expect(timeOf('updatedAt', 1_763_644_212)).toBe(1_763_644_212_000);
    expect(timeOf('format', 1_763_644_212)).toBeNull();
    expect(timeOf('id', 1_763_644_212)).toBeNull();
    expect(timeOf('at', 118)).toBeNull();
    expect(timeOf('at', 1.5)).toBeNull();
  });

  test('long texts are cut, quotes and control characters are spelled', () => {
    expect(textOf('a"\n\u0000')).toBe('"a\\"\\n\\u0000"');
    expect(textOf('x'.repeat(3000)).length).toBe(2003);
  });
});
