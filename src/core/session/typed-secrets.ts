/**
 * What a person gave so that a provider hands out tokens: secret and key, by connection.
 * In the memory of this page, until it is left or nothing used them for a quarter of an hour; in the vault only on request
 * (security ruling e). Side effects: a timer, a listener on the window; the vault where it was asked for.
 */
import type { Secret } from '../base/secret.ts';
import type { Vault } from '../vault/vault.ts';

export interface Typed {
  readonly client_secret?: Secret | undefined;
  readonly private_key?: CryptoKey | undefined;
}

const idleMs = 15 * 60_000;

export interface TypedSecrets {
  get(connection: string): Promise<Typed | undefined>;
  /** `keep`: in the vault too; otherwise what the vault has of it is forgotten. */
  hold(connection: string, typed: Typed, keep: boolean): Promise<void>;
  /** One connection, or all. */
  forget(connection?: string): void;
}

export function makeTypedSecrets(vault: Vault): TypedSecrets {
  const held = new Map<string, Typed>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const used = () => {
    clearTimeout(timer);
    timer = setTimeout(() => held.clear(), idleMs);
    // In Node a timer would keep a test alive.
    (timer as { unref?: () => void }).unref?.();
  };
  // A page in the browser's back-forward cache keeps its memory.
  globalThis.addEventListener?.('pagehide', () => held.clear());
  return {
    async get(connection) {
      const own = held.get(connection);
      if (own) used();
      return own ?? vault.typed(connection);
    },
    async hold(connection, typed, keep) {
      held.set(connection, typed);
      used();
      await vault.setTyped(connection, keep ? typed : undefined);
    },
    forget(connection) {
      if (connection === undefined) held.clear();
      else held.delete(connection);
    },
  };
}
