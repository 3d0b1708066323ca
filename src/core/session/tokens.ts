/**
 * Gives out usable tokens and renews them. The `TokenSource` of the interceptor.
 * In a tab one renewal at a time for a connection; between tabs a bounded Web Lock saves work,
 * and correctness comes from the vault's guarded commit alone (security ruling h).
 * RFC 6749 section 6. Side effects: token endpoint, vault, broadcast.
 */
import { SingletError } from '../base/errors.ts';
import type { CurrentToken, TokenSource } from '../intercept/intercept.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { type Context, loadOidc } from './context.ts';
import type { Listing } from './listing.ts';

const lockWaitMs = 20_000;

/** OAuth errors that say: this grant is over. Everything else is trouble that may pass. */
const endings = new Set(['invalid_grant', 'invalid_code', 'interaction_required', 'login_required', 'consent_required', 'access_denied']);

interface Held {
  readonly tokens: TokenSet;
  readonly generation: number;
  /** Epoch ms from which it should be renewed rather than used; Infinity where no expiry is stated. */
  readonly renewAt: number;
}

export interface Tokens extends TokenSource {
  /** Renews now, whatever its age. */
  refresh(id: string): Promise<Connection>;
  hold(connection: Connection, tokens: TokenSet): void;
  forget(id?: string): void;
}

