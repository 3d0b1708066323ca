/** Words of the fault panel. */

export const panel = {
  open: 'Faults',
  title: 'Make a simulated provider fail',
  why: 'To see what this page says then. A reload takes every fault away.',
  system: 'Provider',
  fault: 'Fault',
  none: 'None',
  active: 'Set: {list}.',
  set: '{name}: {fault}.',
  gone: '{name} works again.',
  failed: 'The simulated providers do not answer. Reload the page.',
} as const;

export const systems: Readonly<Record<string, string>> = {
  singly: 'Singly',
  kiln: 'Kiln',
  wayfare: 'Wayfare',
  smartfile: 'SmartFile',
  signeasy: 'SignEasy',
  singlefile: 'SingleFile',
  singleview: 'Singleview',
};

/** By the name of the fault. */
export const faultWords = {
  deny: 'Says no at once',
  slow: 'Its pages take three seconds',
  'plain-text': 'Its sign-in ends on an error page (500)',
  'token-503': 'Token endpoint is down (503)',
  'token-429': 'Token endpoint: too many requests (429)',
  'token-no-cors': 'Token endpoint without CORS',
  'token-slow': 'Token endpoint does not answer',
  refused: 'Token endpoint refuses the client',
  'api-429': 'API: too many requests (429)',
  'api-500': 'API is broken (500)',
  'api-no-cors': 'API without CORS',
  'wrong-iss': 'Reply names another issuer',
  'no-state': 'Reply without state',
  'wrong-state': 'Reply with another sign-in\u2019s state',
  expired: 'Its access tokens have ended',
  'rotated-away': 'Tokens have ended, renewal is refused',
  'lost-reply': 'Token reply is lost on the way',
} as const;
