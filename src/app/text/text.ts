/**
 * Words that several views share. Every word a person reads stands in this folder, one file a view;
 * a view imports its own file, so that a lazy view brings its own words.
 */

export const words = {
  product: 'Singlet',
  skip: 'Skip to the content',
  nav: 'Main',
  navBottom: 'Main, bottom',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying was refused. Select the text instead.',
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  more: 'More',
  resize: 'Resize the panel',
  simulated: 'Simulated',
  local: 'Only here',
  tokenEnding: 'token ending',
  tokenMasked: 'token',
} as const;

/** Why an act that needs them cannot be done now. */
export const blockedWords = {
  offline: 'You are offline. This works again once there is a network.',
} as const;

export const shell = {
  views: { connections: 'Connections', console: 'Console', 'sign-ins': 'Sign-ins', providers: 'Providers' },
  storage: { indexeddb: 'Kept in this browser', memory: 'In memory only', unknown: 'Opening the vault' },
  inspector: 'Inspector',
  inspectorHint: 'Inspector (Ctrl + .)',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  opening: 'Opening the vault',
  finishing: 'Finishing the sign-in',
  offlineTitle: 'You are offline.',
  offlineWhy: 'Your connections are still here. Signing in, renewing and calling an API wait for a network.',
  memoryTitle: 'This browser blocks storage for this site.',
  memoryWhy:
    'You can sign in, in a window, and tokens live in the memory of this page: a reload forgets them. To keep them, allow site data for {origin}, then reload.',
  reload: 'Reload',
  unreachedTitle: 'A part of this page could not be loaded.',
  unreachedWhy: 'There is no network now. It is loaded as soon as there is one.',
  retry: 'Try again',
} as const;

export const flows = {
  auto: 'Chosen at sign-in',
  code: 'Code with PKCE',
  token: 'Token in URL',
  'manual-code': 'Pasted code',
  'client-credentials': 'Client credentials',
  'signed-request': 'Signed request',
  paste: 'Pasted token',
} as const;

/** How a provider is signed in to, in two or three words. */
export const flowOf = ({ flow, secret }: { readonly flow: keyof typeof flows; readonly secret: boolean }): string =>
  flow === 'code' && secret ? 'Code with a secret' : flows[flow];

/** Fills `{name}` places of a catalogue entry. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The name of the document. */
export const titled = (title: string): string => `${title} · ${words.product}`;

/** "One", "Six", "12": numbers under thirteen as words, for the start of a sentence. */
export function countWord(count: number): string {
  const small = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
  return small[count] ?? String(count);
}
