/**
 * Which connections may serve a request. URL + method -> candidates, none by default.
 * Exact origin, path prefix by whole segments, method; never a substring, never a wildcard
 * (security ruling d). Pure; one look-up by origin a call.
 */
import type { ApiRule, Provider } from '../provider/provider.ts';

/** One rule of one connection. */
export interface Candidate {
  readonly connection: string;
  readonly rule: ApiRule;
  /** Place in the provider's list, from 1. */
  readonly number: number;
}

/** Candidates by origin, longest path first. */
export type RuleIndex = ReadonlyMap<string, readonly Candidate[]>;

export function buildIndex(
  connections: readonly { readonly id: string; readonly provider: string }[],
  providers: ReadonlyMap<string, Provider>,
): RuleIndex {
  const index = new Map<string, Candidate[]>();
  for (const { id, provider } of connections) {
    for (const [position, rule] of (providers.get(provider)?.api ?? []).entries()) {
      const list = index.get(rule.origin) ?? [];
      list.push({ connection: id, rule, number: position + 1 });
      index.set(rule.origin, list);
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.rule.path.length - a.rule.path.length);
  return index;
}

/** Separators that a server may decode after we compared the path: "/", "\", NUL, and ";" parameters. */
const ambiguousPath = /%2f|%5c|%00|;|\\/i;

/** True when the path is the prefix itself or lies below it. */
export function coversPath(prefix: string, pathname: string): boolean {
  return prefix === '' || pathname === prefix || pathname.startsWith(`${prefix}/`);
}

export type MatchFault = 'address' | 'path';

/** Why no request to this address may carry a token, whatever the rules say; null when one may. */
export function addressRefusal(url: URL): MatchFault | null {
  // A blob: address has the origin of the page that made it.
  if (url.username || url.password || !/^https?:$/.test(url.protocol)) return 'address';
  return ambiguousPath.test(url.pathname) ? 'path' : null;
}

/** The candidates with the longest matching path; several only where connections tie. */
export function matchRequest(index: RuleIndex, url: URL, method: string, only?: string): readonly Candidate[] {
  const list = index.get(url.origin);
  if (!list || addressRefusal(url)) return [];
  const found: Candidate[] = [];
  let length: number | undefined;
  for (const candidate of list) {
    const { rule, connection } = candidate;
    if (only !== undefined && connection !== only) continue;
    if (length !== undefined && rule.path.length < length) break;
    if (!coversPath(rule.path, url.pathname)) continue;
    // The longest path decides, also when it does not allow the method: a wider rule must not make up for it.
    length = rule.path.length;
    if (rule.methods.includes(method) && !found.some((one) => one.connection === connection)) found.push(candidate);
  }
  return found;
}
