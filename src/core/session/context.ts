/** What the parts of a session share. Made once by `createSinglet`, handed to each. */
import { SingletError } from '../base/errors.ts';
import type { TraceEvent } from '../base/trace-event.ts';
import type { GuardedFetch } from '../flow/guarded-fetch.ts';
import type { Vault } from '../vault/vault.ts';
import type { Transactions } from '../vault/transactions.ts';
import type { VaultPorts } from '../vault/seal.ts';
import type { Emitter } from './events.ts';
import type { Ports } from './ports.ts';
import type { ProviderRegistry } from './registry.ts';

export interface Context {
  readonly ports: Ports;
  /** Prefix of everything Singlet keeps in this browser: `singlet:<base path>`. */
  readonly name: string;
  /** Folder that holds singlet.js, with a slash at its end. */
  readonly base: URL;
  /** `<base>callback/`. */
  readonly callback: string;
  readonly guarded: GuardedFetch;
  readonly registry: ProviderRegistry;
  readonly vault: Vault;
  readonly vaultPorts: VaultPorts;
  readonly transactions: Transactions;
  /** Why tokens live in memory only, or undefined when storage works. */
  readonly memoryOnly: SingletError | undefined;
  readonly emitter: Emitter;
  readonly trace: (event: Omit<TraceEvent, 'at'>) => void;
}

/** The oidc chunk, loaded when a code flow, a renewal or a revocation runs. */
export async function loadOidc(): Promise<typeof import('../flow/oidc.ts')> {
  try {
    return await import('../flow/oidc.ts');
  } catch (cause) {
    throw new SingletError('stale_release', { cause });
  }
}
