/**
 * The table of ways to sign in and of how they end, made from the titles of the browser tests that walk them
 * (`ways | surface | way | flow | outcome`). Playwright's report -> lines. A place without a test stays empty, so that a gap
 * is seen. Pure.
 */

interface Test {
  readonly title: string;
  readonly ok: boolean;
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly Test[];
}

const surfaces = ['app', 'door', 'page'] as const;

function testsOf({ suites = [], specs = [] }: Suite): Test[] {
  return [...specs, ...suites.flatMap(testsOf)];
}

/** One line for each way, flow and outcome; in each column `ok`, `FAILED` or nothing. */
export function waysTable(report: string): string[] {
  const rows = new Map<string, Map<string, string>>();
  for (const { title, ok } of testsOf(JSON.parse(report) as Suite)) {
    const [mark, surface = '', ...rest] = title.split(' | ');
    if (mark !== 'ways' || rest.length !== 3) continue;
    const key = rest.join(' | ');
    const row = rows.get(key) ?? new Map<string, string>();
    rows.set(key, row.set(surface, ok ? (row.get(surface) ?? 'ok') : 'FAILED'));
  }
  if (rows.size === 0) return [];
  const names = [...rows.keys()].map((key) => key.split(' | '));
  const widths = [0, 1, 2].map((column) => Math.max(...names.map((name) => name[column]?.length ?? 0)));
  const line = (name: readonly string[], cells: readonly string[]) =>
    [...name.map((part, column) => part.padEnd(widths[column] ?? 0)), ...cells.map((cell) => cell.padEnd(6))].join('  ').trimEnd();
  return [
    line(['way', 'flow', 'outcome'], surfaces),
    ...[...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, row]) =>
        line(
          key.split(' | '),
          surfaces.map((surface) => row.get(surface) ?? ''),
        ),
      ),
  ];
}
