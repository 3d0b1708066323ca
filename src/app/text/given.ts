/** Words of sign-ins that nobody leaves the page for: a machine with its secret, a token that is brought. */

/** Of a provider that gives tokens to the client itself. */
export const machine = {
  nobody: 'No person signs in.',
  nobodyWhy:
    '{name} gives the token to the client {client} itself. It stands for the client, or the company that it belongs to, and not for you.',
  secret: 'It takes the secret of the client.',
  secretWhy: 'You give it in the next step. It goes to {host} and to no other host.',
  key: 'It takes a key that signs the request.',
  keyWhy:
    'You choose the key file in the next step, and give the secret beside it where one is wanted. What is signed goes to {host}; the key itself goes nowhere.',
  next: 'Nothing is sent yet. The next step names where the secret goes.',
  nextKey: 'Nothing is sent yet. The next step takes the key file and names where its signature goes.',
  again: 'The secret is not held any more, so it is asked for again. The connection stays as it is.',
} as const;

export const broughtToken = {
  offer: 'Have a token already? Bring it',
  title: 'Bring a token of {name}',
  why: 'One that you had elsewhere, from its documentation or a command line. You are shown whose it is before it is kept.',
  back: 'Sign in instead',
  close: 'Cancel',
} as const;

/** Rows of the list that need what was given to the page and is forgotten. */
export const givenAgain = {
  status: 'Needs its secret',
  title: 'A new token of {name} needs what you gave this page again.',
  why: 'It was not kept: a reload, leaving the page, or 15 minutes without a use forget it. The connection stays as it is.',
  act: 'Give the secret again',
} as const;
