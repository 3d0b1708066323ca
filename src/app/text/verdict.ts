/** Words for what an answer says of the token that went along. */

export const journeyWords = {
  'renewed-first': 'Its token was due, so it was renewed once before the call.',
  resent: 'Renewed once, sent again: the API had refused the first token with 401.',
} as const;

export const verdictWords = {
  'no-token': {
    title: 'It went without a token.',
    why: 'The API wants one. What keeps a token from going there is said above, at the address.',
  },
  'own-header': {
    title: 'The Authorization header that you wrote was refused.',
    why: 'No token of a connection went along. Remove that header to let the rules send one.',
  },
  resent: {
    title: 'A fresh token was refused too.',
    why: 'It was renewed once and the call sent again, so this is no expiry. Access may have been taken back, or the API takes tokens of another kind.',
  },
  'renewal-failed': {
    title: 'The API refused the token, and {provider} gave no new one.',
    why: 'Sign in again to get one.',
  },
  endless: {
    title: 'This is not taken for an expiry.',
    why: '{provider} states no end for its tokens, so nothing was renewed and nothing was sent again. If the body says that the token is not valid, sign in again.',
  },
  ended: {
    title: 'The API refused the token.',
    why: 'It came without a refresh token, so nothing was renewed. It may have ended or been taken back: sign in again to get another.',
  },
  scope: {
    title: 'The token is good, but may not do this.',
    why: 'This call needs {wanted}, which was not granted. A renewal would not change that, so none was tried.',
    unnamed: 'The API does not say which scope this call needs. A renewal would not change that, so none was tried.',
    had: 'This call needs {wanted}, and the token has it. What else is missing is between you and {provider}.',
    withheld: '{provider} was asked for {wanted} and did not grant it. Without it, this call is refused.',
    granted: '{wanted} is granted now.',
    own: 'This call needs {wanted}. What your own Authorization header allows is not known here.',
  },
} as const;

export const verdictLabels = {
  granted: 'Granted',
  nothing: 'nothing named',
  more: 'Sign in again with more access',
  moreName: 'Sign in again at {name} with more access',
  signIn: 'Sign in again',
  signInName: 'Sign in again at {name}',
  send: 'Send it again',
  toList: 'Go to connections',
} as const;
