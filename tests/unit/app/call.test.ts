import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, parseExactly, readBody } from '../../../src/app/state/body.ts';
import { type Call, faultOf, initOf, pathOf, remember } from '../../../src/app/state/call.ts';

const draft = { method: 'GET', url: 'https://api.example/v1', headers: [], body: '' };
const bytes = (text: string) => new TextEncoder().encode(text);

describe('a draft of the console', () => {
  test.each([
    ['', 'whole'],
    ['api.example/v1', 'whole'],
    ['javascript:alert(1)', 'whole'],
    ['http://api.example', 'plain'],
    ['http://localhost.evil.example', 'plain'],
    ['http://api.localhost:8080/x', null],
    ['https://me:word@api.example', 'userinfo'],
    ['https://me@api.example/@x', 'userinfo'],
    ['https://api.example', null],
  ])('%j: %s', (url, fault) => {
    expect(faultOf({ ...draft, url })?.fault ?? null).toBe(fault);
  });

  test('a header name has no spaces or colons; an empty row is no header', () => {
    const rows = [
      { name: '', value: 'kept for later…' },
      { name: 'x y', value: '' },
    ];
    expect(faultOf({ ...draft, headers: rows })).toEqual({ fault: 'header', row: 1, name: 'x y', sign: '' });
    expect(faultOf({ ...draft, headers: rows.slice(0, 1) })).toBeNull();
    expect(
      initOf({
        ...draft,
        headers: [
          { name: ' Accept ', value: ' a ' },
          { name: ' ', value: 'b' },
        ],
      }).headers,
    ).toEqual([['Accept', 'a']]);
  });

  test('a header value that cannot travel is told by its first sign, as a browser would refuse it', () => {
    const fault = (value: string) => faultOf({ ...draft, headers: [{ name: 'X-Note', value }] });
    expect(fault('café – 5 €')).toEqual({ fault: 'header-value', row: 0, name: 'X-Note', sign: '–' });
    expect(fault('🙂')).toMatchObject({ sign: '🙂' });
    for (const value of ['', 'plain', 'café ÿ', 'a\tb', '…', 'a\u0000b', 'a\nb', 'ā']) {
      let refused = false;
      try {
        new Headers({ 'x-note': value });
      } catch {
        refused = true;
      }
      expect(fault(value) !== null, JSON.stringify(value)).toBe(refused);
    }
  });

  test('a body goes only with a method that has one', () => {
    expect(initOf({ ...draft, body: 'x' })).not.toHaveProperty('body');
    expect(initOf({ ...draft, method: 'POST', body: 'x' })).toMatchObject({ method: 'POST', body: 'x' });
  });

  test('a path keeps its query and loses the rest', () => {
    expect(pathOf('https://api.example/v1?a=b#c')).toBe('/v1?a=b');
    expect(pathOf('half typed')).toBe('half typed');
  });
});

describe('the body of an answer', () => {
  test.each([
    ['', 'application/json', 'empty'],
    ['{"a":1}', 'application/json', 'json'],
    ['[1]', 'text/plain', 'json'],
    ['{"a":1}\n{"a":2}', 'application/x-ndjson', 'text'],
    ['<p>hi</p>', 'text/html', 'text'],
    ['hello', '', 'text'],
    ['PNG', 'image/png', 'binary'],
    ['<svg/>', 'image/svg+xml', 'text'],
    ['a\u0000b', '', 'binary'],
  ])('%j as %j is %s', (text, type, kind) => {
    expect(bodyOf(bytes(text), type).kind).toBe(kind);
  });

  test('what calls itself JSON and is none says so', () => {
    expect(bodyOf(bytes('{"a":'), 'application/problem+json')).toMatchObject({ kind: 'text', brokenJson: true });
    expect(bodyOf(bytes('{"a":'), 'text/plain')).toMatchObject({ kind: 'text', brokenJson: false });
  });

  test('bytes that are no UTF-8 are not shown as text', () => {
    expect(bodyOf(Uint8Array.of(0xff, 0xfe, 0xfd), '').kind).toBe('binary');
  });

  test('is read up to a limit and then left', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(bytes('0123456789'));
      },
      cancel() {
        cancelled = true;
      },
    });
    const body = await readBody(new Response(endless, { headers: { 'content-type': 'text/plain' } }), 25);
    expect(body).toMatchObject({ kind: 'text', text: '0123456789012345678901234', size: 25, whole: false });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(10);
  });

  test('exactly at the limit it is whole', async () => {
    expect(await readBody(new Response('12345'), 5)).toMatchObject({ whole: true, size: 5 });
  });
});

