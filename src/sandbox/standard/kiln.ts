/** Kiln, a pottery studio: classes, places booked in them, and the list that lies on its front desk. Data. */
import { potters } from './people.ts';
import type { Business } from './terms.ts';

const classes = [
  {
    id: 'kl-c-31',
    title: 'Throwing for beginners',
    teacher: 'Agnes Holloway',
    starts: '2026-12-01T18:30:00Z',
    weeks: 6,
    places: 8,
    places_left: 2,
    price: { amount: '186.00', currency: 'GBP' },
  },
  {
    id: 'kl-c-33',
    title: 'Handbuilding: lidded jars',
    teacher: 'Joseph Adeyemi',
    starts: '2026-12-05T10:00:00Z',
    weeks: 1,
    places: 10,
    places_left: 7,
    price: { amount: '62.00', currency: 'GBP' },
  },
  {
    id: 'kl-c-36',
    title: 'Glazes from local clay',
    teacher: 'Noor Haddad',
    starts: '2027-01-12T18:30:00Z',
    weeks: 4,
    places: 6,
    places_left: 0,
    price: { amount: '148.00', currency: 'GBP' },
  },
  {
    id: 'kl-c-38',
    title: 'Printing on porcelain',
    teacher: 'Joseph Adeyemi',
    starts: '2027-01-16T10:00:00Z',
    weeks: 2,
    places: 8,
    places_left: 5,
    price: { amount: '94.00', currency: 'GBP' },
  },
] as const;

const bookings: Readonly<Record<string, readonly object[]>> = {
  'kl-91d3a8': [
    { id: 'kl-b-2207', class: 'kl-c-38', title: 'Printing on porcelain', status: 'confirmed', paid: { amount: '94.00', currency: 'GBP' } },
    { id: 'kl-b-2094', class: 'kl-c-36', title: 'Glazes from local clay', status: 'waiting list' },
  ],
  'kl-6e20f4': [{ id: 'kl-b-2151', class: 'kl-c-31', title: 'Throwing for beginners', status: 'confirmed' }],
};

const firings = [
  { id: 'kl-f-880', shelf: 'B3', firing: 'bisque, 1000 °C', loads: '2026-11-23T16:00:00Z', unloads: '2026-11-25T09:00:00Z', pieces: 34 },
  { id: 'kl-f-881', shelf: 'A1', firing: 'stoneware, 1260 °C', loads: '2026-11-26T16:00:00Z', unloads: '2026-11-28T12:00:00Z', pieces: 21 },
];

export const kiln: Business = {
  name: 'Kiln',
  glyph: 'Ki',
  note: 'Kiln is simulated: a stand-in on your own machine. Its classes and people are invented.',
  prefix: 'kl',
  people: potters,
  scopes: {
    'classes:read': 'See the classes of the studio',
    'bookings:read': 'Read your bookings',
    'bookings:write': 'Book classes for you',
    'desk:read': 'See what the front desk sees: firings and shelves',
  },
  collections: [
    { path: '/v1/classes', read: 'classes:read', itemsOf: () => classes },
    {
      path: '/v1/bookings',
      read: 'bookings:read',
      itemsOf: (sub) => bookings[sub] ?? [],
      create: {
        scope: 'bookings:write',
        wants: 'Send JSON with the id of a class.',
        from(fields, _sub, count) {
          const booked = classes.find(({ id }) => id === fields.class);
          if (!booked) return undefined;
          return {
            id: `kl-b-${2300 + count}`,
            class: booked.id,
            title: booked.title,
            status: booked.places_left > 0 ? 'confirmed' : 'waiting list',
          };
        },
      },
    },
    { path: '/desk/firings', read: 'desk:read', itemsOf: () => firings },
  ],
};
