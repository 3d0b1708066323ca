/** Words of the choice where to sign in. */

export const wayWords = {
  where: 'Sign in',
  here: 'In this tab',
  window: 'In a window',
  onlyWindow: 'In a window, because nothing would be left of this page when the tab leaves it.',
} as const;
