/** Words of the inspector: lanes, steps, lists, and what it says where it cannot know. What parameters mean: inspector-terms.ts. */

export const inspector = {
  title: 'Inspector',
  lead: 'What passed between you, this page, the provider and the API since this page opened. It is kept in memory and goes nowhere.',
  emptyTitle: 'Nothing has happened yet',
  empty: 'Sign in somewhere or call an API, and every step stands here as it happens.',
  find: 'Search',
  findHint: 'Provider, host, code',
  show: 'Show',
  all: 'Everything',
  none: 'Nothing matches.',
  showAll: 'Show everything',
  list: 'What happened, newest first',
  steps: 'Steps of {title}',
  time: 'Time',
  took: 'Took',
  waited: 'Waited for you:',
  work: 'At work',
  waits: 'Waiting for you.',
  overlap: 'Bars above each other ran at the same time.',
  copy: 'Copy as text',
  copied: 'Copied',
  copyFailed: 'Copying was refused. Select the text instead.',
  save: 'Save trace',
  picture: 'Save picture',
  saved: 'Saved without any secret',
  read: 'Open a trace',
  refused: 'This file is not a trace of Singlet.',
  refusedWhy: 'Wrong at: {where}. Nothing of it was taken.',
  fromFile: 'From a file',
  fromFileWhy: 'Somebody else wrote this. It is shown as text; nothing in it was done here.',
  close: 'Close the file',
  link: 'Copy link',
  linked: 'Copied: it opens here, in this tab, as long as the page is not left',
  gone: 'This one is no longer here.',
  goneWhy:
    'A link into the inspector works in the tab it was copied in, until the page is left or everything is cleared. What it named was kept nowhere else.',
  help: 'Keys',
  keys: 'j and k or the arrows move, Enter opens, / searches, Escape goes back.',
  retold: 'The page that left is gone. Its steps are told from what this tab kept of the request.',
  notSeen: 'What happens on the provider’s own pages is never seen by this page, so its questions are one arrow.',
} as const;

export const lanes = { person: 'You', app: 'This page', provider: 'Provider', 'token-endpoint': 'Token endpoint', api: 'API' } as const;

export const kindWords = {
  'sign-in': 'Sign-in at {name}',
  renewal: 'Renewal at {name}',
  call: 'Call to {name}',
  act: 'Act at {name}',
  'sign-out': 'Disconnected from {name}',
  'hand-out': 'Token of {name} handed out',
  discovery: 'Settings of {name}',
} as const;

export const kindShort = {
  'sign-in': 'Sign-ins',
  renewal: 'Renewals',
  call: 'Calls',
  act: 'Acts',
  'sign-out': 'Sign-outs',
  'hand-out': 'Handed out',
  discovery: 'Settings read',
} as const;

/** How it ended, by kind where it differs. */
export const ended = {
  'sign-in': { ok: 'Connected', none: 'Given up', open: 'Not finished', bad: 'Failed' },
  renewal: { ok: 'Renewed', none: 'Given up', open: 'Under way', bad: 'Not renewed' },
  call: { ok: 'Answered', none: 'Given up', open: 'Under way', bad: 'Failed' },
  act: { ok: 'Done', none: 'Given up', open: 'Under way', bad: 'Not done' },
  'sign-out': { ok: 'Forgotten here and ended there', none: 'Forgotten here', open: 'Under way', bad: 'Failed' },
  'hand-out': { ok: 'To a script of this page', none: 'Given up', open: 'Under way', bad: 'Failed' },
  discovery: { ok: 'Read', none: 'Given up', open: 'Under way', bad: 'Not usable' },
} as const;

/** Flows and carriers of a sign-in, for the line under its name. */
export const ways: Readonly<Record<string, string>> = {
  code: 'Authorization code with PKCE',
  token: 'Token in the address',
  'manual-code': 'Code carried by hand',
  'client-credentials': 'Client credentials',
  'signed-request': 'Signed request',
  paste: 'Token pasted',
  redirect: 'in this tab',
  window: 'in a window',
};

/** What came of each half of a sign-out. */
export const outcomeWords: Readonly<Record<string, string>> = {
  revoked: 'revoked',
  ended: 'ended',
  unknown: 'unknown',
  'not-supported': 'not offered there',
};

