/**
 * What changed, told to listeners here and to other tabs, and what was heard from them put into events.
 * Side effects: keeps listing and held tokens up to date; a broadcast that never carries a secret.
 */
import type { Coherence, VaultNews } from '../vault/coherence.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import type { Context } from './context.ts';
import type { Listing } from './listing.ts';
import type { HeldTokens } from './tokens.ts';

export interface News {
  /** A connection was made or changed; `tokens` where they are new. */
  keep(connection: Connection, tokens: TokenSet | undefined, isNew: boolean): void;
  gone(id: string): void;
  providersChanged(): void;
  cleared(): Promise<void>;
  /** Another tab changed the vault; `before` is what was listed until then. Says what is different now. */
  heard(news: VaultNews, before: readonly Connection[]): Promise<void>;
}

export interface NewsOptions {
  readonly listing: Listing;
  readonly held: HeldTokens;
  readonly coherence: Coherence;
}

export function makeNews({ registry, vault, emitter }: Context, { listing, held, coherence }: NewsOptions): News {
  return {
    keep(connection, tokens, isNew) {
      listing.put(connection);
      if (tokens) held.hold(connection, tokens);
      coherence.tell({ type: 'changed', id: connection.id });
      emitter.emit(isNew ? 'connection:added' : 'connection:updated', listing.info(connection));
    },
    gone(id) {
      held.forget(id);
      listing.drop(id);
      coherence.tell({ type: 'removed', id });
      emitter.emit('connection:removed', { id });
    },
    providersChanged() {
      listing.reindex();
      coherence.tell({ type: 'changed' });
    },
    async cleared() {
      const known = await listing.all().catch(() => []);
      held.forget();
      listing.reset();
      coherence.tell({ type: 'cleared' });
      for (const { id } of known) emitter.emit('connection:removed', { id });
    },
    async heard({ id }, before) {
      if (id === undefined) await registry.setLocal(await vault.localProviders());
      const after = await listing.all();
      for (const old of before) if (!after.some((one) => one.id === old.id)) emitter.emit('connection:removed', { id: old.id });
      for (const one of after) {
        const old = before.find((earlier) => earlier.id === one.id);
        if (!old || one.id === id) emitter.emit(old ? 'connection:updated' : 'connection:added', listing.info(one));
      }
    },
  };
}
