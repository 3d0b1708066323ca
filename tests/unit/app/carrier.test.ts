import { expect, test } from 'vitest';
import { carrierOf } from '../../../src/app/state/console.ts';
import type { ConnectionInfo, MatchExplanation } from '../../../src/core/index.ts';

const maya = { id: 'maya' } as ConnectionInfo;
/** What the decision rests on; the rest of an explanation is for people. */
const told = (change: Partial<MatchExplanation>): MatchExplanation =>
  ({ outcome: 'attached', connection: maya, candidates: [maya], ...change }) as MatchExplanation;

test('a token is shown as sent only when it leaves', () => {
  expect(carrierOf(told({}))).toBe(maya);
  for (const outcome of ['no-rule', 'ambiguous', 'refused', 'unusable', 'caller-authorization'] as const)
    expect(carrierOf(told({ outcome })), outcome).toBeNull();
  expect(carrierOf(null)).toBeNull();
});
