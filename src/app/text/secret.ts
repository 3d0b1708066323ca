/** Words of the view where a secret, a key file or a token is given. */

/** Titles and first lines, by what is asked for. */
export const asked = {
  secret: { title: '{name} wants your client secret', what: 'the secret' },
  key: { title: '{name} wants your private key', what: 'the key' },
  both: { title: '{name} wants your client secret and your key', what: 'the secret and the key' },
  token: { title: 'Bring a token of {name}', what: 'the token' },
} as const;

export const secret = {
  lead: 'You are signed in there. {name} gives the token only for the secret that belongs to the client id.',
  leadMachine: 'No person signs in here. {name} gives a token to the client {client}, for {what} that belongs to it.',
  fields: {
    client_secret: 'Client secret',
    private_key: 'Private key',
    access_token: 'Access token',
    refresh_token: 'Refresh token',
    expires_in: 'Life in seconds',
  },
  host: 'Sent to {host} when you press the button, and to no other host. Until then, everything that runs in this page can read it.',
  empty: 'Enter the secret, or give the sign-in up.',
  rejected: '{host} does not take this secret together with the client id {client}. Check both and try again.',
  rejectedBoth: '{host} does not take these together with the client id {client}. Check the secret, the key and the id, and try again.',
  go: 'Send it to {host}',
  goSigned: 'Sign and send to {host}',
  going: 'Asking {host}',
  wait: '{host} asks to wait until {at}.',
  discard: 'Give up',
  emptied: 'The field was emptied.',
  emptiedMany: 'The fields were emptied.',
  emptiedHidden: 'The page was out of sight, so what you gave was removed from it.',
  emptiedIdle: 'Nothing was typed for five minutes, so what stood there was removed.',
  why: 'Before you type it',
  whyKey: 'Before you give it',
  seen: 'A page sees what is typed into it.',
  seenKey: 'A page sees what is given to it.',
  seenWhy: 'So does every script and extension that runs there. Go on only if you trust this page, at {origin}.',
  docs: '{name} may ask you not to do this.',
  docsDemo: 'This {name} is simulated. The real one may ask you not to do this.',
  docsWhy:
    'Many providers say that a secret does not belong in code that runs in a browser. This one is yours and stays yours, but the rule is theirs.',
  stated: 'Its documentation, on whether a secret is needed:',
  kept: 'It is kept nowhere.',
  keptWhy: 'It is used for this one request, is in no storage and no address, and is asked for again when the token has to be renewed.',
  memory: 'It is kept in no storage and no address.',
  memoryWhy:
    'This page remembers it to renew the token, until you reload or leave, or until 15 minutes go by without a use. Then you are asked again.',
  vault: 'It is kept in the vault if you ask for that.',
  vaultWhy:
    'The vault is sealed with a key that scripts cannot read out, but a script that runs in this page can use it. A key file is kept so that it can sign and be copied by nobody.',
} as const;

export const keepWords = {
  legend: 'Afterwards',
  forget: 'Forget it when this page closes',
  forgetHelp: 'Also after a reload, or 15 minutes without a use.',
  keep: "Keep it in this browser's vault",
  keepHelp: 'So that the token can be renewed without asking you. Disconnecting forgets it.',
} as const;

export const keyFile = {
  choose: 'Choose a file',
  other: 'Choose another',
  drop: 'or drop it here',
  remove: 'Remove the file',
  none: 'No file is chosen.',
  chosen: '{name} is chosen.',
  help: 'PKCS#8, as PEM or DER. It is read into a key that can sign and cannot be copied out; the file itself goes nowhere.',
  several: 'Drop one file.',
  empty: 'Choose the key file, or give the sign-in up.',
} as const;

export interface KeyFaultWords {
  readonly words: string;
  /** What turns the file into one that can be used. */
  readonly command?: string;
}

/** What a file is instead of a key that can be used, and how to get one, by the detail of `key_invalid`. */
export const keyFaults: Readonly<Record<string, KeyFaultWords>> = {
  encrypted: {
    words: 'This key is locked with a passphrase. Unlock a copy of it.',
    command: 'openssl pkcs8 -topk8 -nocrypt -in this-file -out key.pem',
  },
  keystore: {
    words: 'This is a key store (.p12 or .pfx), which is locked. Take the key out.',
    command: 'openssl pkcs12 -nocerts -nodes -in this-file -out key.pem',
  },
  pkcs1: {
    words: 'This is an RSA key in its older form, PKCS#1. Turn it into PKCS#8.',
    command: 'openssl pkcs8 -topk8 -nocrypt -in this-file -out key.pem',
  },
  public: { words: 'This is the public half of a key. The private half is wanted, which only you have.' },
  certificate: { words: 'This is a certificate, which holds only the public half. The private key that belongs to it is wanted.' },
  'wrong-type': { words: 'This is a private key of another kind. Requests are signed with an RSA key here.' },
  'not-a-key': { words: 'There is no private key in this file.' },
};

export const token = {
  lead: 'A token that you have from elsewhere, from its documentation page or a command line. You are shown whose it is before it is kept.',
  access: 'Access token',
  accessHelp: 'The token itself, “Bearer …”, a whole token reply, or the address you came back to. It is taken apart here.',
  refresh: 'Refresh token (optional)',
  refreshHelp: 'Only one that this client id may use.',
  life: 'Life in seconds (optional)',
  lifeHelp: 'From now on. Empty means that its end is not known.',
  lifeFault: 'Enter whole seconds, or nothing.',
  scope: 'Scope (optional)',
  goes: 'It is sent to {host}, to ask whose it is, and later where its rules say. It is sent to no other host.',
  go: 'Take this token',
  going: 'Asking whose it is',
  refused: '{host} does not say whose token this is. It may be cut off, be over, or be for another place.',
  unusable: 'No request can carry this token. Copy it again.',
} as const;

/** What was pasted, where it was more than the token alone. */
export const taken = {
  header: 'Taken out of a header.',
  reply: 'Taken out of a token reply: {parts}.',
  address: 'Taken out of an address: {parts}.',
  parts: { access_token: 'access token', refresh_token: 'refresh token', expires_in: 'life in seconds', scope: 'scope' },
} as const;

export const pasteFaults = {
  empty: 'Paste the token.',
  spaces: 'There are spaces inside. Copy the token alone, from its first letter to its last.',
  letters: 'There are letters in it that no token has. Copy it again.',
  code: 'This is an address with a code. A code is not a token yet: connect, and it is exchanged for one.',
  refusal: 'This is a refusal: the provider gave an error instead of a token.',
  nothing: 'There is no access token in this.',
} as const;
