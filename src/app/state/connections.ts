/** The connections of the core as signals. Ids are one signal and each connection another, so that a row stays while it changes. */
import { type Accessor, batch, createSignal, onCleanup } from 'solid-js';
import type { ConnectionInfo, Singlet } from '../../core/index.ts';

export interface Connections {
  readonly ids: Accessor<readonly string[]>;
  readonly all: Accessor<readonly ConnectionInfo[]>;
  get(id: string): ConnectionInfo | undefined;
  reload(): Promise<void>;
}

export function createConnections(singlet: Singlet, first: readonly ConnectionInfo[]): Connections {
  const start = sorted(first);
  const [all, setAll] = createSignal(start);
  const [ids, setIds] = createSignal<readonly string[]>(
    start.map(({ id }) => id),
    { equals: (a, b) => a.join() === b.join() },
  );
  const reload = async () => {
    const next = sorted(await singlet.connections());
    batch(() => {
      setAll(next);
      setIds(next.map(({ id }) => id));
    });
  };
  const follow = () => void reload().catch(() => {});
  const undo = [
    singlet.on('connection:added', follow),
    singlet.on('connection:updated', follow),
    singlet.on('connection:removed', follow),
    singlet.on('connection:needs-sign-in', follow),
  ];
  onCleanup(() => {
    for (const off of undo) off();
  });
  return { ids, all, reload, get: (id) => all().find((one) => one.id === id) };
}

export interface ScopeDifference {
  readonly missing: readonly string[];
  /** Granted although nobody asked. */
  readonly extra: readonly string[];
}

const scopesOf = (text: string) => [...new Set(text.split(' ').filter(Boolean))];

/** What was asked for and what was granted, where they differ. Who asks for nothing takes what is given. Pure. */
export function scopeDifference({
  scope,
  requestedScope,
  refreshable,
}: Pick<ConnectionInfo, 'scope' | 'requestedScope' | 'refreshable'>): ScopeDifference {
  const [asked, granted] = [scopesOf(requestedScope), scopesOf(scope)];
  // A refresh token is what offline_access is for; some providers give the one without naming the other.
  const missing = asked.filter((one) => !granted.includes(one) && !(one === 'offline_access' && refreshable));
  return { missing, extra: asked.length === 0 ? [] : granted.filter((one) => !asked.includes(one)) };
}

/** In the order they were made. */
function sorted(list: readonly ConnectionInfo[]): readonly ConnectionInfo[] {
  return [...list].sort((a, b) => a.createdAt - b.createdAt);
}
