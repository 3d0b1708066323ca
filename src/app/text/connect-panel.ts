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
} as const;

export const form = {
  known: 'Start from a known provider',
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