export function makeTokens(context: Context, listing: Listing, changed: (connection: Connection) => void): Tokens {
  const { ports, vault, registry } = context;
  const held = new Map<string, Held>();
  const running = new Map<string, Promise<Held>>();

  const hold = (connection: Connection, tokens: TokenSet): Held => {
    const { expiresAt, issuedAt } = tokens;
    const skewMs = (registry.find(connection.provider)?.expires.skew ?? 60) * 1000;
    const renewAt = expiresAt === null ? Infinity : Math.max(expiresAt - skewMs, issuedAt + 0.8 * (expiresAt - issuedAt));
    const entry = { tokens, generation: connection.generation, renewAt };
    held.set(connection.id, entry);
    return entry;
  };
  const current = ({ tokens, generation }: Held): CurrentToken => ({ token: tokens.access_token, generation });
  const ended = (connection: Connection) => new SingletError('needs_sign_in', { provider: connection.provider });

  /** What the vault holds by now; another tab may have renewed. */
  async function read(id: string): Promise<readonly [Connection, Held]> {
    const stored = (await vault.list()).find((one) => one.id === id);
    if (!stored) {
      listing.drop(id);
      throw new SingletError('connection_unknown');
    }
    if (stored.ended) throw ended(stored);
    const tokens = await vault.tokens(id);
    if (!tokens) throw ended(stored);
    listing.put(stored);
    return [stored, hold(stored, tokens)];
  }

  async function commit(connection: Connection, renewed: Connection, tokens: TokenSet): Promise<Held> {
    let next = renewed;
    try {
      next = await vault.commit(renewed, tokens, connection.generation);
    } catch (error) {
      const code = error instanceof SingletError ? error.code : undefined;
      if (code === 'vault_conflict') return (await read(connection.id))[1];
      // A rotated token that cannot be stored is still the only one that works: use it while the page lives.
      if (code !== 'vault_full' && code !== 'storage_unavailable') throw error;
      context.emitter.emit('vault:memory-only', { reason: error as SingletError });
    }
    changed(next);
    return hold(next, tokens);
  }

  async function ask(connection: Connection, { tokens }: Held): Promise<Held> {
    const { provider } = await registry.prepare(connection.provider);
    if (!tokens.refresh_token) throw ended(connection);
    const { refreshTokens } = await loadOidc();
    context.trace({ step: 'token-requested', provider: provider.id, connection: connection.id, from: 'app', to: 'token-endpoint', method: 'POST', url: provider.token_endpoint ?? '' });
    const reply = await refreshTokens(provider, tokens.refresh_token, connection.identity.sub, context.guarded);
    const { access_token, refresh_token = tokens.refresh_token, id_token = tokens.id_token, expires_in, receivedAt } = reply;
    const expiresAt = expires_in === undefined ? null : receivedAt + expires_in * 1000;
    const scope = reply.scope ?? connection.scope;
    const renewed: TokenSet = { access_token, refresh_token, ...(id_token && { id_token }), scope, issuedAt: receivedAt, expiresAt };
    const next: Connection = { ...connection, scope, issuedAt: receivedAt, expiresAt, tail: access_token.tail, ended: null, generation: connection.generation + 1 };
    context.trace({ step: 'refreshed', provider: provider.id, connection: connection.id, from: 'token-endpoint', to: 'app', token: access_token });
    return commit(connection, next, renewed);
  }

  /** Only a rejection of the grant ends a connection, and only when no other tab has a newer token. */
  async function rejected(connection: Connection, error: unknown): Promise<Held> {
    const reason = error instanceof SingletError && error.code === 'token_rejected' ? error.oauth?.error : undefined;
    if (reason === undefined || !endings.has(reason)) throw error;
    const [now, newer] = await read(connection.id);
    if (now.generation !== connection.generation) return newer;
    const over = await vault.update(connection.id, () => ({ ended: { error: reason, at: ports.now() } }));
    held.delete(connection.id);
    changed(over);
    context.emitter.emit('connection:needs-sign-in', listing.info(over));
    throw new SingletError('needs_sign_in', { provider: connection.provider, oauth: (error as SingletError).oauth });
  }

  async function renewLocked(id: string, known: number | undefined): Promise<Held> {
    const [connection, entry] = await read(id);
    if (known !== undefined && connection.generation !== known && ports.now() < entry.renewAt) return entry;
    return ask(connection, entry).catch((error: unknown) => rejected(connection, error));
  }

  /** A lock that cannot be had in time is done without: two renewals cost one token, a wait without end costs the page. */
  async function withLock(id: string, act: () => Promise<Held>): Promise<Held> {
    if (!ports.locks) return act();
    let entered = false;
    try {
      return await ports.locks.request(`${context.name}:refresh:${id}`, { signal: AbortSignal.timeout(lockWaitMs) }, () => {
        entered = true;
        return act();
      });
    } catch (error) {
      if (entered) throw error;
      return act();
    }
  }

  function renewOnce(id: string, known: number | undefined): Promise<Held> {
    const already = running.get(id);
    if (already) return already;
    const renewal = withLock(id, () => renewLocked(id, known)).finally(() => running.delete(id));
    running.set(id, renewal);
    return renewal;
  }

  return {
    peek(id) {
      const entry = held.get(id);
      return entry && ports.now() < entry.renewAt ? current(entry) : undefined;
    },
    async tokenFor(id) {
      const [connection, entry] = await read(id);
      if (ports.now() < entry.renewAt) return current(entry);
      if (entry.tokens.refresh_token) return current(await renewOnce(id, entry.generation));
      if (entry.tokens.expiresAt !== null && ports.now() < entry.tokens.expiresAt) return current(entry);
      throw ended(connection);
    },
    async renew(id, refused) {
      const entry = held.get(id);
      if (entry && entry.generation > refused && ports.now() < entry.renewAt) return current(entry);
      if (running.has(id)) return current(await renewOnce(id, refused));
      const [, stored] = await read(id);
      if (stored.generation > refused) return current(stored);
      return stored.tokens.refresh_token ? current(await renewOnce(id, refused)) : undefined;
    },
    async refresh(id) {
      const { refreshable, provider } = await listing.get(id);
      if (!refreshable) throw new SingletError('needs_sign_in', { provider, detail: 'the provider gave no refresh token' });
      await renewOnce(id, undefined);
      return listing.get(id);
    },
    hold: (connection, tokens) => void hold(connection, tokens),
    forget: (id) => (id === undefined ? held.clear() : void held.delete(id)),
  };
}
