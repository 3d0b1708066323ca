/**
 * Says beforehand which token a request would carry, and why: every rule of its origin, what failed on it, and what would
 * be sent, with the token as a mask. Request -> `MatchExplanation`. Sends nothing, and reads no body.
 */
import { Secret } from '../base/secret.ts';
import { attachToken, hasAuthorization, headersOf, type Parts, type Target, targetOf } from '../intercept/attach.ts';
import { decidingRules, hasAmbiguousPath, isEndpoint, matchRequest, type RuleEntry, type RuleIndex } from '../intercept/match.ts';
import type { Connection } from '../vault/records.ts';
import type { MatchExplanation, RuleCheck } from './door.ts';
import type { Listing } from './listing.ts';
import { statusOf } from './listing.ts';
import type { ProviderRegistry } from './registry.ts';

export interface ExplainOptions {
  readonly listing: Listing;
  readonly registry: ProviderRegistry;
  readonly base: string;
  readonly now: number;
  /** The connection of `for(id)`; undefined where the rules decide. */
  readonly only?: string | undefined;
}

const nothing = {
  refused: null,
  preferred: null,
  renewAt: null,
  connection: null,
  provider: null,
  rule: null,
  placement: null,
  parameter: null,
  candidates: [],
  rules: [],
  expiresAt: null,
  request: null,
} as const;

const covers = (path: string, pathname: string) => path === '' || pathname === path || pathname.startsWith(`${path}/`);

/** What stands between a rule and the request. */
function failureOf({ rule }: RuleEntry, deciding: readonly RuleEntry[], target: Target): RuleCheck['failed'] {
  if (!covers(rule.path, target.path)) return 'path';
  if (!deciding.some((one) => one.rule.path === rule.path)) return 'narrower';
  if (!rule.methods.includes(target.method)) return 'method';
  return hasAmbiguousPath(target) && !rule.allowEncoded ? 'encoded' : null;
}

function checksOf(index: RuleIndex, target: Target): readonly RuleCheck[] {
  const deciding = decidingRules(index, target);
  const entries = [...(index.origins.get(target.origin)?.values() ?? [])].flat();
  return entries
    .map((entry) => ({
      provider: entry.provider,
      number: entry.number,
      rule: entry.rule,
      connections: entry.connections.size,
      failed: failureOf(entry, deciding, target),
    }))
    .sort((a, b) => b.rule.path.length - a.rule.path.length);
}

/** Why no rule matched: the nearest miss, in one sentence. */
function missed(rules: readonly RuleCheck[], { origin, method }: Target): string {
  const nearest =
    rules.find(({ failed }) => failed === null) ??
    rules.find(({ failed }) => failed === 'method') ??
    rules.find(({ failed }) => failed === 'encoded') ??
    rules[0];
  if (!nearest) return `No connection has a rule for ${origin}, so no token is sent there.`;
  if (nearest.failed === null) return 'The rules for this address are about other connections than this one.';
  if (nearest.failed === 'method') return `The rule for this path allows ${nearest.rule.methods.join(', ')}, not ${method}.`;
  if (nearest.failed === 'encoded') return 'The path has an encoded separator, which servers read in different ways.';
  return `The rules for ${origin} cover ${[...new Set(rules.map(({ rule }) => rule.path || '/'))].join(', ')}, not this path.`;
}

/** The request as it would leave, the token masked in place. */
function outline(
  target: Target,
  init: RequestInit | undefined,
  headers: Parts['headers'],
  entry: RuleEntry,
  mask: string,
): MatchExplanation['request'] {
  const placeholder = 'singlet-token';
  const [url, sent] = attachToken(target, { init: init ?? {}, headers }, placeholder, entry);
  const shown = Object.entries(sent.headers as Parts['headers']).map(([name, value]) => [name, value.replace(placeholder, mask)]);
  return {
    method: target.method,
    url: url.replace(placeholder, mask),
    headers: Object.fromEntries(shown),
    credentials: sent.credentials ?? 'omit',
    redirect: sent.redirect ?? 'error',
    cache: sent.cache ?? 'no-store',
    referrerPolicy: sent.referrerPolicy ?? 'no-referrer',
  };
}

