/** Brindle Acoustics, a firm that measures and tunes concert halls: its people, and what lies on its SmartFile site. Data. */
import type { Person } from '../sign-in/terms.ts';
import type { Entry } from './terms.ts';

const imogen: Person = {
  id: 'u-20417',
  username: 'imogen',
  password: 'stalls',
  name: 'Imogen Hartley',
  given_name: 'Imogen',
  email: 'imogen@brindleacoustics.example',
};

const tomasz: Person = {
  id: 'u-20423',
  username: 'tomasz',
  password: 'foyer',
  name: 'Tomasz Wrona',
  given_name: 'Tomasz',
  email: 'tomasz@brindleacoustics.example',
};

/** The first one is filled in. */
export const staff: readonly Person[] = [imogen, tomasz];

export const site = { name: 'Brindle Acoustics', plan: 'Business', users: 14 };

let lastId = 5_118_200;

type More = Partial<Pick<Entry, 'tags' | 'only' | 'owner'>>;

function file(name: string, bytes: number, time: string, more: More = {}): Entry {
  lastId += 7;
  return { id: lastId, name, bytes, time, owner: more.owner ?? imogen, tags: more.tags ?? [], children: undefined, only: undefined };
}

function folder(name: string, time: string, children: readonly Entry[], more: More = {}): Entry {
  lastId += 7;
  return { id: lastId, name, bytes: 0, time, owner: more.owner ?? imogen, tags: more.tags ?? [], children, only: more.only };
}

const positions = ['A07', 'A19', 'C04', 'C22', 'F11', 'F30', 'J08', 'J25', 'M02', 'M16', 'P09', 'P27'];

/** One impulse response for each seat that was measured. */
const responses = positions.map((seat, index) =>
  file(
    `IR_${seat}_omni.wav`,
    2_304_044 + index * 96,
    `2026-10-14T${String(10 + Math.floor(index / 3)).padStart(2, '0')}:${12 + (index % 3) * 16}:08`,
    {
      owner: tomasz,
    },
  ),
);

const royalHall = folder('2026-014 Harrogate Royal Hall', '2026-11-12T16:41:20', [
  file('Brief from the client.pdf', 418_233, '2026-08-31T09:04:51'),
  file('Room model, stalls and balcony.skp', 38_771_904, '2026-10-02T17:22:36', { owner: tomasz, tags: ['model'] }),
  folder('Measurements October', '2026-10-14T13:44:08', responses, { owner: tomasz }),
  file('Reverberation by octave.xlsx', 61_440, '2026-10-16T11:30:02', { owner: tomasz, tags: ['results'] }),
  file('Report, second draft.docx', 1_287_168, '2026-11-12T16:41:20', { tags: ['draft', 'for review'] }),
]);

const rehearsalRoom = folder('2026-019 Kendal rehearsal room', '2026-11-18T10:15:44', [
  file('Survey photographs.zip', 96_304_511, '2026-11-05T15:58:10', { owner: tomasz }),
  file('Absorber schedule.xlsx', 27_904, '2026-11-18T10:15:44'),
  file('Quote 2026-019-B.pdf', 152_870, '2026-11-17T14:05:12', { tags: ['sent'] }),
]);

const accounts = folder(
  'Accounts',
  '2026-11-03T08:30:00',
  [
    file('Invoices 2026 Q3.xlsx', 88_064, '2026-10-01T09:12:27', { tags: ['closed'] }),
    file('VAT return Q3.pdf', 64_210, '2026-11-03T08:30:00'),
  ],
  { only: [imogen] },
);

export const root: Entry = folder('', '2026-11-18T10:15:44', [
  accounts,
  folder('Projects', '2026-11-18T10:15:44', [royalHall, rehearsalRoom]),
  folder('Templates', '2026-05-20T12:00:31', [
    file('Report, cover and styles.dotx', 204_800, '2026-05-20T12:00:31'),
    file('Site survey form.pdf', 91_552, '2026-02-11T16:27:09', { tags: ['print'] }),
  ]),
  file('Équipement prêté à l’école.txt', 1_940, '2026-09-24T18:02:55', { owner: tomasz }),
  file('Loan list of microphones.csv', 6_318, '2026-11-16T07:49:03', { owner: tomasz, tags: ['kit'] }),
]);
