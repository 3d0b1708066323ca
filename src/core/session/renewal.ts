/**
 * Renews tokens. In a tab one renewal at a time for a connection; between tabs a bounded Web Lock saves
 * work, and correctness comes from the vault's guarded commit alone (security ruling h).
 * RFC 6749 section 6. Side effects: token endpoint, vault, broadcast.
 */
import { SingletError } from '../base/errors.ts';
import { sourceOf } from '../provider/provider.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { type ActContext, loadOidc } from './context.ts';
import { tokenSetOf } from './token-set.ts';
import { type Held, needsSignIn } from './tokens.ts';

const lockWaitMs = 20_000;

/** OAuth errors that say: this grant is over. Everything else is trouble that may pass. */
const endings = new Set(['invalid_grant', 'invalid_code', 'interaction_required', 'login_required', 'consent_required', 'access_denied']);

/** Renews unless another tab did: `known` is the generation not wanted any more, undefined to renew in any case. */
export type Renew = (id: string, known: number | undefined) => Promise<Held>;

async function commit(
  { vault, held, keep, emitter }: ActContext,
  connection: Connection,
  renewed: Connection,
  tokens: TokenSet,
): Promise<Held> {
  try {
    keep(await vault.commit(renewed, tokens, connection.generation), tokens, false);
  } catch (error) {
    const code = error instanceof SingletError ? error.code : undefined;
    if (code === 'vault_conflict') return (await held.read(connection.id))[1];
    // A rotated token that cannot be stored is still the only one that works: use it while the page lives.
    if (code !== 'vault_full' && code !== 'storage_unavailable') throw error;
    emitter.emit('vault:memory-only', { reason: error as SingletError });
    keep({ ...renewed, generation: connection.generation + 1 }, tokens, false);
  }
  return held.get(connection.id) ?? (await held.read(connection.id))[1];
}

async function ask(context: ActContext, connection: Connection, { tokens }: Held): Promise<Held> {
  if (!tokens.refresh_token) throw needsSignIn(connection);
  const { provider } = await context.metadata.prepare(connection.provider);
  if (sourceOf(provider) !== connection.source) throw needsSignIn(connection);
  const { refreshTokens } = await loadOidc();
  const base = { provider: provider.id, connection: connection.id };
  context.trace({
    ...base,
    step: 'token-requested',
    from: 'app',
    to: 'token-endpoint',
    method: 'POST',
    url: provider.token_endpoint ?? '',
  });
  const reply = await refreshTokens(provider, tokens.refresh_token, tokens.id_token, context.guarded);
  const renewed = tokenSetOf(reply, reply.receivedAt, tokens);
  const { access_token, issuedAt, expiresAt, scope } = renewed;
  context.trace({ ...base, step: 'refreshed', from: 'token-endpoint', to: 'app', token: access_token });
  return commit(context, connection, { ...connection, scope, issuedAt, expiresAt, tail: access_token.tail, ended: null }, renewed);
}

/** Only a rejection of the grant ends a connection, and only when no other tab has a newer token. */
async function rejected({ vault, held, keep, emitter, listing, ports }: ActContext, connection: Connection, error: unknown): Promise<Held> {
  const oauth = error instanceof SingletError && error.code === 'token_rejected' ? error.oauth : undefined;
  if (!oauth || !endings.has(oauth.error)) throw error;
  const end = { ended: { error: oauth.error, at: ports.now() } };
  // Decided inside the write: a newer token that another tab committed meanwhile must not be marked.
  const over = await vault.update(connection.id, (now) => (now.generation === connection.generation ? end : {}));
  if (over.generation !== connection.generation) return (await held.read(connection.id))[1];
  held.forget(connection.id);
  keep(over, undefined, false);
  emitter.emit('connection:needs-sign-in', listing.info(over));
  throw new SingletError('needs_sign_in', { provider: connection.provider, oauth });
}

/** A lock that cannot be had in time is done without: two renewals cost one token, a wait without end costs the page. */
async function withLock<T>({ ports, name }: ActContext, id: string, act: () => Promise<T>): Promise<T> {
  if (!ports.locks) return act();
  let entered = false;
  try {
    return await ports.locks.request(`${name}:refresh:${id}`, { signal: AbortSignal.timeout(lockWaitMs) }, () => {
      entered = true;
      return act();
    });
  } catch (error) {
    if (entered) throw error;
    return act();
  }
}

export function makeRenew(context: ActContext): Renew {
  const running = new Map<string, Promise<Held>>();
  const renewLocked = async (id: string, known: number | undefined) => {
    const [connection, entry] = await context.held.read(id);
    if (known !== undefined && connection.generation !== known && context.ports.now() < entry.renewAt) return entry;
    return ask(context, connection, entry).catch((error: unknown) => rejected(context, connection, error));
  };
  return (id, known) => {
    const renewal = running.get(id) ?? withLock(context, id, () => renewLocked(id, known)).finally(() => running.delete(id));
    running.set(id, renewal);
    return renewal;
  };
}
