/** Words of the dialogs that rename or disconnect a connection, and of what came of it. */
import type { DisconnectResult } from '../../core/index.ts';
import { fill } from './text.ts';

export const rename = {
  title: 'Rename {name}',
  label: 'Name',
  help: 'Only this browser sees it. Leave it empty for the name of the provider.',
  save: 'Save',
} as const;

export const disconnect = {
  title: 'Disconnect {name}?',
  reading: 'Reading what {provider} offers',
  revokes: 'This browser forgets the token, and {provider} ends it everywhere, also where it was copied to. This cannot be undone.',
  local:
    'This browser forgets the token at once, and this cannot be undone. {provider} is not asked, so the token itself stays valid there until it ends, if it ever does.',
  only: 'This browser forgets the token at once, and this cannot be undone. {provider} has no way to end it from here, so the token itself stays valid there until it ends, if it ever does. To get back in, sign in again.',
  unknown:
    'This browser forgets the token at once, and this cannot be undone. Whether {provider} can end it could not be read just now; it is asked if it can.',
  alsoRevoke: 'Also end it at {provider}',
  alsoSignOut: 'Also sign out at {provider}',
  signOutWhy:
    'Ends your session at {provider} in this browser, for every site that you use it with. It opens in a window, and {provider} may ask you there.',
  keep: 'Keep it',
  go: 'Disconnect',
  going: 'Disconnecting',
} as const;

const revokedWords: Readonly<Record<DisconnectResult['revoked'], string>> = {
  revoked: '{provider} confirmed that the token is ended.',
  'not-supported': '{provider} has no way to end a token from here. It stays valid there until it ends, if it ever does.',
  unknown: '{provider} gave no readable answer, so the token may stay valid. To be certain, remove this app in your account there.',
  'not-asked': 'The token itself stays valid at {provider} until it ends, if it ever does.',
};

const sessionWords: Readonly<Record<DisconnectResult['session'], string>> = {
  ended: 'Its sign-out sent you back, so your session there has ended too, unless you chose to stay.',
  'not-supported': '{provider} has no sign-out that this page can ask for, so you stay signed in there.',
  unknown: 'Nothing came back from its sign-out, so you may still be signed in there. To be certain, sign out at {provider} itself.',
  'not-asked': '',
};

export const disconnected = { title: '{name} is disconnected.' } as const;

/** Both halves of what came of it, and whether all that was asked for is certain. */
export function disconnectedWhy(
  { revoked, session }: DisconnectResult,
  provider: string,
): { readonly why: string; readonly certain: boolean } {
  const why = [revokedWords[revoked], sessionWords[session]].filter(Boolean).join(' ');
  return { why: fill(why, { provider }), certain: revoked === 'revoked' && (session === 'ended' || session === 'not-asked') };
}

/** While the window of a sign-out is out. The connection itself is gone by then. */
export const signOut = {
  open: 'Signing out at {provider}.',
  openWhy: '{name} is disconnected here. The window of {provider} closes by itself when you are signed out.',
  blocked: 'Your browser blocked the sign-out window.',
  blockedWhy: '{name} is disconnected here. To be signed out at {provider} too, open the window by this link.',
  closed: 'The sign-out window is gone.',
  closedWhy:
    '{name} is disconnected here. The window was closed, or {provider} cut its connection to this page, which looks the same; an answer counts for two more minutes.',
  asking: '{name} is forgotten here. Asking {provider} to end its token.',
  link: 'Open the sign-out window',
  show: 'Show the window',
  stop: 'Stop waiting',
  returned: 'The sign-out at {provider} sent you back.',
  returnedWhy: 'Your session there has ended, unless you chose to stay. The connection was disconnected before that.',
} as const;
