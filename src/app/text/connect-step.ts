/** Words of the panel once a provider is chosen, and of what its metadata says. */

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

export const found = {
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
