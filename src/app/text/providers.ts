/** Words of the providers view. */
import type { ConfigProblem } from '../../core/index.ts';

export const providersText = {
  title: 'Providers',
  lead: 'Where this page can sign you in, and where their tokens may go.',
  none: 'No provider is set up. Add one under Connections, or as an entry of singlet.config.json beside index.html.',
  add: 'Add a provider',
  export: 'Export as config',
  exported: 'singlet.config.json is in your downloads. It holds no secret.',
  connect: 'Connect',
  connectName: 'Connect {name}',
  edit: 'Edit',
  editName: 'Edit {name}',
  remove: 'Remove',
  removeName: 'Remove {name}',
  removeTitle: 'Remove {name}?',
  removeWhy: 'Its settings are only in this browser and are forgotten at once. This cannot be undone; export them first to keep them.',
  removeHeld: '{count} made with it must be disconnected first.',
  removed: '{name} is removed.',
  keep: 'Keep it',
  flow: 'Sign-in',
  hosts: 'Signs in at',
  hostsMachine: 'Token comes from',
  hostsToken: 'The token comes from',
  hostsUnknown: 'read from its issuer before the first sign-in',
  client: 'Client id',
  scope: 'Scope',
  scopeNone: 'none asked for',
  redirect: 'Redirect URI',
  redirectNone: 'None to register: it shows a code on its own page, and you bring it here.',
  redirectNowhere: 'None to register: nobody is sent away and comes back.',
  issuer: 'Issuer',
  issuerNone: 'none, endpoints are set',
  api: 'Token goes to',
  apiNone: 'nowhere; no API rule is set',
  header: 'Authorization header',
  query: 'query, as {name}',
  secret: 'Client secret',
  secretWhy: 'You type it at each sign-in. It goes to {host} and nowhere else, and is kept only if you say so.',
  key: 'Secret and key',
  keyWhy: 'You give them when it connects. The secret and what the key signs go to {host}, and both are kept only if you say so.',
  single: 'One at a time',
  singleWhy: 'It knows one sign-in at a time in a browser, so the tabs of this page take turns.',
  link: 'Services',
  linkWhy: 'A connected account can be given further services. Its token is then sent along, and you are asked before that.',
  problemsTitle: 'Some of singlet.config.json could not be used.',
  problemsWhy: 'The other providers work.',
  oddTitle: 'Something in singlet.config.json is not as it should be.',
  oddWhy: 'All providers in it work for now.',
  problemIs: 'is',
  problemAllowed: 'Allowed: {allowed}.',
} as const;

/** Of the form that changes a provider; its fields have the words of the connect panel. */
export const editText = {
  form: 'Settings of {name}',
  name: 'Name',
  base: 'Base address',
  nameHelp: 'Only this browser sees it. Leave it empty for the host of its address.',
  rules: 'Its API rules say more than this form can. They stay as they are; export the settings to change them.',
  breaksTitle: 'Connections made so far will not carry over.',
  breaks:
    'A token belongs to the server and the client that it was given for. {count} stay in the list, but no call will carry their tokens: disconnect them and connect again.',
  save: 'Save',
  saved: '{name} is saved.',
} as const;

/** A value as it stood there, which is shown as code; else words about it. */
export function isLiteral({ found }: ConfigProblem): boolean {
  return /^("|-?\d|(true|false|null)$)/.test(found);
}
