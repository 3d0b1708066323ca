import { expect, test } from 'vitest';
import { carrierOf } from '../../../src/app/state/console.ts';
import type { ConnectionInfo, MatchExplanation } from '../../../src/core/index.ts';

const maya = { id: 'maya' } as ConnectionInfo;
const tobias = { id: 'tobias' } as ConnectionInfo;
/** What the decision rests on; the rest of an explanation is for people. */
const told = (change: Partial<MatchExplanation>): MatchExplanation =>
  ({ outcome: 'attached', connection: maya, candidates: [maya, tobias], ...change }) as MatchExplanation;

test('a token is shown as sent only when it leaves', () => {
  expect(carrierOf(null, told({}))).toBe(maya);
  expect(carrierOf(tobias, told({ outcome: 'ambiguous', connection: null }))).toBe(tobias);
  expect(carrierOf(tobias, told({ outcome: 'no-rule', connection: null, candidates: [] }))).toBeNull();
  expect(carrierOf(tobias, told({ outcome: 'caller-authorization' }))).toBeNull();
  expect(carrierOf(null, told({ outcome: 'ambiguous', connection: null }))).toBeNull();
  expect(carrierOf(tobias, null)).toBeNull();
  const spent = { ...tobias, status: 'needs-sign-in' } as ConnectionInfo;
  expect(carrierOf(tobias, told({ outcome: 'ambiguous', connection: null, candidates: [maya, spent] }))).toBeNull();
});
