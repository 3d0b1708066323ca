/** Which rules a request just misses, and the words for it. */
import { describe, expect, test } from 'vitest';
import { nearRules, ruleHosts } from '../../../src/app/state/near.ts';
import { missWords } from '../../../src/app/text/explanation.ts';
import type { ApiRule, ProviderInfo, RuleCheck } from '../../../src/core/index.ts';

const rule = (origin: string, path = '/v1'): ApiRule => ({ origin, path, methods: ['GET', 'HEAD'], placement: { in: 'header' } });
const acme = (...api: ApiRule[]) => ({ id: 'acme', name: 'Acme', api }) as unknown as ProviderInfo;
const check = (failed: RuleCheck['failed'], number = 1): RuleCheck => ({
  provider: 'acme',
  number,
  rule: rule('https://api.acme.example'),
  connections: 1,
  failed,
});
const beside = (url: string, origin: string) => nearRules(new URL(url), [], [acme(rule(origin))])[0]?.failed ?? null;

describe('rules of a nearly equal origin', () => {
  test.each([
    ['http://api.acme.example/v1', 'https://api.acme.example', 'scheme'],
    ['https://api.acme.example:8443/v1', 'https://api.acme.example', 'port'],
    ['https://acme.example/v1', 'https://api.acme.example', 'host'],
    ['https://api2.acme.example/v1', 'https://api.acme.example', 'host'],
    ['http://127.0.0.1:3000/v1', 'http://localhost:3000', 'host'],
    ['http://127.0.0.1:3001/v1', 'http://localhost:3000', null],
    ['https://maya.github.io/v1', 'https://tobias.github.io', 'host'],
    ['https://evil.example/v1', 'https://acme.example', null],
    ['https://api.acme.example.evil.example/v1', 'https://api.acme.example', null],
    ['http://10.0.0.1/v1', 'http://20.0.0.1', null],
  ] as const)('%s beside %s: %s', (url, origin, failed) => {
    expect(beside(url, origin)).toBe(failed);
  });

  test('an equal origin is left to the checks of the core', () => {
    expect(beside('https://api.acme.example/v2', 'https://api.acme.example')).toBeNull();
  });
});

test('the one that fails latest comes first', () => {
  const url = new URL('https://api.acme.example/v2');
  const found = nearRules(
    url,
    [check('narrower'), check('path', 2), check('method', 3), check(null, 4)],
    [acme(rule('https://acme.example'))],
  );
  expect(found.map(({ failed }) => failed)).toEqual(['method', 'other', 'path', 'host', 'narrower']);
});

test('where rules lead at all is said once a host', () => {
  expect(ruleHosts([acme(rule('https://a.example'), rule('https://a.example', '/x'), rule('http://localhost:1'))])).toEqual([
    'a.example',
    'localhost:1',
  ]);
});

test.each([
  ['scheme', 'http://api.acme.example/v1', 'Origin: the rule is for https, this is http.'],
  ['port', 'https://api.acme.example:8443/v1', 'Origin: the rule is for the usual port, this is port 8443.'],
  ['host', 'https://acme.example/v1', 'Origin: the rule is for api.acme.example, this is acme.example.'],
  ['path', 'https://api.acme.example/v1evil', 'Path: /v1evil is not /v1 or below it.'],
  ['method', 'https://api.acme.example/v1', 'Method: the rule allows GET, HEAD, not POST.'],
  ['encoded', 'https://api.acme.example/v1/a%2Fb', 'Path: it has %2F, which servers read in different ways.'],
  ['narrower', 'https://api.acme.example/v1', 'A rule with a longer path decides here, so this one does not count.'],
  ['other', 'https://api.acme.example/v1', 'It is about other connections than the one you chose.'],
] as const)('%s of %s is told with both sides', (failed, url, told) => {
  expect(missWords({ failed, rule: rule('https://api.acme.example') }, new URL(url), 'POST')).toBe(told);
});
