/**
 * What time has done to a connection since it was listed. Connection + now -> `Life`. Pure.
 * The core decides the status when it lists; this keeps it true while a person looks at it.
 */
import type { ConnectionInfo, ConnectionStatus, ProviderInfo } from '../../core/index.ts';

export interface Life {
  readonly status: ConnectionStatus;
  /** Milliseconds to the end, negative after it; null where none is stated. */
  readonly left: number | null;
  /** Part of its life that is left, 0 to 1. */
  readonly share: number;
  readonly strand: 'timed' | 'endless' | 'cut';
}

type Timed = Pick<ConnectionInfo, 'status' | 'issuedAt' | 'expiresAt' | 'refreshable' | 'ended'>;

/** The last tenth of its life, at most ten minutes, as the core counts it. */
function isExpiring(left: number, life: number): boolean {
  return left < Math.min(600_000, life / 10);
}

export function lifeOf({ status, issuedAt, expiresAt, refreshable, ended }: Timed, now: number): Life {
  const left = expiresAt === null ? null : expiresAt - now;
  if (ended || status === 'needs-sign-in') return { status: 'needs-sign-in', left, share: 0, strand: 'cut' };
  if (status === 'locked') return { status, left, share: 0, strand: 'timed' };
  if (expiresAt === null || left === null) return { status: 'active', left: null, share: 1, strand: 'endless' };
  const share = Math.min(1, Math.max(0, left / Math.max(1, expiresAt - issuedAt)));
  if (left <= 0)
    return refreshable
      ? { status: 'expired', left, share: 0, strand: 'timed' }
      : { status: 'needs-sign-in', left, share: 0, strand: 'cut' };
  // One that renews itself needs no one's attention.
  const ending = !refreshable && isExpiring(left, expiresAt - issuedAt);
  return { status: ending ? 'expiring' : 'active', left, share, strand: 'timed' };
}

/**
 * How a connection gets a new token: by its refresh token; by asking without a question (`prompt=none`, OpenID Connect
 * Core section 3.1.2.1); or by a sign-in. null: its provider is no longer here.
 */
export function renewalOf(
  { refreshable, ended, requestedScope, scope }: Pick<ConnectionInfo, 'refreshable' | 'ended' | 'requestedScope' | 'scope'>,
  provider: ProviderInfo | undefined,
): 'refresh' | 'silent' | 'sign-in' | null {
  if (!provider) return null;
  if (ended) return 'sign-in';
  if (refreshable) return 'refresh';
  // What it was asked with is asked for again.
  const openid = (requestedScope || scope || provider.scope).split(' ').includes('openid');
  const redirects = provider.flow === 'code' || provider.flow === 'token' || provider.flow === 'auto';
  return provider.issuer !== undefined && openid && redirects ? 'silent' : 'sign-in';
}

/** The slot that the next connection gets: the least used, the first of equals. Slots count from 1 to 8. */
export function nextThread(connections: readonly Pick<ConnectionInfo, 'thread'>[]): number {
  const uses = Array.from({ length: 8 }, (_, slot) => connections.filter(({ thread }) => thread === slot + 1).length);
  return uses.indexOf(Math.min(...uses)) + 1;
}
