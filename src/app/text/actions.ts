/** Words around an act at a provider: what is sent where, what is lost, what to type, and what came of it. The act's own words are data. */
import type { ActionChoice, ConnectionInfo } from '../../core/index.ts';
import { identityLine, serviceName } from './connections.ts';
import { fill } from './text.ts';

export const actions = {
  /** Heading of what a provider offers without a connection. */
  offered: 'Without signing in',
  reading: 'Preparing it',
  looking: 'Asking {provider} what there is now',
  lookAgain: 'Look again',
  now: 'What {provider} says now',
  empty: 'Nothing',
  sent: 'What is sent',
  sentTo: 'To {host}, when you press the button, and to no other host.',
  withToken: 'With the token of {account}.',
  withTokens: 'With the tokens of {account} and {other}.',
  inAddress:
    'In the address of the request: {what}. Logs of {provider} may keep that; the address, history and timing list of this page do not.',
  secret: 'Client secret',
  secretHelp: 'Of the client {client}. Used for this one request, kept nowhere.',
  secretEmpty: 'Enter the secret.',
  secretRejected: '{host} does not take this secret together with the client id {client}. Check both and try again.',
  optional: '{label} (optional)',
  required: 'Fill this in.',
  noOther: 'This needs a second account at {provider}. Connect it first.',
  choose: 'Which one',
  goesAlone: 'Only this one goes.',
  goesAlong: 'Goes along, because its name contains {value}:',
  lost: 'What is lost',
  final: 'This cannot be undone.',
  typeWord: 'Type “{word}” to go on',
  typeWordFor: 'Type “{word}” to go on: {count} profiles go',
  wordMissing: 'Type “{word}”, as it stands there. Nothing was sent.',
  chooseFirst: 'Choose one first.',
  keep: 'Cancel',
  going: 'Asking {host}',
  maybe: 'No readable answer came, so it may have been done all the same. Look before you send it again.',
  emptied: 'The secrets you typed were removed from the page, because it was out of sight or nobody typed for five minutes.',
  done: '{label}: done.',
  removed: 'Gone from {account}: {list}.',
  ended: 'Emptied, and its connection here forgotten: {other}.',
} as const;

/** Whose account it is, with its id: two accounts may be of one person, and a name may change with the act. */
export const accountOf = (connection: ConnectionInfo): string => identityLine({ ...connection, label: null }, '');

/** `GitHub forno-marchetti, 12071166@github` */
export const choiceWords = ({ service, name, value }: ActionChoice): string =>
  `${[serviceName(service), name].filter(Boolean).join(' ')}, ${value}`;

/** `{service}` says it as well as `{input.service}`. */
export const sentAddress = (url: string): string => url.replace(/\{input\./g, '{');

/** Texts of an entry name the accounts that are meant. */
export const actionText = (text: string, account: string, other: string): string => fill(text, { account, other });
