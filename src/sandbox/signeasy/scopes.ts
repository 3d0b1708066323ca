/** The scopes that SignEasy documents, each with what it allows in words of the consent page. Data. */

export const audience = 'https://api-ext.signeasy.com/';

export const scopeMeanings: Readonly<Record<string, string>> = {
  'user:read': 'See your name, company and plan',
  'files:read': 'List all your documents',
  'original:read': 'Read the documents that you uploaded',
  'original:create': 'Upload documents for you',
  'original:update': 'Rename and replace documents that you uploaded',
  'signed:read': 'Read signed documents',
  'signed:create': 'Sign documents as you',
  'signed:update': 'Rename signed documents',
  'rs:read': 'See who was asked to sign, and who did',
  'rs:create': 'Ask others to sign, in your name',
  'rs:update': 'Remind signers, and call a request back',
  'rs:signingurl': 'Make links under which others sign',
  'template:manage': 'Use and change your templates',
  'webhooks:manage': 'Be told when something is signed',
  offline_access: 'Keep access while you are away',
};

/** Everything but to be lasting. */
export const apiScopes: readonly string[] = Object.keys(scopeMeanings).filter((scope) => scope !== 'offline_access');
