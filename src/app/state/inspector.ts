/**
 * What the inspector shows now: the transactions that match, the chosen one and its step, a file that was opened, and the one value
 * that is revealed. `told()` -> signals. Side effects: a timer that hides what was revealed.
 */
import { type Accessor, batch, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { Opened } from './inspector-file.ts';
import { idOf, type Told, told } from './inspector-log.ts';
import { firstLook, type Kind, type Transaction, transactionOf } from './inspector-model.ts';
import { type Scrub, scrubber } from './inspector-redact.ts';
import { createReveal, type Reveal } from './inspector-reveal.ts';
import type { Session } from './session.ts';

export interface Entry {
  /** Random, for as long as the page lives. */
  readonly key: string;
  readonly transaction: Transaction;
  /** Name of the provider, as a person knows it. */
  readonly name: string;
}

export interface Inspector extends Reveal {
  /** Newest first, those that match. */
  readonly entries: Accessor<readonly Entry[]>;
  readonly count: Accessor<number>;
  readonly query: Accessor<string>;
  find(query: string): void;
  readonly kind: Accessor<Kind | 'all'>;
  show(kind: Kind | 'all'): void;
  /** A file that was opened, else the chosen one, else the newest. */
  readonly entry: Accessor<Entry | undefined>;
  select(key: string): void;
  /** Opens what a link names; false where it is not in memory (any more). */
  open(key: string, step: number | null): boolean;
  readonly step: Accessor<number>;
  look(step: number): void;
  readonly file: Accessor<Opened | null>;
  /** Why the last file was not taken: where it is wrong. */
  readonly refused: Accessor<string | null>;
  read(content: string, codes: readonly string[]): Promise<void>;
  closeFile(): void;
  readonly scrub: Accessor<Scrub>;
  slotOf(transaction: Transaction): number | null;
  tailOf(transaction: Transaction): string;
}

/** The same for as long as nothing was added to it, so that two hundred stay smooth. */
function createTransactions(): Accessor<readonly (readonly [string, Transaction])[]> {
  const made = new WeakMap<Told, readonly [string, Transaction]>();
  const list = createMemo(() =>
    told().map((one) => {
      const pair = made.get(one) ?? ([idOf(one), transactionOf(one)] as const);
      made.set(one, pair);
      return pair;
    }),
  );
  return list;
}

const searched = new WeakMap<Entry, string>();

/** What a search looks through: never a secret. */
function wordsOf(entry: Entry): string {
  const { steps, kind } = entry.transaction;
  const parts = () => steps.flatMap(({ url, method, status, failure }) => [url, method, status, failure?.code]);
  const words = searched.get(entry) ?? [entry.name, kind, ...parts()].join(' ').toLowerCase();
  searched.set(entry, words);
  return words;
}

/** Everything that was told, newest first, each by the name that a person knows. */
function createEntries(session: Session) {
  const transactions = createTransactions();
  const connectionOf = ({ connection }: Transaction) => session.connections.get(connection ?? '');
  const nameOf = (transaction: Transaction) => {
    const connection = connectionOf(transaction);
    const id = transaction.provider ?? connection?.provider ?? '';
    return session.provider(id)?.name ?? id;
  };
  // What was forgotten is kept nowhere else: each round knows the one before it and no more.
  const all = createMemo((before: readonly Entry[]): readonly Entry[] => {
    const known = new Map(before.map((one) => [one.key, one]));
    return transactions()
      .map(([key, transaction]): Entry => {
        const last = known.get(key);
        const name = nameOf(transaction) || (last?.name ?? '');
        return last?.transaction === transaction && last.name === name ? last : { key, transaction, name };
      })
      .reverse();
  }, []);
  return { all, connectionOf };
}

export function createInspector(session: Session): Inspector {
  const [query, find] = createSignal('');
  const [kind, show] = createSignal<Kind | 'all'>('all');
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [looked, setLooked] = createSignal<number | null>(null);
  const [file, setFile] = createSignal<Opened | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  const { revealed, left, reveal } = createReveal();
  const { all, connectionOf } = createEntries(session);
  const entries = createMemo(() => {
    const wanted = query().trim().toLowerCase();
    return all().filter((one) => (kind() === 'all' || one.transaction.kind === kind()) && (wanted === '' || wordsOf(one).includes(wanted)));
  });
  const entry = createMemo((): Entry | undefined => {
    const opened = file();
    if (opened) return { key: '', ...opened };
    return entries().find(({ key }) => key === chosen()) ?? entries()[0];
  });
  const scrub = createMemo(() => scrubber(told()));
  // When all is forgotten, nothing of it is left in sight.
  createEffect(on(told, (all) => all.length === 0 && reveal(null), { defer: true }));
  /** A sign-in that has no connection yet takes the slot that its connection would get. */
  const freeSlot = () => {
    const taken = session.connections.all().map(({ thread }) => thread);
    return [1, 2, 3, 4, 5, 6, 7, 8].find((slot) => !taken.includes(slot)) ?? 1;
  };
  const choose = (key: string | null) =>
    batch(() => {
      setChosen(key);
      setLooked(null);
      setFile(null);
      reveal(null);
    });
  return {
    entries,
    count: () => all().length,
    query,
    find: (text) => void find(text),
    kind,
    show: (one) => void show(() => one),
    entry,
    select: choose,
    open(key, step) {
      const found = all().some((one) => one.key === key);
      if (!found) return false;
      batch(() => {
        find('');
        show('all');
        choose(key);
        setLooked(step);
      });
      return true;
    },
    step() {
      const transaction = entry()?.transaction;
      if (!transaction) return 0;
      return Math.min(looked() ?? firstLook(transaction), transaction.steps.length - 1);
    },
    look: (step) =>
      batch(() => {
        setChosen(entry()?.key ?? null);
        setLooked(step);
        reveal(null);
      }),
    file,
    refused,
    async read(content, codes) {
      const { NotATrace, readFile } = await import('./inspector-file.ts');
      try {
        const opened = readFile(content, codes);
        batch(() => {
          choose(null);
          setRefused(null);
          setFile(opened);
        });
      } catch (error) {
        setRefused(error instanceof NotATrace ? error.message : 'JSON');
      }
    },
    closeFile: () => choose(null),
    scrub,
    revealed,
    left,
    reveal,
    slotOf(transaction) {
      const known = connectionOf(transaction)?.thread;
      return known ?? (transaction.kind === 'sign-in' && transaction.steps.some(({ token }) => token !== undefined) ? freeSlot() : null);
    },
    tailOf: (transaction) => connectionOf(transaction)?.tail ?? '',
  };
}