function attached(
  { rule, number }: RuleEntry,
  connection: Connection,
  { registry }: ExplainOptions,
): Pick<MatchExplanation, 'rule' | 'placement' | 'parameter' | 'reason'> {
  const where = `${rule.origin}${rule.path || '/'}`;
  const name = registry.find(connection.provider)?.name ?? connection.provider;
  const how = rule.placement.in === 'query' ? `in the query as ${rule.placement.name}` : 'in the Authorization header';
  return {
    rule: number,
    placement: rule.placement.in,
    parameter: rule.placement.in === 'query' ? rule.placement.name : null,
    reason: `Rule ${number} of ${name} covers ${where}. The token goes ${how}.`,
  };
}

type Refusal = NonNullable<MatchExplanation['refused']>;

const refusals: Readonly<Record<Refusal, string>> = {
  scheme: 'Only http and https addresses can carry a token.',
  userinfo: 'The address has a user name or password in it.',
  'folded-host': 'The host is written in letters that a browser turns into others. Write it as the browser does.',
  'token-endpoint': 'Tokens are asked for or ended at this address; none is sent there as to an API.',
  mode: 'A browser drops the token in silence with this mode of request.',
};

const refuse = (refused: Refusal) => ({ outcome: 'refused', refused, reason: refusals[refused] }) as const;

function refusalOf(index: RuleIndex, target: Target): Refusal | undefined {
  const { protocol, username, password } = new URL(target.href);
  if (!/^https?:$/.test(protocol)) return 'scheme';
  if (username + password !== '') return 'userinfo';
  if (target.origin === '') return 'folded-host';
  return isEndpoint(index, target) ? 'token-endpoint' : undefined;
}

/** From when on a call renews it first, as the token source counts it (tokens.ts); null where it does not renew itself. */
function renewAtOf({ refreshable, expiresAt, issuedAt, provider }: Connection, { registry }: ExplainOptions): number | null {
  if (!refreshable || expiresAt === null) return null;
  const skewMs = (registry.find(provider)?.expires.skew ?? 60) * 1000;
  return Math.max(expiresAt - skewMs, issuedAt + 0.8 * (expiresAt - issuedAt));
}

/** The one that a person chose among several. */
function preferredOf(index: RuleIndex, target: Target): string | null {
  const { candidate, count } = matchRequest(index, target);
  return count === 'several' ? (candidate?.connection ?? null) : null;
}

/** Error: `connection_unknown`, of a connection that was named. */
export async function explain(input: RequestInfo | URL, init: RequestInit | undefined, options: ExplainOptions): Promise<MatchExplanation> {
  const { listing, registry, base, now, only } = options;
  if (only !== undefined) await listing.get(only);
  const index = await listing.index();
  const target = targetOf(input, init, base);
  const refused = refusalOf(index, target);
  if (refused) return { ...nothing, ...refuse(refused) };
  const rules = checksOf(index, target);
  const open = decidingRules(index, target).filter(
    (entry) => rules.find(({ provider, number }) => provider === entry.provider && number === entry.number)?.failed === null,
  );
  const ids = [...new Set(open.flatMap(({ connections }) => [...connections]))];
  const candidates = (await Promise.all(ids.map((id) => listing.get(id)))).map(listing.info);
  const some = { ...nothing, rules, candidates, preferred: preferredOf(index, target) };
  const { candidate, count } = matchRequest(index, target, only);
  if (count === 0) return { ...some, outcome: 'no-rule', reason: missed(rules, target) };
  const headers = headersOf(input, init);
  if (hasAuthorization(headers) && candidate?.entry.rule.authorization !== 'override')
    return { ...some, outcome: 'caller-authorization', reason: 'You set an Authorization header, so the request is sent as it is.' };
  if (!candidate) return { ...some, outcome: 'ambiguous', reason: `${candidates.length} connections serve this address. Choose one.` };
  const connection = await listing.get(candidate.connection);
  const provider = registry.find(connection.provider);
  const info = {
    connection: listing.info(connection),
    provider: provider ? registry.info(provider) : null,
    expiresAt: connection.expiresAt,
    renewAt: renewAtOf(connection, options),
  };
  if (statusOf(connection, now) === 'needs-sign-in')
    return { ...some, ...info, outcome: 'unusable', reason: 'Its token is no longer good. Sign in again first.' };
  const mode = init?.mode ?? (input instanceof Request ? input.mode : undefined);
  if (mode !== undefined && mode !== 'cors' && mode !== 'same-origin') return { ...some, ...info, ...refuse('mode') };
  const mask = String(new Secret(`............${connection.tail}`));
  const request = outline(target, init, headers, candidate.entry, mask);
  return { ...some, ...info, outcome: 'attached', request, ...attached(candidate.entry, connection, options) };
}