describe('numbers that a double cannot hold', () => {
  // Without the source text, which Node 20 does not hand out; with it they are looked at in a browser.
  const parse = (text: string) => parseExactly(text, false);

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '12345678901234567890',
    '0.1234567890123456789',
    '1e400',
    '-1E+400',
    '1e-400',
    '-0',
    '123456789.123456789123',
  ])('%s stays as it was written', (text) => {
    const value = parse(text);
    expect(value).toBeInstanceOf(String);
    expect(String(value)).toBe(text);
  });

  test('stand where they stood, and text that looks like one stays text', () => {
    const value = parse(
      '{"id":9007199254740993,"text":"9007199254740993","more":[1,{"a\\"b 9007199254740993":2e400}],"__proto__":9007199254740993}',
    );
    const marked = JSON.stringify(value, (_key, one: unknown) => (one instanceof String ? `<${one}>` : one));
    expect(marked).toBe(
      '{"id":"<9007199254740993>","text":"9007199254740993","more":[1,{"a\\"b 9007199254740993":"<2e400>"}],"__proto__":"<9007199254740993>"}',
    );
  });
});

describe('numbers that a double holds', () => {
  test.each(['0', '-1', '9007199254740992', '1.5', '0.1', '1e3', '1E+3', '100000000000000000000', '2.50', '1.0e-7', '5e-324'])(
    '%s is a number',
    (text) => {
      expect(parseExactly(text)).toBe(Number(text));
      expect(parseExactly(text, false)).toBe(Number(text));
    },
  );

  test('whatever JSON comes, both ways give what JSON.parse gives, but for those', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const plain = (value: unknown): unknown =>
          JSON.parse(JSON.stringify(value, (_key, one: unknown) => (one instanceof String ? Number(one) : one)));
        expect(plain(parseExactly(text, false))).toEqual(plain(JSON.parse(text)));
        expect(plain(parseExactly(text))).toEqual(plain(JSON.parse(text)));
      }),
      { numRuns: 3_000 },
    );
  });

  test('what is no JSON is refused both ways', () => {
    for (const text of ['9007199254740993,', '{"a":9007199254740993', '01234567890123456789'])
      for (const withSource of [true, false]) expect(() => parseExactly(text, withSource)).toThrow(SyntaxError);
  });
});

describe('the history', () => {
  const call = (id: number, size = 1): Call => ({
    id,
    draft,
    sentWith: null,
    journey: 'plain',
    provider: undefined,
    at: 0,
    ms: 0,
    answer: { kind: 'response', status: 200, statusText: '', type: '', headers: [], body: { kind: 'binary', size, whole: true } },
  });
  const fillWith = (count: number, size: number) =>
    Array.from({ length: count }, (_, at) => at).reduce<readonly Call[]>((history, id) => remember(history, call(id, size)), []);

  test('keeps the last fifty, the newest first', () => {
    const history = fillWith(60, 1);
    expect(history.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => 59 - at));
  });

  test('lets the bodies of old calls go when they are many bytes, never the newest', () => {
    const kept = fillWith(5, 10_000_000).map(({ answer }) => answer.kind === 'response' && answer.body !== null);
    expect(kept).toEqual([true, true, true, false, false]);
    expect(fillWith(1, 99_000_000)[0]?.answer).toMatchObject({ body: { size: 99_000_000 } });
  });
});
