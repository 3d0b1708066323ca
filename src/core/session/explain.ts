/** Says beforehand which token a request would carry, and why. Request -> `MatchExplanation`. Sends nothing. */
import { headersOf, targetOf } from '../intercept/attach.ts';
import { addressRefusal, type Candidate, coversPath, matchRequest, type RuleIndex } from '../intercept/match.ts';
import type { Connection } from '../vault/records.ts';
import type { MatchExplanation } from './door.ts';
import type { Listing } from './listing.ts';
import { statusOf } from './listing.ts';
import type { ProviderRegistry } from './registry.ts';

export interface ExplainOptions {
  readonly listing: Listing;
  readonly registry: ProviderRegistry;
  readonly base: string;
  readonly now: number;
}

const nothing = { connection: null, provider: null, rule: null, placement: null, parameter: null, candidates: [] } as const;

/** Why no rule matched: the nearest miss, in one sentence. */
function missed(index: RuleIndex, url: URL, method: string): string {
  const list = index.get(url.origin);
  if (!list) return `No connection has a rule for ${url.origin}, so no token is sent there.`;
  const paths = list.filter(({ rule }) => coversPath(rule.path, url.pathname));
  if (paths.length === 0)
    return `The rules for ${url.origin} cover ${[...new Set(list.map(({ rule }) => rule.path || '/'))].join(', ')}, not this path.`;
  return `The rule for this path allows ${paths[0]?.rule.methods.join(', ')}, not ${method}.`;
}

function attached(
  { rule, number }: Candidate,
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

export async function explain(input: RequestInfo | URL, init: RequestInit | undefined, options: ExplainOptions): Promise<MatchExplanation> {
  const { listing, registry, base, now } = options;
  const index = await listing.index();
  const { url, method } = targetOf(input, init, base);
  const refusal = addressRefusal(url);
  if (refusal)
    return {
      ...nothing,
      outcome: 'refused',
      reason:
        refusal === 'path'
          ? 'The path has an encoded separator, which servers read in different ways.'
          : 'The address has a user name or password in it.',
    };
  const found = matchRequest(index, url, method);
  const connections = await Promise.all(found.map(({ connection }) => listing.get(connection)));
  const candidates = connections.map(listing.info);
  const [first] = found;
  const [connection] = connections;
  if (!first || !connection) return { ...nothing, outcome: 'no-rule', reason: missed(index, url, method) };
  if (headersOf(input, init).has('authorization'))
    return {
      ...nothing,
      candidates,
      outcome: 'caller-authorization',
      reason: 'You set an Authorization header, so the request is sent as it is.',
    };
  if (found.length > 1)
    return { ...nothing, candidates, outcome: 'ambiguous', reason: `${found.length} connections serve this address. Choose one.` };
  const status = statusOf(connection, now);
  const provider = registry.find(connection.provider);
  const info = { connection: listing.info(connection), provider: provider ? registry.info(provider) : null, candidates };
  if (status === 'needs-sign-in')
    return { ...nothing, ...info, outcome: 'unusable', reason: 'Its token is no longer good. Sign in again first.' };
  return { ...info, outcome: 'attached', ...attached(first, connection, options) };
}
