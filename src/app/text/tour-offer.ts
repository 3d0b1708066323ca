/** Words by which tours are offered and taken up again. Their steps: tours.ts. */
import { fill } from './text.ts';

export const offer = {
  title: 'Guided tours',
  why: 'Each one walks you through real controls of this page and says what happens. Leave at any point; it keeps its place.',
  menu: 'Tours',
  steps: '{count} steps',
  resume: 'Step {step} of {count}, go on',
  ended: 'At its end',
  starting: 'Starting the simulated providers',
} as const;

export const tourTitles = {
  try: 'Try it',
  fragment: 'A token in the address',
  pkce: 'PKCE and renewal',
  secret: 'A secret that you type',
} as const;

export const tourLines = {
  try: 'Sign in at a simulated Singly, make a call, and see inside.',
  fragment: 'How it comes, why it is wiped, and whose it is.',
  pkce: 'Verifier, ID token, and a refresh token used twice.',
  secret: 'Who gets it, where it is kept, and why a secret in a page is none.',
} as const;

/** How far it is, or how long. */
export function asideOf(step: number | undefined, count: number): string {
  if (step === undefined) return fill(offer.steps, { count });
  return step >= count ? offer.ended : fill(offer.resume, { step: step + 1, count });
}
