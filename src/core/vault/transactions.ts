/**
 * Sign-ins under way, in the sessionStorage of their tab: another tab, also one that an attacker opened, has none.
 * At most one a tab waits for a redirect; the first reply spends it, good or bad. Spent ids are remembered for
 * ten minutes, so that a replayed reply (reload, Back) is told from a foreign one.
 * Transaction <-> one JSON record. RFC 9700 section 4.7. Side effects: the storage it is given.
 */
import type { Clock } from '../base/clock.ts';
import { SingletError } from '../base/errors.ts';
import type { RedirectBinding } from '../provider/provider.ts';
import { tabKey } from './waiting.ts';

const LIFE_MS = 600_000;

/** One attempt to sign in, click to result. */
export interface Transaction {
  readonly id: string;
  /** Epoch ms. It is worth nothing ten minutes later; whoever takes it checks. */
  readonly createdAt: number;
  readonly provider: string;
  /** Issuer, endpoints and client as JSON: a reply may not be finished at a provider that changed. */
  readonly tuple: string;
  readonly flow: 'code' | 'token';
  readonly mode: 'redirect';
  readonly purpose: 'new' | 'reauth';
  /** Id of the connection to sign in again. */
  readonly connection?: string;
  readonly expectedSub?: string;
  readonly returnTo: string;
  readonly redirect_uri: string;
  readonly binding: RedirectBinding;
  readonly scope: string;
  readonly state?: string;
  readonly nonce?: string;
  /** The state record of oidc-client-ts, code verifier included. */
  readonly oidc?: string;
  readonly group?: string;
}

export interface Transactions {
  /** Keeps the sign-in that is about to leave; an older one of this tab is superseded. */
  rememberTransaction(record: Transaction): void;
  /**
   * Hands out this tab's sign-in and spends it, whether or not `ids` name it: whoever checks the reply tells a wrong state.
   * Undefined where nothing waits, and for the replay of a spent reply. An expired one is handed out too, once.
   */
  takeTransaction(ids: readonly string[]): Transaction | undefined;
  wasSpent(id: string): boolean;
  /** Leaves the id of a sealed reply for the page that finishes the sign-in. */
  leaveHandoffId(id: string): void;
  takeHandoffId(): string | undefined;
}

export interface TransactionPorts {
  /** Called each time, since the mere look at `sessionStorage` can throw. */
  readonly storage: () => Storage;
  readonly clock: Clock;
}

interface Tab {
  live?: Transaction | undefined;
  spent: [id: string, at: number][];
  handoff?: string | undefined;
}

/** `name` is that of the vault: `singlet:<base path>`. Every method throws `storage_unavailable` where storage is blocked. */
export function openTransactions(name: string, { storage, clock }: TransactionPorts): Transactions {
  const key = tabKey(name);

  const read = (kept: Storage): Tab => {
    let tab: Partial<Tab> | null = null;
    const text = kept.getItem(key);
    try {
      tab = JSON.parse(text ?? 'null');
    } catch {
      // Not ours, or torn: as good as none.
    }
    return { ...tab, spent: Array.isArray(tab?.spent) ? tab.spent.filter((entry) => Math.abs(clock() - entry?.[1]) < LIFE_MS) : [] };
  };

  /** Reads, changes and writes back; what `change` returns is given out only after the write held. */
  const edit = <T>(change: (tab: Tab) => T): T => {
    try {
      const kept = storage();
      const tab = read(kept);
      const result = change(tab);
      kept.setItem(key, JSON.stringify(tab));
      return result;
    } catch (cause) {
      throw new SingletError('storage_unavailable', { cause });
    }
  };

  const spend = (tab: Tab) => {
    const { live } = tab;
    if (live) tab.spent.push([live.id, clock()]);
    tab.live = undefined;
    return live;
  };

  const isSpent = (tab: Tab, id: string) => tab.spent.some((entry) => entry[0] === id);

  return {
    rememberTransaction: (record) =>
      edit((tab) => {
        spend(tab);
        tab.live = record;
      }),
    takeTransaction: (ids) => edit((tab) => (ids.some((id) => isSpent(tab, id)) ? undefined : spend(tab))),
    wasSpent: (id) => edit((tab) => isSpent(tab, id)),
    leaveHandoffId: (id) =>
      edit((tab) => {
        tab.handoff = id;
      }),
    takeHandoffId: () =>
      edit((tab) => {
        const { handoff } = tab;
        tab.handoff = undefined;
        return handoff;
      }),
  };
}
