/**
 * What the inspector shows now: the transactions that match, the chosen one and its step, a file that was opened, and the one value
 * that is revealed. `told()` -> signals. Side effects: a timer that hides what was revealed.
 */
import { type Accessor, batch, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Secret, TraceEvent } from '../../core/index.ts';
import { NotATrace, type Opened, readFile } from './inspector-file.ts';
import { type Told, told } from './inspector-log.ts';
import { firstLook, type Kind, type Transaction, transactionOf } from './inspector-model.ts';
import { type Scrub, scrubber } from './inspector-redact.ts';
import type { Session } from './session.ts';

export interface Entry {
  readonly key: number;
  readonly transaction: Transaction;
  /** Name of the provider, as a person knows it. */
  readonly name: string;
}

export interface Inspector {
  /** Newest first, those that match. */
  readonly entries: Accessor<readonly Entry[]>;
  readonly count: Accessor<number>;
  readonly query: Accessor<string>;
  find(query: string): void;
  readonly kind: Accessor<Kind | 'all'>;
  show(kind: Kind | 'all'): void;
  /** A file that was opened, else the chosen one, else the newest. */
  readonly entry: Accessor<Entry | undefined>;
  select(key: number): void;
  readonly step: Accessor<number>;
  look(step: number): void;
  readonly file: Accessor<Opened | null>;
  /** Why the last file was not taken: where it is wrong. */
  readonly refused: Accessor<string | null>;
  read(content: string, codes: readonly string[]): void;
  closeFile(): void;
  readonly scrub: Accessor<Scrub>;
  readonly revealed: Accessor<Secret | null>;
  reveal(secret: Secret | null): void;
  slotOf(transaction: Transaction): number | null;
  tailOf(transaction: Transaction): string;
}

const shownMs = 10_000;

/** One secret at a time, for ten seconds, and never in a page that nobody looks at. */
function createReveal(): Pick<Inspector, 'revealed' | 'reveal'> {
  const [revealed, setRevealed] = createSignal<Secret | null>(null);
  let timer = 0;
  const hide = () => void setRevealed(null);
  const reveal = (secret: Secret | null) => {
    clearTimeout(timer);
    setRevealed(secret);
    if (secret) timer = window.setTimeout(hide, shownMs);
  };
  document.addEventListener('visibilitychange', hide);
  addEventListener('pagehide', hide);
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', hide);
  });
  return { revealed, reveal };
}

/** The same for as long as nothing was added to it, so that two hundred stay smooth. */
function createTransactions(): Accessor<readonly (readonly [number, Transaction])[]> {
  const made = new WeakMap<Told, readonly [number, Transaction]>();
  const keys = new WeakMap<TraceEvent, number>();
  let last = 0;
  const list = createMemo(() =>
    told().flatMap((one) => {
      const [first] = one;
      if (!first) return [];
      const key = keys.get(first) ?? ++last;
      keys.set(first, key);
      const pair = made.get(one) ?? ([key, transactionOf(one)] as const);
      made.set(one, pair);
      return [pair];
    }),
  );
  return list;
}

/** What a search looks through: never a secret. */
function wordsOf({ name, transaction }: Entry): string {
  const { steps, kind } = transaction;
  const parts = steps.flatMap(({ url, method, status, failure }) => [url, method, status, failure?.code]);
  return [name, kind, ...parts].join(' ').toLowerCase();
}

export function createInspector(session: Session): Inspector {
  const transactions = createTransactions();
  const [query, find] = createSignal('');
  const [kind, show] = createSignal<Kind | 'all'>('all');
  const [chosen, setChosen] = createSignal<number | null>(null);
  const [looked, setLooked] = createSignal<number | null>(null);
  const [file, setFile] = createSignal<Opened | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  const { revealed, reveal } = createReveal();
  const connectionOf = ({ connection }: Transaction) => session.connections.get(connection ?? '');
  const nameOf = (transaction: Transaction) => {
    const connection = connectionOf(transaction);
    const id = transaction.provider ?? connection?.provider ?? '';
    return session.provider(id)?.name ?? id;
  };
  const cache = new Map<number, Entry>();
  const all = createMemo(() =>
    transactions()
      .map(([key, transaction]): Entry => {
        const known = cache.get(key);
        const name = nameOf(transaction) || (known?.name ?? '');
        if (known?.transaction === transaction && known.name === name) return known;
        const entry = { key, transaction, name };
        cache.set(key, entry);
        return entry;
      })
      .reverse(),
  );
  const entries = createMemo(() => {
    const wanted = query().trim().toLowerCase();
    return all().filter((one) => (kind() === 'all' || one.transaction.kind === kind()) && (wanted === '' || wordsOf(one).includes(wanted)));
  });
  const entry = createMemo((): Entry | undefined => {
    const opened = file();
    if (opened) return { key: 0, ...opened };
    return entries().find(({ key }) => key === chosen()) ?? entries()[0];
  });
  const scrub = createMemo(() => scrubber(told()));
  const choose = (key: number | null) =>
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
    read(content, codes) {
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
    reveal,
    slotOf: (transaction) => connectionOf(transaction)?.thread ?? null,
    tailOf: (transaction) => connectionOf(transaction)?.tail ?? '',
  };
}
