/** Words of sign-ins under way: windows that are out, questions that wait, and what became of them. */

export const windowCard = {
  waiting: 'Waiting for the window of {name}.',
  waitingWhy: 'Sign in there. This page stays as it is and goes on when you are done.',
  silent: 'Asking {name} for a new token.',
  silentWhy: 'A window opens and closes by itself. If {name} wants to see you, this page says so.',
  link: 'Waiting for the window of {name}, to add a service.',
  slowWhy: 'If that window shows an error, it will not come back by itself: close it and start again.',
  slowUri: 'If the error is about the redirect URI, register exactly this one at {name}:',
  blocked: 'Your browser blocked the sign-in window.',
  blockedWhy: 'It does so when a page opens one too long after a click. The link opens it, and this page goes on waiting for it.',
  open: 'Open the sign-in window',
  here: 'Continue in this tab',
  closed: 'The window of {name} is gone.',
  closedWhy:
    'It was closed, or {name} cut its connection to this page, as some providers do: that looks the same from here. If you are still signing in there, go on; a reply counts for two more minutes.',
  show: 'Show the window',
  again: 'Start again',
  cancel: 'Cancel',
  stop: 'Stop waiting',
} as const;

export const waiting = {
  confirm: 'A token of {name} is waiting for your answer.',
  confirmWhy: 'It is held apart and not in use. Leaving or reloading this page drops it.',
  answer: 'Answer',
  code: 'The sign-in at {name} waits for the code that {name} shows.',
  codeWhy: '{left} left to paste it.',
  codeOver: 'Its time is over. Start again for a new one.',
  enterCode: 'Enter the code',
  secret: 'The sign-in at {name} waits for its client secret.',
  secretWhy: 'Leaving or reloading this page drops it.',
  enterSecret: 'Enter the secret',
  again: 'Start again',
  giveUp: 'Give up',
} as const;

export const outcome = {
  discarded: 'The {name} token was discarded.',
  discardedWhy: 'Nothing about your connections changed.',
  'given-up': 'The sign-in at {name} was given up.',
  givenUpWhy: 'Nothing was kept, and nothing about your connections changed.',
  dropped: 'The sign-in at {name} was dropped.',
  droppedWhy:
    'The page was reloaded while it waited for your answer, and what it held was only in the memory of the page. Nothing was kept.',
  droppedCode: 'The time to paste its code ran out. Nothing was kept.',
  again: 'Start again',
} as const;

/** What the live region says. */
export const saidOfWindows = {
  open: 'A window for {name} is open. Sign in there.',
  blocked: 'The browser blocked the window for {name}. A link on this page opens it.',
  closed: 'The window of {name} is gone. A reply may still come.',
  slow: 'The window of {name} is still out. If it shows an error, start again.',
  stopped: 'No longer waiting for {name}.',
  asks: '{name} needs your answer.',
} as const;
