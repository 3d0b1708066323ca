import { expect, test } from 'vitest';
import { waysTable } from '../../tools/ways.ts';

const report = (specs: readonly { title: string; ok: boolean }[]) => JSON.stringify({ suites: [{ suites: [{ specs }] }] });

test('a row for each way, flow and outcome, a column for each surface, a gap where no test is', () => {
  const lines = waysTable(
    report([
      { title: 'ways | app | popup | code | connected', ok: true },
      { title: 'ways | door | popup | code | connected', ok: false },
      { title: 'ways | page | redirect | code | denied', ok: true },
      { title: '[S75] something else', ok: true },
    ]),
  );
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['way', 'flow', 'outcome', 'app', 'door', 'page'],
    ['popup', 'code', 'connected', 'ok', 'FAILED'],
    ['redirect', 'code', 'denied', 'ok'],
  ]);
});

test('nothing is printed where there is nothing to say', () => {
  expect(waysTable('{}')).toEqual([]);
});
