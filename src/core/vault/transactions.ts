/**
 * Sign-ins under way, in the sessionStorage of their tab: another tab, also one that an attacker opened, has none.
 * At most one a tab waits for a redirect; the first reply spends it, good or bad. Spent ids are remembered for
 * ten minutes, so that a replayed reply (reload, Back) is told from a foreign one. Of a sign-in in a window only the id
 * is here, in a copy that the window got when it opened; of one whose code is pasted, all of it.
 * Transaction <-> one JSON record. RFC 9700 section 4.7. Side effects: the storage it is given.
 */
import type { Clock } from '../base/clock.ts';
import { SingletError } from '../base/errors.ts';
import type { FlowName, RedirectBinding } from '../provider/provider.ts';
import { tabKey, windowsKey } from './waiting.ts';

const LIFE_MS = 600_000;

/** One attempt to sign in, click to result. */
export interface Transaction {
  readonly id: string;
  /** Epoch ms. It is worth nothing ten minutes later; whoever takes it checks. */
  readonly createdAt: number;
  readonly provider: string;
  /** Issuer, endpoints and client as JSON: a reply may not be finished at a provider that changed. */
  readonly tuple: string;
  readonly flow: FlowName;
  /** A window keeps only a {@link PopupMark}; the page that opened it holds the rest. */
  readonly mode: 'redirect' | 'window' | 'manual';
  readonly purpose: 'new' | 'reauth' | 'link' | 'sign-out';
  /** Id of the connection to sign in again, or to extend. */
  readonly connection?: string;
  readonly expectedSub?: string;
  /** An ID token was asked for in the front channel. */
  readonly wantsIdToken?: boolean;
  /** Names this sign-in among the tabs, at a provider that knows one at a time. */
  readonly flight?: string;
  readonly returnTo: string;
  readonly redirect_uri: string;
  readonly binding: RedirectBinding;
  readonly scope: string;
  /** Chosen values that are no parameter of the authorization request. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  /** What the person was sent with, for whoever tells it afterwards; a value that may be shown to nobody is left out. */
  readonly sent?: { readonly url: string; readonly parameters: Readonly<Record<string, string>> };
  readonly state?: string;
  readonly nonce?: string;
  /** The state record of oidc-client-ts, code verifier included. */
  readonly oidc?: string;
  readonly group?: string;
}

/** All that a window knows of its own sign-in. */
export interface PopupMark {
  readonly mode: 'popup';
  readonly id: string;
}

export interface Transactions {
  /** Keeps the sign-in that is about to leave; an older one of this tab is superseded, and its windows have nobody left to answer to. */
  rememberTransaction(record: Transaction): void;
  /**
   * Hands out this tab's sign-in and spends it, whether or not `ids` name it: whoever checks the reply tells a wrong state.
   * Undefined where nothing waits, and for the replay of a spent reply. An expired one is handed out too, once.
   */
  takeTransaction(ids: readonly string[]): Transaction | PopupMark | undefined;
  wasSpent(id: string): boolean;
  /** A name for this tab; `otherwise` where it has none yet. */
  tabId(otherwise: string): string;
  /** The window of this sign-in is done with. */
  forgetPopup(id: string): void;
  /** Keeps a sign-in whose code a person will paste. */
  rememberManual(record: Transaction): void;
  /** One that waits for its code; it stays until it is dropped. */
  findManual(id: string): Transaction | undefined;
  dropManual(id: string): void;
  /** Everything was cleared: whatever this tab began is off. */
  abandon(): void;
  /** Leaves the id of a sealed reply for the page that finishes the sign-in. */
  leaveHandoffId(id: string): void;
  takeHandoffId(): string | undefined;
}

export interface TransactionPorts {
  /** Called each time, since the mere look at `sessionStorage` can throw. */
  readonly storage: () => Storage;
  readonly clock: Clock;
}

type Noted = [id: string, at: number];

interface Tab {
  live?: Transaction | undefined;
  spent: Noted[];
  popups: Noted[];
  manual: Transaction[];
  id?: string;
  handoff?: string | undefined;
}

/** `name` is that of the vault: `singlet:<base path>`. Every method throws `storage_unavailable` where storage is blocked. */
export function openTransactions(name: string, { storage, clock }: TransactionPorts): Transactions {
  const key = tabKey(name);

  const read = (kept: Storage): Tab => {
    let tab: Partial<Tab> | null = null;
    const text = kept.getItem(key);
    const windows = kept.getItem(windowsKey(name)) ?? '';
    try {
      tab = JSON.parse(text ?? 'null');
    } catch {
      // Not ours, or torn: as good as none.
    }
    const fresh = (list: unknown) =>
      (Array.isArray(list) ? (list as Noted[]) : []).filter((entry) => Math.abs(clock() - entry?.[1]) < LIFE_MS);
    const noted = windows.split(',').map((one): Noted => [one.split(' ')[0] ?? '', Number(one.split(' ')[1])]);
    const manual = Array.isArray(tab?.manual) ? tab.manual.filter((one) => clock() - one.createdAt < LIFE_MS) : [];
    return { ...tab, spent: fresh(tab?.spent), popups: fresh(noted), manual };
  };

  /** Reads, changes and writes back; what `change` returns is given out only after the write held. */
  const edit = <T>(change: (tab: Tab) => T): T => {
    try {
      const kept = storage();
      const tab = read(kept);
      const result = change(tab);
      const { popups, ...rest } = tab;
      kept.setItem(key, JSON.stringify(rest));
      kept.setItem(windowsKey(name), popups.map(([id, at]) => `${id} ${at},`).join(''));
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

  /** The sign-in of a window: the one that the reply names, else the youngest, which is the window's own. */
  const spendPopup = (tab: Tab, ids: readonly string[]): PopupMark | undefined => {
    const [id] = tab.popups.find((entry) => ids.includes(entry[0])) ?? tab.popups.at(-1) ?? [];
    if (id === undefined || (tab.live && ids.includes(tab.live.id))) return undefined;
    // The rest is a copy from the page that opened the window, and not for a second reply here.
    tab.popups = [];
    tab.live = undefined;
    tab.spent.push([id, clock()]);
    return { mode: 'popup', id };
  };

  const isSpent = (tab: Tab, id: string) => tab.spent.some((entry) => entry[0] === id);

  return {
    rememberTransaction: (record) =>
      edit((tab) => {
        spend(tab);
        tab.popups = [];
        tab.live = record;
      }),
    takeTransaction: (ids) => edit((tab) => (ids.some((id) => isSpent(tab, id)) ? undefined : (spendPopup(tab, ids) ?? spend(tab)))),
    wasSpent: (id) => edit((tab) => isSpent(tab, id)),
    tabId: (otherwise) =>
      edit((tab) => {
        tab.id ??= otherwise;
        return tab.id;
      }),
    forgetPopup: (id) =>
      edit((tab) => {
        tab.popups = tab.popups.filter((entry) => entry[0] !== id);
      }),
    rememberManual: (record) => edit((tab) => void tab.manual.push(record)),
    findManual: (id) => edit((tab) => tab.manual.find((one) => one.id === id)),
    dropManual: (id) =>
      edit((tab) => {
        tab.manual = tab.manual.filter((one) => one.id !== id);
      }),
    abandon: () =>
      edit((tab) => {
        spend(tab);
        Object.assign(tab, { popups: [], manual: [], handoff: undefined });
      }),
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
