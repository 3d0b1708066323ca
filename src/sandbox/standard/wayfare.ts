/** Wayfare, a library of walking routes with a diary of walks done. Data. */
import { walkers } from './people.ts';
import type { Business } from './terms.ts';

const routes = [
  {
    id: 'wf-r-118',
    name: 'Gordano Valley round',
    start: 'Portishead',
    distance_km: 11.4,
    ascent_m: 186,
    grade: 'easy',
    surface: 'field paths, two lanes',
    stiles: 9,
  },
  {
    id: 'wf-r-204',
    name: 'Dolebury Warren and Rowberrow',
    start: 'Shipham',
    distance_km: 8.7,
    ascent_m: 241,
    grade: 'moderate',
    surface: 'woodland, limestone grass',
    stiles: 4,
  },
  {
    id: 'wf-r-331',
    name: 'Clevedon to Portishead by the coast',
    start: 'Clevedon Pier',
    distance_km: 9.9,
    ascent_m: 152,
    grade: 'easy',
    surface: 'coast path, muddy after rain',
    stiles: 2,
  },
  {
    id: 'wf-r-402',
    name: 'Sugar Loaf from Llanwenarth',
    start: 'Llanwenarth',
    distance_km: 12.2,
    ascent_m: 548,
    grade: 'hard',
    surface: 'hill track, open summit',
    stiles: 6,
  },
  {
    id: 'wf-r-417',
    name: 'Tintern and the Devil’s Pulpit',
    start: 'Tintern Abbey',
    distance_km: 10.3,
    ascent_m: 372,
    grade: 'moderate',
    surface: 'forest path, river bank',
    stiles: 3,
  },
] as const;

const walks: Readonly<Record<string, readonly object[]>> = {
  'wf-4b17c2': [
    {
      id: 'wf-w-7731',
      route: 'wf-r-331',
      walked: '2026-11-14',
      minutes: 168,
      note: 'Low sun on Ladye Bay. Nine gulls, drew four.',
      shared: true,
    },
    {
      id: 'wf-w-7502',
      route: 'wf-r-118',
      walked: '2026-10-25',
      minutes: 203,
      note: 'Reeds taller than me. Took the lane back, the footbridge is shut.',
      shared: false,
    },
    { id: 'wf-w-7219', route: 'wf-r-204', walked: '2026-09-06', minutes: 155, note: 'Hosho paper in the rucksack. Rain.', shared: false },
  ],
  'wf-c05e91': [
    { id: 'wf-w-7744', route: 'wf-r-402', walked: '2026-11-16', minutes: 261, note: 'Cloud down to the trig point.', shared: true },
  ],
};

export const wayfare: Business = {
  name: 'Wayfare',
  glyph: 'Wa',
  note: 'Wayfare is simulated: a stand-in on your own machine. Its walkers are invented.',
  prefix: 'wf',
  people: walkers,
  scopes: { 'routes:read': 'Look up walking routes', 'walks:read': 'Read your diary of walks' },
  collections: [
    { path: '/v1/routes', read: 'routes:read', itemsOf: () => routes },
    { path: '/v1/walks', read: 'walks:read', itemsOf: (sub) => walks[sub] ?? [] },
  ],
};
