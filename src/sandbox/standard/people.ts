/** Who has an account at the simulated standard providers. The first of each list is filled in. Data. */
import type { StandardPerson } from './terms.ts';

export const walkers: readonly StandardPerson[] = [
  {
    sub: 'wf-4b17c2',
    username: 'maya',
    password: 'footpath',
    name: 'Maya Okafor',
    given_name: 'Maya',
    email: 'maya@okaforprints.example',
    initials: 'MO',
  },
  {
    sub: 'wf-c05e91',
    username: 'rhys',
    password: 'stile',
    name: 'Rhys Penhallow',
    given_name: 'Rhys',
    email: 'rhys@penhallow.example',
    initials: 'RP',
  },
];

export const potters: readonly StandardPerson[] = [
  {
    sub: 'kl-91d3a8',
    username: 'maya',
    password: 'celadon',
    name: 'Maya Okafor',
    given_name: 'Maya',
    email: 'maya@okaforprints.example',
    initials: 'MO',
  },
  {
    sub: 'kl-6e20f4',
    username: 'noor',
    password: 'slipware',
    name: 'Noor Haddad',
    given_name: 'Noor',
    email: 'noor@haddadceramics.example',
    initials: 'NH',
  },
];
