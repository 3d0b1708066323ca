/**
 * Everything the views share while a Singlet is open: its connections and providers, the clock, the
 * network, the sign-in, and what the live region says. Handed down by context.
 */
import { type Accessor, createContext, createMemo, createSignal, getOwner, onCleanup, runWithOwner, useContext } from 'solid-js';
import type { ConnectionInfo, ProviderInfo, SignInResult, Singlet } from '../../core/index.ts';
import { type Announcer, createAnnouncer } from './announce.ts';
import type { Opened } from './arrival.ts';
import type { Attempt, AttemptStore } from './attempt.ts';
import { createClock } from './clock.ts';
import { type Connections, createConnections } from './connections.ts';
import { createOnline } from './online.ts';
import { staysHere } from './pageless.ts';
import { createQuestions, type Questions } from './questions.ts';
import { parseRoute } from './route.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { createTravel, type Travel } from './travel.ts';

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
  readonly blocked: Accessor<'offline' | null>;
  readonly now: Accessor<number>;
  readonly signIn: SignIn;
  /** In this tab or in a window. */
  readonly travel: Travel;
  /** Sign-ins that wait for the person. */
  readonly questions: Questions;
  readonly announcer: Announcer;
  /** The connection that was made or renewed last by a sign-in; null once it was seen. */
  readonly welcomed: Accessor<ConnectionInfo | null>;
  /** Its id: its thread is drawn once. */
  readonly fresh: Accessor<string | null>;
  welcome(connection: ConnectionInfo): void;
  /** The list that drew it is left. */
  seen(): void;
  /** What a sign-in came to: a connection, or a question that needs the person. `show`: it is what they are at just now. */
  settle(result: SignInResult, attempt: Attempt, show?: boolean): void;
  /** A view is in the page: names the document, and after the first one hands the focus to its heading. */
  entered(title: string): void;
  /** One thing for as long as the session lives, made when it is first asked for. */
  once<T>(make: (session: Session) => T): T;
}

/** Somebody who types, or is at a question already, is not taken elsewhere. */
function mayInterrupt(): boolean {
  const at = document.activeElement;
  const types = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
  return parseRoute(location.hash).view === 'connections' && !types && document.querySelector('dialog[open]') === null;
}

export function createSession({ singlet, connections: first, arrival, left, sandbox }: Opened, base: URL, attempts: AttemptStore): Session {
  const owner = getOwner();
  const kept = new Map<unknown, unknown>();
  const connections = createConnections(singlet, first);
  const [known, setProviders] = createSignal<readonly ProviderInfo[]>(singlet.providers());
  const providers = createMemo(() => (sandbox?.off() ? known().filter(({ id }) => !sandbox.owns(id)) : known()));
  const [memoryOnly, setMemoryOnly] = createSignal(singlet.storage() === 'memory');
  // The same one may be welcomed twice.
  const [welcomed, setWelcomed] = createSignal<ConnectionInfo | null>(arrival.kind === 'connected' ? arrival.connection : null, {
    equals: false,
  });
  const online = createOnline(window);
  const byId = createMemo(() => new Map(providers().map((provider) => [provider.id, provider])));
  onCleanup(singlet.on('vault:memory-only', () => setMemoryOnly(true)));
  const questions = createQuestions(attempts, window, left);
  if (arrival.kind === 'asking') questions.ask(arrival.result, arrival.attempt, true);
  // The first view of a page load is where a person already is; what a sign-in brought back is not.
  let entered = questions.open() !== null || arrival.kind === 'failed';
  const travel = createTravel(() => localStorage, base, memoryOnly);
  const settle = (result: SignInResult, attempt: Attempt, show?: boolean) => {
    if (result.status !== 'connected') return questions.ask(result, attempt, show ?? (questions.open() === null && mayInterrupt()));
    const { connection } = result;
    void connections
      .reload()
      .catch(() => {})
      .then(() => setWelcomed(connection));
  };
  const stays = (id: string) => {
    const provider = byId().get(id);
    return provider !== undefined && staysHere(provider);
  };
  const pending = arrival.kind === 'unreturned' ? arrival.attempt : null;
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
    blocked: () => (online() ? null : 'offline'),
    now: createClock(
      () =>
        connections.all().some(({ expiresAt, ended }) => expiresAt !== null && !ended) ||
        questions.all().some(({ kind }) => kind === 'code'),
    ),
    signIn: createSignIn({ singlet, attempts, host: window, way: travel.way, stays, settle }, pending),
    travel,
    questions,
    announcer: createAnnouncer(),
    welcomed,
    fresh: () => welcomed()?.id ?? null,
    welcome: (connection) => void setWelcomed(connection),
    seen: () => void (welcomed() && setWelcomed(null)),
    settle,
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
