/** Words of the view where a secret is typed. */

export const secret = {
  title: '{name} wants your client secret',
  lead: 'You are signed in there. {name} gives the token only for the secret that belongs to the client id.',
  fields: { client_secret: 'Client secret' },
  host: 'Sent to {host} when you press the button, and to no other host. Until then, everything that runs in this page can read it.',
  empty: 'Enter the secret, or give the sign-in up.',
  rejected: '{host} does not take this secret together with the client id {client}. Check both and try again.',
  go: 'Send it to {host}',
  going: 'Asking {host}',
  discard: 'Give up',
  emptied: 'The field was emptied.',
  emptiedHidden: 'The page was out of sight, so what you typed was removed from it.',
  emptiedIdle: 'Nothing was typed for five minutes, so what stood there was removed.',
  why: 'Before you type it',
  seen: 'A page sees what is typed into it.',
  seenWhy: 'So does every script and extension that runs there. Type it only if you trust this page, at {origin}.',
  docs: '{name} may ask you not to do this.',
  docsWhy:
    'Many providers say that a secret does not belong in code that runs in a browser. This one is yours and stays yours, but the rule is theirs.',
  readDocs: 'Documentation of {name}',
  kept: 'It is kept nowhere.',
  keptWhy: 'It is used for this one request, is in no storage and no address, and is asked for again when the token has to be renewed.',
} as const;
