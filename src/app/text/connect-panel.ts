/** Words of the connect panel and of the form for a provider of one's own. */

export const panel = {
  title: 'Connect a provider',
  listed: 'Set up for this page',
  other: 'Another provider',
  back: 'All providers',
  redirect: 'Register exactly this redirect URI',
  redirectName: 'redirect URI',
  redirectHelp:
    'At {name}, in the settings of the app with this client id. Scheme, slash and query count: one character off and {name} refuses.',
  redirectDemo: 'Already registered, since {name} is simulated.',
  scope: 'Scope',
  scopeHelp: 'What this page may do with your {name} account.',
  goesOne: 'The token goes to',
  goesEnd: 'and to nowhere else.',
  goesNone: 'No API address is set, so the token is used to learn who you are and goes nowhere else.',
  inputs: 'Choices for this sign-in',
  optional: '{label} (optional)',
  none: 'Not set',
  connect: 'Connect {name}',
  again: 'Sign in again at {name}',
  leaving: 'Going to {name}',
  save: 'Save for later',
  saved: '{name} is saved in this browser.',
  savedWhy: 'It stands under “Set up for this page” from now on, and under Providers.',
  same: 'Sign in with the same account. A token of another one is thrown away.',
  parties: 'Who takes part',
  signInAt: 'You sign in at',
  tokenFrom: 'Token comes from',
  tokenGoes: 'Token goes to',
  nowhere: 'nowhere; it only tells who you are',
  hostsTwo: 'The token comes from another host than the one you sign in at. Go on only if you trust both.',
  hostsReading: 'Reading where {name} signs people in',
  hostsUnknown: 'Not known yet. Its settings are read when you connect.',
  where: 'Sign in',
  here: 'In this tab',
  window: 'In a window',
  onlyWindow: 'In a window, because nothing would be left of this page when the tab leaves it.',
} as const;

/** What the address of the reply answers, where that is not right. */
export const callbackFaults = {
  redirects: {
    title: 'The redirect URI of this page redirects.',
    why: 'A redirect can drop the reply or carry a token to another address. Have the host answer this address itself; mind the slash at its end, www and https.',
  },
  missing: {
    title: 'Nothing answers at the redirect URI of this page.',
    why: 'A reply would be lost there, token included. Put the whole folder on the host, callback/ with it.',
  },
} as const;

/** Adding a service to an account: the token of a connection goes along, so a person agrees to that first. */
export const link = {
  title: 'Add a service',
  lead: 'You sign in to one more service, and {name} adds it to the account of this connection instead of making a new one.',
  next: 'Continue',
  back: 'Back',
  question: 'Send the token of this connection along?',
  address: 'To know which account to add to, {name} takes the token of this connection in the address of its sign-in page, at {host}.',
  reads: 'Whoever reads that address holds the token.',
  readsWhy: 'It stands in the history of this browser and may stand in the logs of {host}. This page sends it to no other host.',
  allows: 'The token lets its holder act as this account at',
  endless: 'It does not end by itself.',
  ends: 'It ends by itself, at {at}.',
  expects: 'The account is checked afterwards.',
  expectsWhy: 'If the reply is for another account than this one, it is thrown away.',
  agree: 'Send it and add the service',
  refuse: 'Do not send it',
  gone: 'The connection to add to is no longer here.',
} as const;

/** Inputs whose names say little, by name, in plainer words; what has none here is shown as the provider's entry has it. */
export const inputWords: Readonly<
  Record<string, { readonly label: string; readonly help: string; readonly options: Readonly<Record<string, string>> }>
> = {
  flag: { label: 'Direct messages', help: 'Twitter only.', options: { '': 'Leave them out', dm: 'Ask for them too' } },
  force_login: { label: 'Ask for the password', help: 'Twitter and Facebook only.', options: { '': 'Only if needed', true: 'Always' } },
};

export const form = {
  issuer: 'Issuer',
  issuerPlace: 'https://id.example.com',
  issuerHelp: 'Its settings are read from /.well-known when you leave the field.',
  clientId: 'Client id',
  scope: 'Scope',
  scopeHelp: 'Space-separated. Empty asks for openid, or for the default of the provider.',
  api: 'API address',
  apiPlace: 'https://api.example.com/v1',
  apiHelp: 'The token goes to this address and below, and nowhere else. It can stay empty.',
  authorization: 'Authorization endpoint',
  token: 'Token endpoint',
  tokenHelp: 'With it, the code flow with PKCE is used. Empty means token in URL, the legacy way.',
  userinfo: 'Userinfo endpoint',
  userinfoHelp: 'Asked whose token it is. It can stay empty.',
  toEndpoints: 'No issuer? Enter the endpoints',
  toIssuer: 'Enter an issuer instead',
  connect: 'Connect',
  next: 'Continue',
  reading: 'Reading the settings of {host}',
  found: 'What was found',
  insteadTitle: 'This is not how the provider calls itself.',
  instead: 'It answers to {issuer}, and an issuer counts to the last character.',
  use: 'Use {issuer}',
} as const;

export const found = {
  manual: 'A code that you copy.',
  hosts: 'You sign in at',
  hostsToken: 'the token comes from',
  hostsSame: 'the token comes from there too.',
  code: 'Authorization code with PKCE.',
  token: 'Token in URL (implicit, legacy).',
  refresh: 'Refresh and revocation',
  refreshOnly: 'Refresh,',
  revocationOnly: 'Revocation,',
  both: 'work from this page.',
  noRevocation: 'but no revocation: disconnecting forgets the token here only.',
  noRefresh: 'but no refresh is promised: an expired token needs a new sign-in.',
  neither: 'No refresh and no revocation promised.',
  neitherWhy: 'An expired token needs a new sign-in; disconnecting forgets it here only.',
  iss: 'Names itself in replies',
  issWhy: '(RFC 9207), so replies of others are noticed.',
  noIss: 'No iss in replies',
  noIssWhy: '(RFC 9207), so this provider gets a redirect URI of its own.',
  noUserinfo: 'No userinfo endpoint.',
  noUserinfoWhy: 'Whose token it is comes from the ID token.',
} as const;

export type Fault =
  | 'issuer-empty'
  | 'issuer-address'
  | 'issuer-scheme'
  | 'issuer-extra'
  | 'client-empty'
  | 'client-space'
  | 'address'
  | 'scheme'
  | 'extra'
  | 'endpoint-empty';

/** What is wrong with a field, and how to mend it. */
export const faults: Readonly<Record<Fault, string>> = {
  'issuer-empty': 'Enter the address that the provider calls its issuer, or enter its endpoints instead.',
  'issuer-address': 'This is not a whole address. Begin with https://.',
  'issuer-scheme': 'Use https. Plain http is only accepted for this device.',
  'issuer-extra': 'Leave out user name, query and fragment.',
  'client-empty': 'Enter the client id that the provider gave you when you registered this page.',
  'client-space': 'A client id has no spaces. Copy it again from the provider.',
  address: 'This is not a whole address. Begin with https://.',
  scheme: 'Use https. Plain http is only accepted for this device.',
  extra: 'Leave out user name, query and fragment.',
  'endpoint-empty': 'Enter the address where people sign in.',
};
