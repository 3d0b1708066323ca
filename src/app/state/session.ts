/**
 * Everything the views share while a Singlet is open: its connections and providers, the clock, the
 * network, the sign-in, and what the live region says. Handed down by context.
 */
import { type Accessor, createContext, createMemo, createSignal, getOwner, onCleanup, runWithOwner, useContext } from 'solid-js';
import type { ConnectionInfo, ProviderInfo, Singlet } from '../../core/index.ts';
import { type Announcer, createAnnouncer } from './announce.ts';
import type { Arrival } from './arrival.ts';
import type { AttemptStore } from './attempt.ts';
import { createClock } from './clock.ts';
import { type Connections, createConnections } from './connections.ts';
import { createOnline } from './online.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export interface Session {
  readonly singlet: Singlet;
  readonly base: URL;
  readonly connections: Connections;
  readonly providers: Accessor<readonly ProviderInfo[]>;
  provider(id: string): ProviderInfo | undefined;
  /** The name a person knows it by: their own label, else the provider's. */
  nameOf(connection: ConnectionInfo): string;
  /** Providers were added or removed, or their metadata was read. */
  reloadProviders(): void;
  readonly memoryOnly: Accessor<boolean>;
  readonly online: Accessor<boolean>;
  /** Why no sign-in can be begun now, or null. */
  readonly blocked: Accessor<'offline' | 'memory' | null>;
  readonly now: Accessor<number>;
  readonly signIn: SignIn;
  readonly announcer: Announcer;
  /** Id of a connection just made, whose thread is drawn once. */
  readonly fresh: Accessor<string | null>;
  welcome(connection: ConnectionInfo): void;
  /** A view is in the page: names the document, and after the first one hands the focus to its heading. */
  entered(title: string): void;
  /** One thing for as long as the session lives, made when it is first asked for. */
  once<T>(make: (session: Session) => T): T;
}

export function createSession(
  singlet: Singlet,
  base: URL,
  first: readonly ConnectionInfo[],
  arrival: Arrival,
  attempts: AttemptStore,
): Session {
  const owner = getOwner();
  const kept = new Map<unknown, unknown>();
  const connections = createConnections(singlet, first);
  const [providers, setProviders] = createSignal<readonly ProviderInfo[]>(singlet.providers());
  const [memoryOnly, setMemoryOnly] = createSignal(singlet.storage() === 'memory');
  const [fresh, setFresh] = createSignal<string | null>(arrival.kind === 'connected' ? arrival.connection.id : null);
  // The first view of a page load is where a person already is; what a sign-in brought back is not.
  let entered = arrival.kind === 'confirm' || arrival.kind === 'failed';
  const online = createOnline(window);
  const byId = createMemo(() => new Map(providers().map((provider) => [provider.id, provider])));
  onCleanup(singlet.on('vault:memory-only', () => setMemoryOnly(true)));
  const session: Session = {
    singlet,
    base,
    connections,
    providers,
    provider: (id) => byId().get(id),
    nameOf: ({ label, provider }) => label ?? byId().get(provider)?.name ?? provider,
    reloadProviders: () => setProviders(singlet.providers()),
    memoryOnly,
    online,
    blocked: () => (memoryOnly() ? 'memory' : online() ? null : 'offline'),
    now: createClock(() => connections.all().some(({ expiresAt, ended }) => expiresAt !== null && !ended)),
    signIn: createSignIn(singlet, attempts, window, arrival.kind === 'unreturned' ? arrival.attempt : null),
    announcer: createAnnouncer(),
    fresh,
    welcome: ({ id }) => setFresh(id),
    entered(title) {
      document.title = title;
      if (!entered) {
        entered = true;
        return;
      }
      const heading = document.querySelector<HTMLElement>('main h1');
      heading?.focus({ preventScroll: true });
      scrollTo(0, 0);
    },
    once<T>(make: (session: Session) => T): T {
      if (!kept.has(make))
        kept.set(
          make,
          runWithOwner(owner, () => make(session)),
        );
      return kept.get(make) as T;
    },
  };
  return session;
}

export const SessionContext = createContext<Session>();

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession() outside of SessionContext');
  return session;
}