/** On the arrow. */
export const stepLabels = {
  metadata: '{method} {file}',
  begun: 'Connect {name}',
  renewing: 'Renew {name}',
  left: '{method} {path}',
  approved: 'Choose account, approve',
  came: 'Back, with {names}',
  typed: 'What was shown, typed or pasted',
  gave: '{names}, given by hand',
  checked: 'Reply compared, address cleaned',
  compared: 'What was given, compared',
  asked: '{method} {names}',
  given: '{names}',
  proved: 'ID token compared',
  quarantined: 'Held apart: whose is it?',
  identifying: '{method} {path}',
  identified: 'Whose it is',
  claimed: 'Whose it is, by the ID token',
  confirmed: 'Yes, my account',
  discarded: 'No, thrown away',
  stored: 'Token kept',
  called: '{method} {path}',
  answered: '{status}',
  'handed-out': 'Token given to a script',
  disconnected: 'Disconnect',
  revoked: 'Revoke: {outcome}',
  'signing-out': '{method} {path}',
  'signed-out': 'Session there: {outcome}',
  refused: 'Refused',
  failed: 'Stopped',
  dropped: 'Thrown away, nothing kept',
} as const;

/** Said in place of the label of a step with a comparison that failed. */
export const notEqual = '{name} does not hold';

/** What a step is for, in a sentence or two, and where it is asked for. */
export const stepWhy: Readonly<Record<keyof typeof stepLabels, readonly [why: string, source?: string]>> = {
  metadata: [
    'The provider says in public where its endpoints are and what it can do. Read once a page, and only as the word of the issuer that was asked.',
    'RFC 8414 section 3',
  ],
  begun: ['You pressed a button. Without that, no browser would open a window, and nobody should be sent anywhere.'],
  renewing: [
    'You pressed a button. The provider is told to ask nothing, and to say no where it would have to.',
    'OpenID Connect Core section 3.1.2.1',
  ],
  left: [
    'The browser goes to the provider with this request in the address. It asks for access; it holds no secret of yours.',
    'RFC 6749 section 4.1.1',
  ],
  approved: [
    'You dealt with the provider alone: with its pages, its password, its questions. This page sees none of that.',
    'RFC 6749 section 3.1',
  ],
  came: [
    'The provider sent the browser back with this in the address. Before anything of it is believed, the address is cleaned.',
    'RFC 6749 section 4.1.2',
  ],
  typed: ['Nothing could come back by itself, so a person carried it over.'],
  gave: [
    'You gave this to the page yourself. It goes to the provider and into no record: here stands its name alone.',
    'RFC 6749 section 2.3.1',
  ],
  checked: [
    'Everyone can open the callback with an address of their own. These comparisons tell the provider’s reply from a forged one.',
    'RFC 9700 section 4.7',
  ],
  compared: [
    'What is pasted may belong to another sign-in. A whole address says which one it answers; a code alone says nothing.',
    'RFC 9700 section 4.7',
  ],
  asked: ['The page asks for tokens directly, not by way of the address bar.', 'RFC 6749 section 4.1.3'],
  given: ['The tokens. From here on the thread is dyed: follow it.', 'RFC 6749 section 5.1'],
  proved: [
    'What the ID token claims, against what is known here. Clocks may differ by 60 seconds. Its signature is not needed: it came straight from the token endpoint over TLS.',
    'OpenID Connect Core section 3.1.3.7 (6)',
  ],
  quarantined: [
    'Nothing of ours came back with this token, so anybody could have put it there. It works for nothing until its owner is known and you agree.',
    'RFC 9700 section 4.6',
  ],
  identifying: ['One call with the new token, to learn whose account it opens.', 'RFC 6750 section 2'],
  identified: ['The answer names the account.'],
  claimed: ['The ID token already says whose account it is.', 'OpenID Connect Core section 2'],
  confirmed: ['You saw the account and said it is yours.'],
  discarded: ['It was thrown away. Nothing was kept.'],
  stored: [
    'Encrypted in this browser under a key that cannot be read out. From now on it goes along on calls that a rule covers, and on no other.',
    'RFC 6750 section 5.3',
  ],
  called: ['A rule covers this address, so the token of one connection goes along.', 'RFC 6750 section 2'],
  answered: ['Data coming back. It holds no token, so its arrow is ink.'],
  'handed-out': ['A script of this page asked for the token itself. Where it goes from there is not seen here.'],
  disconnected: ['The tokens are forgotten here first, whatever the provider answers.'],
  revoked: ['The provider is asked to end the tokens, so that a copy is worth nothing.', 'RFC 7009 section 2.1'],
  'signing-out': [
    'The browser goes to the provider, where the person’s own session is ended, not that of this page.',
    'RP-Initiated Logout section 2',
  ],
  'signed-out': ['Back from there. Only a reply with our own state counts as an answer.', 'RP-Initiated Logout section 3'],
  refused: ['It answered, and refused.', 'RFC 6749 section 5.2'],
  failed: ['Here it ended.'],
  dropped: ['What had come so far was thrown away. It was stored nowhere and sent nowhere.'],
};

