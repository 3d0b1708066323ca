/** Words of the connections view: first visit, list, row. Its dialogs and notes have files of their own. */
import type { ConnectionInfo } from '../../core/index.ts';
import { countWord, fill } from './text.ts';
import { span, when } from './time.ts';

export const firstVisit = {
  title: 'No connections yet',
  lead: "Singlet signs you in at a provider from this page, keeps the token in this browser, and adds it to calls to that provider's API and to no others. There is no server behind it.",
  parties: 'The five parties of a sign-in',
  party: [
    ['You', 'press Connect and approve'],
    ['This page', 'asks, checks the reply, keeps the token'],
    ['Provider', 'knows you and asks you to approve'],
    ['Token endpoint', 'swaps a code for a token, if the provider has one'],
    ['API', 'answers calls that carry it'],
  ],
  tryIt: 'Try it',
  tryWhy: 'Simulated providers that behave like the real ones, oddities included. Nothing to register, and no real account is touched.',
  ready: 'Ready to connect',
  readyWhy: 'Set up for this page. Press one to sign in there.',
  own: 'Connect a provider',
  ownWhy: 'For one you use. You need its issuer address and a client id that you registered there.',
  connect: 'Connect {name}',
} as const;

export const list = {
  title: 'Connections',
  kept: '{count}, kept in this browser, on this device.',
  memory: '{count}, in the memory of this page only.',
  filter: 'Filter connections',
  filterHint: 'Filter',
  filterNone: 'No connection matches “{query}”.',
  filterClear: 'Show all',
  connect: 'Connect',
  alone: 'On their own',
  services: 'Services in this {provider} account',
  more: 'More for {name}',
  signIn: 'Sign in',
  signInFor: 'Sign in again at {name}',
  renew: 'Renew',
  renewFor: 'Renew {name}',
  link: 'Add a service',
  linkFor: 'Add a service to {name}',
} as const;

export const statusWords = {
  active: 'Active',
  expiring: 'Expiring',
  expired: 'Expired',
  'needs-sign-in': 'Needs sign-in',
  locked: 'Locked',
} as const satisfies Record<ConnectionInfo['status'], string>;

export const menu = {
  renew: 'Renew now',
  signIn: 'Sign in again',
  link: 'Add a service to this account',
  rename: 'Rename',
  call: 'Call its API',
  copyId: 'Copy its id',
  disconnect: 'Disconnect',
  copiedId: 'Copied the id of {name}.',
} as const;

export const expiringBanner = {
  title: 'The {name} token ends in {left}.',
  why: 'It came without a refresh token, so only a new sign-in can extend it: a click and a short trip to {provider}.',
  whySilent: 'It came without a refresh token. {provider} can be asked for a new one: a click, and as a rule no question.',
  others: ' {count} more end soon too.',
  signIn: 'Sign in again',
  renew: 'Renew',
} as const;

/** Faults of the settings, told in full in the providers view. */
export const hint = {
  one: 'One part of the settings could not be used.',
  many: '{count} parts of the settings could not be used.',
  link: 'See what and why',
} as const;

export const unreturned = {
  title: 'The sign-in at {name} did not come back.',
  why: 'If {name} showed an error about the redirect URI, register exactly this one there, then start again.',
  again: 'Start again',
} as const;

export const busy = { renewing: 'Renewing', leaving: 'Going to {name}' } as const;
export const said = { renewed: '{name} has a new token.', connected: '{name} is connected.', renamed: 'Renamed to {name}.' } as const;

/** How many, as a heading's aside. */
export function connectionCount(count: number): string {
  return count === 1 ? '1 connection' : `${count} connections`;
}

export function keptLine(count: number, memory: boolean): string {
  return fill(memory ? list.memory : list.kept, { count: countWord(count) });
}

/** The second line of a row's state: what time does to it. `left` is ms, null where no expiry is stated. */
export function lifeLine(connection: ConnectionInfo, left: number | null, now: number): string {
  if (connection.ended) return `${connection.ended.error} at ${when(connection.ended.at, now)}`;
  if (left === null) return 'No expiry stated';
  if (left <= 0) return connection.refreshable ? 'Renews on the next call' : `Ended at ${when(connection.expiresAt ?? now, now)}`;
  return connection.refreshable ? `${span(left)}, renews` : `${span(left)} left`;
}

/** Long ids as their two ends. */
export function shortId(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}

/** Whose connection it is, in one line. */
export function identityLine(connection: ConnectionInfo, provider: string): string {
  const { identity, label } = connection;
  const parts = [label ? provider : undefined, identity.name, identity.email];
  if (identity.profiles) parts.push(`account ${shortId(identity.sub)}`);
  else if (!identity.name && !identity.email) parts.push(identity.sub ? shortId(identity.sub) : 'Whose it is was not told');
  return parts.filter(Boolean).join(' · ');
}

/** A name with whose it is, so that two connections at one provider are told apart when only their buttons are heard. */
export function namedWith(name: string, { identity }: ConnectionInfo): string {
  const who = identity.profiles && identity.sub ? `account ${shortId(identity.sub)}` : identity.email;
  const parts = [name, identity.name, who ?? (identity.name ? undefined : shortId(identity.sub))];
  return parts.filter((part, at, all) => part && all.indexOf(part) === at).join(', ');
}

/** Letters for a small glyph: `GitHub` is Gh, `Twitter` is Tw. */
export function lettersOf(name: string): string {
  const [first = '', ...rest] = name.replace(/[^\p{L}\p{N}]/gu, '');
  const second = rest.find((letter) => letter !== letter.toLowerCase()) ?? rest[0] ?? '';
  return first.toUpperCase() + second.toLowerCase();
}

/** `twitter` as its maker writes it. */
export function serviceName(service: string): string {
  const known: Readonly<Record<string, string>> = { github: 'GitHub', linkedin: 'LinkedIn' };
  return known[service] ?? service.charAt(0).toUpperCase() + service.slice(1);
}
