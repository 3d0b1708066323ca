/**
 * Singly by the code flow: the exchange wants the secret of the app, and can bring the profile along.
 * All else is as in singly.ts.
 */
import type { Preset } from '../entry.ts';
import { preset as singly, facts as singlyFacts } from './singly.ts';

export const glyph = 'Sc';

export const preset: Preset = {
  ...singly,
  name: 'Singly, by code',
  flow: 'code',
  redirectBinding: 'state',
  tokenRequest: { client_authentication: 'client_secret_post' },
  inputs: [
    ...(singly.inputs ?? []),
    { name: 'profile', label: 'Profile with the token', options: ['', 'all', 'last'], to: 'token', help: 'last: of this sign-in alone.' },
    { name: 'auth', label: "The services' own tokens in it", options: ['', 'true'], to: 'token' },
    { name: 'full', label: 'All of their data in it', options: ['', 'true'], to: 'token' },
  ],
};

export const facts = singlyFacts;
