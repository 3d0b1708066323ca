/**
 * The tokens this page holds in memory, and the `TokenSource` of the interceptor over them.
 * A fresh token is given out without any wait; everything else goes to the vault, and for a
 * renewal to renewal.ts, which loads only then.
 */
import type { Clock } from '../base/clock.ts';
import { SingletError } from '../base/errors.ts';
import type { CurrentToken, TokenSource } from '../intercept/intercept.ts';
import type { VaultReader } from '../vault/reader.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import type { Listing } from './listing.ts';
import type { ProviderRegistry } from './registry.ts';

export interface Held {
  readonly tokens: TokenSet;
  readonly generation: number;
  /** Epoch ms from which it should be renewed rather than used; Infinity where no expiry is stated. */
  readonly renewAt: number;
}

export interface HeldTokens {
  get(id: string): Held | undefined;
  hold(connection: Connection, tokens: TokenSet): Held;
  /** One connection, or all: it ended, or this page does. */
  forget(id?: string): void;
  /** Another tab changed it: nothing is used before the vault was read again. A token that is in no vault yet is not lost by that. */
  stale(id?: string): void;
  /** What the vault holds by now; another tab may have renewed. Errors: `connection_unknown`, `needs_sign_in`. */
  read(id: string): Promise<readonly [Connection, Held]>;
}

export const needsSignIn = ({ provider }: Connection) => new SingletError('needs_sign_in', { provider });

export function holdTokens(vault: VaultReader, registry: ProviderRegistry, listing: Listing): HeldTokens {
  const held = new Map<string, Held>();
  const hold: HeldTokens['hold'] = (connection, tokens) => {
    const { expiresAt, issuedAt } = tokens;
    const skewMs = (registry.find(connection.provider)?.expires.skew ?? 60) * 1000;
    // The skew before the end, but never more than the last fifth of a short life (security ruling i).
    const renewAt = expiresAt === null ? Infinity : Math.max(expiresAt - skewMs, issuedAt + 0.8 * (expiresAt - issuedAt));
    const entry = { tokens, generation: connection.generation, renewAt };
    held.set(connection.id, entry);
    return entry;
  };
  /** Counts what was forgotten, so that a read that began before does not bring it back. */
  let forgotten = 0;
  const read: HeldTokens['read'] = async (id) => {
    const began = forgotten;
    const stored = (await vault.list()).find((one) => one.id === id);
    const tokens = stored && !stored.ended ? await vault.tokens(id) : undefined;
    if (began !== forgotten) return read(id);
    const own = held.get(id);
    if (!stored) {
      held.delete(id);
      listing.drop(id);
      throw new SingletError('connection_unknown');
    }
    // A renewed token that could not be stored is newer than what the vault has, and than what it says about the older one.
    if (own && own.generation > stored.generation) return [stored, hold({ ...stored, generation: own.generation }, own.tokens)];
    listing.put(stored);
    if (!tokens) throw needsSignIn(stored);
    return [stored, hold(stored, tokens)];
  };
  return {
    get: (id) => held.get(id),
    hold,
    read,
    forget(id) {
      forgotten++;
      if (id === undefined) held.clear();
      else held.delete(id);
    },
    stale(id) {
      forgotten++;
      for (const [one, entry] of held) if (id === undefined || one === id) held.set(one, { ...entry, renewAt: -Infinity });
    },
  };
}

/** `renew` asks the provider; `known` is the generation that is not wanted any more. */
export function makeTokenSource(held: HeldTokens, now: Clock, renew: (id: string, known: number) => Promise<Held>): TokenSource {
  const isFresh = ({ renewAt }: Held) => now() < renewAt;
  const current = ({ tokens, generation }: Held): CurrentToken => ({ token: tokens.access_token, generation });
  return {
    peek(id) {
      const entry = held.get(id);
      return entry && isFresh(entry) ? current(entry) : undefined;
    },
    async tokenFor(id) {
      const [connection, entry] = await held.read(id);
      const { expiresAt } = entry.tokens;
      if (isFresh(entry)) return current(entry);
      const alive = expiresAt !== null && now() < expiresAt;
      if (connection.refreshable)
        return renew(id, entry.generation).then(current, (error: unknown) => {
          // Trouble with the renewal is no reason to fail a call that the token still serves.
          if (alive && error instanceof SingletError && held.get(id)?.generation === entry.generation) return current(entry);
          throw error;
        });
      if (alive) return current(entry);
      throw needsSignIn(connection);
    },
    async renew(id, refused) {
      const entry = held.get(id);
      if (entry && entry.generation > refused && isFresh(entry)) return current(entry);
      const [{ refreshable }, stored] = await held.read(id);
      if (stored.generation > refused) return current(stored);
      return refreshable ? current(await renew(id, refused)) : undefined;
    },
  };
}
