/**
 * Which connections may serve a request. URL + method -> the rule that decides and whose tokens it lets through, none by default.
 * Exact origin, path prefix by whole segments, method; never a substring, never a wildcard (security ruling d).
 * Pure. A call costs one look-up by origin and one for each segment of its path, however many rules and connections there are.
 */
import { ruleKey } from '../base/rule-key.ts';
import type { ApiRule, Provider } from '../provider/provider.ts';
import type { Target } from './attach.ts';

/** One rule of one provider, with the connections whose tokens it is about. */
export interface RuleEntry {
  readonly rule: ApiRule;
  /** Place in the provider's list, from 1. */
  readonly number: number;
  readonly provider: string;
  readonly connections: Set<string>;
  /** The one that a person chose for this rule. */
  chosen?: string;
  /** Several accounts have been answered under this rule, or may have been, in this browser. */
  shared?: boolean;
}

export interface RuleIndex {
  /** By origin, then by path without a slash at its end. */
  readonly origins: ReadonlyMap<string, ReadonlyMap<string, readonly RuleEntry[]>>;
  /** Addresses that no token of an API may go to: where tokens are asked for and ended. */
  readonly endpoints: ReadonlySet<string>;
}

/** What of a connection the index is made of. */
export interface Indexed {
  readonly id: string;
  readonly provider: string;
  /** Rules that a person chose it for, by {@link ruleKey}. */
  readonly chosenFor?: readonly string[] | undefined;
  /** Where its tokens are asked for and ended, origin and path. */
  readonly endpoints?: readonly string[] | undefined;
  /** Another account of the provider was here before it. */
  readonly afterAnother?: boolean | undefined;
}

export function buildIndex(connections: readonly Indexed[], providers: ReadonlyMap<string, Provider>): RuleIndex {
  const origins = new Map<string, Map<string, RuleEntry[]>>();
  const entries = new Map(
    [...providers].map(([provider, { api }]) => [
      provider,
      api.map((rule, at): RuleEntry => ({ rule, number: at + 1, provider, connections: new Set() })),
    ]),
  );
  for (const { id, provider, chosenFor, afterAnother } of connections) {
    for (const entry of entries.get(provider) ?? []) {
      entry.shared ||= afterAnother || entry.connections.size > 0;
      entry.connections.add(id);
      if (chosenFor?.includes(ruleKey(entry.rule))) entry.chosen = id;
    }
  }
  for (const entry of [...entries.values()].flat()) {
    const { origin, path } = entry.rule;
    if (entry.connections.size === 0) continue;
    const paths = origins.get(origin) ?? new Map<string, RuleEntry[]>();
    origins.set(origin, paths.set(path, [...(paths.get(path) ?? []), entry]));
  }
  return { origins, endpoints: new Set(connections.flatMap(({ endpoints = [] }) => endpoints)) };
}

/** Separators that a server may decode after we compared the path: "/", "\\", NUL, and ";" parameters. A plain "\\" is a "/" to a browser. */
const ambiguousPath = /%(2f|5c|00)|;/i;

export const hasAmbiguousPath = ({ path }: Target) => ambiguousPath.test(path);

/** No request to this address may carry a token, whatever the rules say. */
export const isEndpoint = ({ endpoints }: RuleIndex, { origin, path }: Target) => endpoints.has(origin + path);

/**
 * The rules with the longest path that covers the address. They decide, also when they do not allow the method or the
 * form of the path: a wider rule must not make up for it.
 */
export function decidingRules(index: RuleIndex, target: Target, only?: string): readonly RuleEntry[] {
  const paths = index.origins.get(target.origin);
  if (!paths || isEndpoint(index, target)) return [];
  for (let { path } = target; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const entries = paths.get(path)?.filter(({ connections }) => only === undefined || connections.has(only)) ?? [];
    if (entries.length > 0 || path === '') return entries;
  }
}

/** A connection that serves a request, and the rule that says so. */
export interface Candidate {
  readonly connection: string;
  readonly entry: RuleEntry;
}

export interface Match {
  /** undefined where none serves it, or several do and nobody chose. */
  readonly candidate: Candidate | undefined;
  /** How many connections could serve it; no more than that there are several is worked out. */
  readonly count: 0 | 1 | 'several';
}

export function matchRequest(index: RuleIndex, target: Target, only?: string): Match {
  const entries = decidingRules(index, target, only).filter(
    ({ rule }) => rule.methods.includes(target.method) && (rule.allowEncoded || !hasAmbiguousPath(target)),
  );
  const [entry] = entries;
  if (!entry) return { candidate: undefined, count: 0 };
  if (only !== undefined) return { candidate: { connection: only, entry }, count: 1 };
  const [first = ''] = entry.connections;
  const others = entries.filter((one) => one.connections.size > 1 || !one.connections.has(first));
  if (others.length === 0) return { candidate: { connection: first, entry }, count: 1 };
  const preferred = entries.find(({ chosen }) => chosen !== undefined);
  return { candidate: preferred?.chosen === undefined ? undefined : { connection: preferred.chosen, entry: preferred }, count: 'several' };
}
