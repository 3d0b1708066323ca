import { afterAll, expect } from 'vitest';
import { actPhases } from '../../src/core/base/act-phases.ts';
import { learnCodes } from '../../src/core/base/errors.ts';

/** Unit tests have no network: a request that no test planned is an error that names its address. */
globalThis.fetch = (input) => Promise.reject(new Error(`unplanned request to ${input instanceof Request ? input.url : String(input)}`));

// Parts of acts are tested without the acts that bring their codes.
learnCodes(actPhases);

/** What tests put something in the place of. Files share a process, so it has to be as it was when a file ends. */
const places: readonly (readonly [object, string])[] = [
  ...['fetch', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'Date'].map(
    (name) => [globalThis, name] as const,
  ),
  ...['window', 'document', 'navigator', 'location', 'opener', 'close'].map((name) => [globalThis, name] as const),
  [AbortSignal, 'timeout'],
  [performance, 'now'],
  [crypto, 'getRandomValues'],
];
const around = () => places.map(([holder, name]) => Reflect.get(holder, name));

const before = around();
afterAll(() => {
  const after = around();
  const changed = places.flatMap(([, name], at) => (after[at] === before[at] ? [] : [name]));
  expect(changed, 'globals that this file left changed').toEqual([]);
});
