/** Words for what will happen to a request: whose token goes along and how, or what keeps every token here. */
import type { MatchExplanation } from '../../core/index.ts';
import { fill } from './text.ts';
import { span } from './time.ts';

export const sentWords = {
  sentWith: 'Sent with',
  noToken: 'Sent without a token',
  ownHeader: 'Sent with your own Authorization header',
  notSent: 'Will not be sent',
  several: 'Several could serve it',
} as const;

/** Why no token goes along. */
export const whyNot = {
  ownHeader: 'You wrote an Authorization header, so no token is put in its place. Remove that header to send one.',
  userinfo: 'The address holds a user name or password. Browsers refuse such calls, and no token goes there.',
  'folded-host': 'The host is written in letters that a browser turns into others. Write it as the browser does.',
  'token-endpoint': 'Tokens are asked for or ended at this address, so none is sent there as to an API.',
  scheme: 'Only http and https addresses can carry a token.',
  mode: 'A browser would drop the token in silence with this mode of request.',
  none: 'There is no connection here yet.',
  stranger: 'No rule of your connections is about {host}. They are about {hosts}.',
  noRules: 'No rule of your connections is about {host}; they have none at all.',
  near: 'No rule lets a token go there. The nearest:',
  chosen: 'No rule lets the token of {name} go there, and without it nothing is sent.',
} as const;

/** What a rule and a request differ in. `{…}` of the rule and of the request. */
const misses = {
  scheme: 'Origin: the rule is for {ruleScheme}, this is {scheme}.',
  port: 'Origin: the rule is for {rulePort}, this is {port}.',
  host: 'Origin: the rule is for {ruleHost}, this is {host}.',
  path: 'Path: {path} is not {rulePath} or below it.',
  method: 'Method: the rule allows {methods}, not {method}.',
  encoded: 'Path: it has {part}, which servers read in different ways.',
  narrower: 'A rule with a longer path decides here, so this one does not count.',
  other: 'It is about other connections than the one you chose.',
} as const;

const portWords = { port: 'port {port}', none: 'the usual port' } as const;

const portOf = ({ port }: URL) => (port === '' ? portWords.none : fill(portWords.port, { port }));

interface Miss {
  readonly failed: keyof typeof misses;
  readonly rule: { readonly origin: string; readonly path: string; readonly methods: readonly string[] };
}

/** Which check of a rule failed, with both sides. */
export function missWords({ failed, rule }: Miss, url: URL, method: string): string {
  const origin = new URL(rule.origin);
  const [part = ''] = /%2f|%5c|%00|;|\\/i.exec(url.pathname) ?? [];
  return fill(misses[failed], {
    ruleScheme: origin.protocol.slice(0, -1),
    scheme: url.protocol.slice(0, -1),
    rulePort: portOf(origin),
    port: portOf(url),
    ruleHost: origin.hostname,
    host: url.hostname,
    path: url.pathname,
    rulePath: rule.path || '/',
    methods: rule.methods.join(', '),
    method,
    part,
  });
}

export const near = {
  rule: 'Rule {n} of {provider}',
  more: '{count} more rules, further off',
  one: 'One more rule, further off',
} as const;

export const facts = {
  rule: 'By',
  place: 'Placed',
  life: 'Token',
  kept: 'Kept back',
  below: 'and below, {methods}.',
  byChoice: 'You chose it here.',
  byDefault: 'It is your default here.',
  header: 'It goes in the Authorization header, as Bearer.',
  query: 'It goes in the query as {parameter}.',
} as const;

/** By what it was decided: the rules alone, the person for this console, or the person for good. */
export function decidedBy(id: string | undefined, chosen: string | undefined, { preferred, candidates }: MatchExplanation): string | null {
  if (candidates.length < 2) return null;
  if (preferred !== null && preferred === id) return facts.byDefault;
  return chosen === id ? facts.byChoice : null;
}

const life = {
  endless: 'No end is stated.',
  renewed: 'Renewed before the call: {due}.',
  over: 'it has ended',
  soon: 'it ends in {left}',
  renews: 'Ends in {left}. A call within {from} of that renews it first.',
  ends: 'Ends in {left}, and does not renew itself.',
  ended: 'Has ended, and does not renew itself.',
} as const;

/** When the token ends, and whether a call renews it first. */
export function tokenLife({ expiresAt, renewAt }: Pick<MatchExplanation, 'expiresAt' | 'renewAt'>, now: number): string {
  if (expiresAt === null) return life.endless;
  const left = span(expiresAt - now);
  if (renewAt === null) return expiresAt <= now ? life.ended : fill(life.ends, { left });
  if (now >= renewAt) return fill(life.renewed, { due: expiresAt <= now ? life.over : fill(life.soon, { left }) });
  return fill(life.renews, { left, from: span(expiresAt - renewAt) });
}

type Request = NonNullable<MatchExplanation['request']>;

const keptBack = {
  cookies: { omit: 'cookies', 'same-origin': null, include: null },
  cookiesSent: { omit: null, 'same-origin': 'Cookies go to this origin only.', include: 'Cookies go along, as the rule says.' },
  referrer: 'referrer',
  cache: 'cache',
  redirect: {
    error: 'A redirect is an error.',
    follow: 'A redirect is followed within the origin only.',
    manual: 'A redirect is not followed.',
  },
} as const;

const listed = (parts: readonly string[]) => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`);

/** What a browser would add or keep, and does not. */
export function keptBackWords({ credentials, redirect, cache, referrerPolicy }: Request): string {
  const held = [
    keptBack.cookies[credentials],
    referrerPolicy === 'no-referrer' ? keptBack.referrer : null,
    cache === 'no-store' ? keptBack.cache : null,
  ].filter((one) => one !== null);
  const first = listed(held);
  const sentences = [
    first && `${first.charAt(0).toUpperCase()}${first.slice(1)}.`,
    keptBack.cookiesSent[credentials],
    keptBack.redirect[redirect],
  ];
  return sentences.filter(Boolean).join(' ');
}

export const replacedWords = {
  authorization: 'Your Authorization header is replaced, as the rule says.',
  parameter: 'Your own {parameter} is replaced.',
  fragment: 'The part after # stays here.',
} as const;

export const outlineWords = {
  title: 'The request as it leaves',
  label: 'Request with the token masked',
  host: 'host',
} as const;

export const choiceWords = {
  title: 'Whose token goes along',
  need: 'Choose one first; nothing was sent.',
  why: '{count} connections match, and only you know whose data you want. Nothing is sent until you choose.',
  prefer: 'Use by default here',
  preferName: 'Use {name} by default for {where}',
  preferred: 'Default here',
  undo: 'Take back',
  undoName: 'Take back {name} as the default for {where}',
  preferredSaid: '{name} is now used by default for {where}, by every page of this app.',
  undoneSaid: 'The default for {where} is taken back.',
  failed: 'Your choice could not be kept.',
} as const;
