// Who may import whom: the table of the layout, as rules for dependency-cruiser.
// `may` names folders of src; `types` names folders of which only types may be taken; `packages` the runtime packages at home there.
// An import that the table does not name is a fault, so a new folder has to be entered here first.

const rows = [
  { folder: 'src/core/base/', may: [], packages: [] },
  { folder: 'src/core/provider/', may: ['src/core/base/'], packages: ['valibot'] },
  { folder: 'src/core/flow/', may: ['src/core/base/', 'src/core/provider/'], packages: ['oidc-client-ts'] },
  { folder: 'src/core/vault/', may: ['src/core/base/'], types: ['src/core/flow/', 'src/core/provider/'], packages: ['idb-keyval'] },
  { folder: 'src/core/intercept/', may: ['src/core/base/'], types: ['src/core/provider/'], packages: [] },
  {
    folder: 'src/core/session/',
    may: ['src/core/base/', 'src/core/provider/', 'src/core/flow/', 'src/core/vault/', 'src/core/intercept/'],
    packages: [],
  },
  { folder: 'src/core/index.ts', may: ['src/core/'], packages: [] },
  { folder: 'src/pages/', may: ['src/core/', 'src/app/text/callback.ts'], packages: [] },
  { folder: 'src/sandbox/', may: [], packages: ['hono'] },
  { folder: 'src/app/text/', may: [], types: ['src/core/index.ts'], packages: [] },
  {
    folder: 'src/app/state/',
    may: ['src/core/index.ts', 'src/sandbox/worker/entries.ts', 'src/sandbox/worker/fault-names.ts'],
    packages: ['solid-js'],
  },
  { folder: 'src/app/ui/', may: [], packages: ['solid-js', 'lucide-static'] },
  {
    folder: 'src/app/parts/',
    may: ['src/app/state/', 'src/app/ui/', 'src/app/text/'],
    types: ['src/core/index.ts'],
    packages: ['solid-js'],
  },
  {
    folder: 'src/app/views/',
    may: ['src/app/state/', 'src/app/ui/', 'src/app/text/', 'src/app/parts/'],
    types: ['src/core/index.ts'],
    packages: ['solid-js'],
  },
  { folder: 'src/app/[^/]+$', may: ['src/app/', 'src/core/index.ts'], packages: ['solid-js', '@fontsource-variable'] },
];

const plain = (path) => (path.includes('[') ? path : path.replaceAll('.', '\\.'));
const starts = (paths) => paths.map((path) => `^${plain(path)}`);
const nameOf = (folder) =>
  folder
    .replace(/^src\//, '')
    .replace(/\/$/, '')
    .replace('[^/]+$', '*');
const inPackages = (names) => names.map((name) => `(^|/)node_modules/${name}/`);

function rulesOf({ folder, may, types = [], packages }) {
  const from = { path: `^${plain(folder)}` };
  const own = folder === 'src/app/views/' ? [] : [folder];
  const rules = [
    {
      name: `${nameOf(folder)} imports only what lies below it`,
      severity: 'error',
      from,
      to: {
        path: '^(src|tests)/',
        pathNot: ['[.]d[.]ts$', ...starts([...own, ...may, ...types]), ...(own.length ? [] : ['^src/app/views/'])],
      },
    },
    {
      name: `${nameOf(folder)} imports only its own packages`,
      severity: 'error',
      from,
      to: { path: '(^|/)node_modules/', pathNot: inPackages(packages) },
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `${nameOf(folder)} takes only types from ${types.map(nameOf).join(', ')}`,
      severity: 'error',
      from,
      to: { path: starts(types), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

module.exports = {
  rows,
  forbidden: [
    ...rows.flatMap(rulesOf),
    {
      name: 'a view never imports another view',
      severity: 'error',
      from: { path: '^src/app/views/([^/]+)/' },
      to: { path: '^src/app/views/', pathNot: ['^src/app/views/$1/'] },
    },
    {
      name: 'no cycles of values',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'src runs in browsers, not on Node', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'every import is found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: ['^(virtual|icon):'] },
    },
    {
      name: 'every folder stands in the table',
      severity: 'error',
      from: { path: '^src/', pathNot: [...starts(rows.map((row) => row.folder)), '\\.d\\.ts$'] },
      to: {},
    },
    {
      name: 'files are named for what they hold',
      severity: 'error',
      from: {},
      to: {
        path: ['utils', 'util', 'helpers', 'helper', 'common', 'misc'].flatMap((word) => [`/${word}/`, `/${word}[.]`]),
        pathNot: ['(^|/)node_modules/'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['(^|/)node_modules/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
};
