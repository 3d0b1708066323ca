/**
 * Rules that a request just misses, and by what: those of its origin as the core checked them, and those of an origin that is
 * nearly its own. Address + checks + rules -> what to show. Pure.
 */
import type { ApiRule, ProviderInfo, RuleCheck } from '../../core/index.ts';

export interface NearRule {
  readonly provider: string;
  /** Its place in the provider's list, from 1. */
  readonly number: number;
  readonly rule: ApiRule;
  /** `other`: it is about other connections than the chosen one. */
  readonly failed: 'scheme' | 'host' | 'port' | 'other' | NonNullable<RuleCheck['failed']>;
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** `api.acme.example` and `acme.example` are near, and so are two names below one parent; `github.io` alone is no parent. */
function nearHosts(one: string, other: string): boolean {
  if (loopback.test(one) && loopback.test(other)) return true;
  if (/^[\d.[]/.test(one) || /^[\d.[]/.test(other)) return false;
  const parent = (host: string) => host.split('.').slice(1).join('.');
  return one.endsWith(`.${other}`) || other.endsWith(`.${one}`) || (parent(one).includes('.') && parent(one) === parent(other));
}

/** What keeps the two origins apart, where it is little; null where they are strangers or the same. */
function originDifference(url: URL, origin: string): 'scheme' | 'host' | 'port' | null {
  const rule = new URL(origin);
  if (rule.origin === url.origin) return null;
  if (rule.hostname !== url.hostname) return nearHosts(rule.hostname, url.hostname) && rule.port === url.port ? 'host' : null;
  return rule.protocol === url.protocol ? 'port' : 'scheme';
}

/** What decides first: the rule that a person meant is the one that fails latest. */
const order: readonly NearRule['failed'][] = ['method', 'encoded', 'other', 'path', 'scheme', 'port', 'host', 'narrower'];

/** `providers`: those that something is connected at; a rule of another has no token to send. */
export function nearRules(url: URL, checks: readonly RuleCheck[], providers: readonly ProviderInfo[]): readonly NearRule[] {
  const here = checks.map(({ provider, number, rule, failed }): NearRule => ({ provider, number, rule, failed: failed ?? 'other' }));
  const beside = providers.flatMap(({ id, api }) =>
    api.flatMap((rule, at): NearRule[] => {
      const failed = originDifference(url, rule.origin);
      return failed ? [{ provider: id, number: at + 1, rule, failed }] : [];
    }),
  );
  return [...here, ...beside].sort((a, b) => order.indexOf(a.failed) - order.indexOf(b.failed));
}

/** Where the rules of these providers let a token go at all. */
export function ruleHosts(providers: readonly ProviderInfo[]): readonly string[] {
  return [...new Set(providers.flatMap(({ api }) => api.map(({ origin }) => new URL(origin).host)))];
}