/** The same step in another flow: what it is for there. By step and flow, or grant. */
export const stepWhyIn: Readonly<Record<string, readonly [why: string, source?: string]>> = {
  'left token': [
    'The browser goes to the provider with this request in the address. The token will come back in the address, too, which is why newer providers do not offer it.',
    'RFC 6749 section 4.2.1',
  ],
  'came token': [
    'The token stands in the fragment, which no server is sent. It is read and the address cleaned before any other script runs.',
    'RFC 6749 section 4.2.2',
  ],
  'left manual-code': ['The provider shows a code on its own page, and nothing comes back by itself.', 'RFC 6749 section 4.1.1'],
  'proved token': [
    'This ID token came by way of the address, so its signature counts: by a key of the provider, and with the hash of the access token beside it.',
    'OpenID Connect Core section 3.2.2.11',
  ],
  'asked refresh_token': ['The refresh token is handed in for a new access token. Nobody is asked.', 'RFC 6749 section 6'],
  'asked client_credentials': ['A machine asks in its own name, with its own secret. No person signs in.', 'RFC 6749 section 4.4.2'],
  'answered 401': [
    'The API does not take this token. Where it can be renewed, that is done once, and the call goes once more.',
    'RFC 6750 section 3.1',
  ],
  'answered 403': ['The token is good, but may not do this. A renewal would not change that.', 'RFC 6750 section 3.1'],
  'answered 429': ['Too many calls in a short time. Nothing is repeated by itself.', 'RFC 6585 section 4'],
};

export const detail = {
  to: 'Address',
  sent: 'What was sent',
  came: 'What came',
  asked: 'The request, taken apart',
  checks: 'What was compared',
  name: 'Name',
  value: 'Value',
  what: 'What it is for',
  expected: 'Expected',
  found: 'Found',
  /** Of a time the comparison is not for the same. */
  bounds: { exp: 'Not before', iat: 'Not after' },
  passes: 'holds',
  fails: 'does not hold',
  failed: 'failed',
  absent: 'absent',
  any: 'any',
  notKept: 'sent, not kept',
  masked: 'masked, ending',
  reveal: 'Show {name} for ten seconds',
  left: '{count} s',
  hide: 'Hide {name}',
  shown: '{name} is shown for ten seconds.',
  pkce: 'PKCE at work',
  pkceWhy: 'At first only a hash of the verifier was sent. Whoever redeems the code must know the verifier, and only this page does.',
  verifier: 'Verifier, kept here until now',
  hashed: 'Its S256, worked out again',
  challenge: 'Challenge, sent at first',
  equal: 'Equal: the code is of use to this page alone.',
  unequal: 'Not equal.',
  claims: 'Claims of the ID token, read here',
  claimsWhy: 'Decoded in this page and sent nowhere. Claims about the person are masked.',
  noClaims: 'It is not a JWT that can be read.',
  why: 'Why it failed, what to do',
  code: 'Code',
  said: 'The provider said',
  remedy: 'What to do',
  redirectUri: 'Show the redirect URI',
  toConsole: 'Go to the console',
  rotated: 'The refresh token was replaced',
  rotatedWhy: 'Each counts once. The old one must never be sent again: the provider would take that for theft and end the connection.',
  kept: 'The refresh token stays as it was: the provider sent no other.',
  before: 'Before',
  after: 'Now',
  carries: 'carries the token',
  took: 'took {time}',
  status: 'Answer',
  late: 'Late by',
  early: 'Early by',
  issued: 'Issued',
  ends: 'Ends',
  arrived: 'Arrived',
  allowed: '{time}, 60 s allowed',
} as const;
