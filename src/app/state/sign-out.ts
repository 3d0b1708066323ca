/**
 * Connections that are being disconnected: one entry each, from the click until the person has read what came of it. It outlives
 * the row, which goes as soon as the tokens are forgotten here. `DisconnectOptions` -> `SignOut`.
 * Side effects: those of `disconnect` in the core, a window where the session at the provider is to be ended too.
 */
import { type Accessor, batch, createSignal, onCleanup } from 'solid-js';
import type { ConnectionInfo, DisconnectResult, Singlet } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Session } from './session.ts';

/** `asking`: at the provider, without a window. `closed`: by the person, or cut off by the provider, which looks the same. */
export type SignOutPhase = 'asking' | 'open' | 'blocked' | 'closed' | 'done';

export interface SignOut {
  readonly id: number;
  readonly connection: string;
  /** As a person knows them; both may be gone from the list by now. */
  readonly name: string;
  readonly provider: string;
  readonly phase: Accessor<SignOutPhase>;
  /** Where a window that the browser refused would have gone. */
  readonly url: Accessor<string | null>;
  readonly result: Accessor<DisconnectResult | null>;
  /** The link of a refused window was used. */
  opened(): void;
  /** Brings the window to the front. */
  show(): void;
  /** Waits no longer for the window; what came of it stays unknown. */
  stop(): void;
}

/** Providers whose sign-out brought this tab back before anything of the app was there to hear of it. */
const early = new WeakMap<Singlet, string[]>();

/** To be called before `completeSignIn()`, which says so once. */
export function hearSignOuts(singlet: Singlet): void {
  const list: string[] = [];
  early.set(singlet, list);
  singlet.on('signout:completed', ({ provider }) => list.push(provider));
}

export interface Wanted {
  /** How the person is told of the connection once its row is gone. */
  readonly name: string;
  readonly revoke: boolean;
  readonly endSession: boolean;
}

export interface SignOuts {
  readonly all: Accessor<readonly SignOut[]>;
  /**
   * To be called in the handler of the click, with no `await` before it: a window opens only then.
   * Gives a failure when nothing was forgotten.
   */
  begin(connection: ConnectionInfo, wanted: Wanted): Promise<Failure | null>;
  dismiss(id: number): void;
  /** Names of providers that a sign-out in this tab came back from. */
  readonly returned: Accessor<readonly string[]>;
  dismissReturned(): void;
}

/**
 * Signing out goes by a window, whatever way the person signs in by: this page stays and can tell both halves of what came of it,
 * and it works where storage is blocked. A tab that leaves would come back with only the second half.
 */
export function createSignOuts(session: Session): SignOuts {
  const { singlet } = session;
  const [all, setAll] = createSignal<readonly SignOut[]>([]);
  const nameOf = (provider: string) => session.provider(provider)?.name ?? provider;
  const [returned, setReturned] = createSignal<readonly string[]>((early.get(singlet) ?? []).map(nameOf));
  const drop = (id: number) => void setAll((list) => list.filter((one) => one.id !== id));
  let count = 0;
  onCleanup(singlet.on('signout:completed', ({ provider }) => setReturned((list) => [...list, nameOf(provider)])));

  return {
    all,
    returned,
    dismiss: drop,
    dismissReturned: () => void setReturned([]),
    async begin(connection, { name, revoke, endSession }) {
      const id = ++count;
      const [phase, setPhase] = createSignal<SignOutPhase>('asking');
      const [url, setUrl] = createSignal<string | null>(null);
      const [result, setResult] = createSignal<DisconnectResult | null>(null);
      const controller = new AbortController();
      let focus = () => {};
      setAll((list) => [
        // A second try takes the place of the first.
        ...list.filter((one) => one.connection !== connection.id),
        {
          id,
          connection: connection.id,
          name,
          provider: nameOf(connection.provider),
          phase,
          url,
          result,
          opened: () => void setPhase('open'),
          show: () => focus(),
          stop: () => controller.abort(),
        },
      ]);
      try {
        const told = await singlet.disconnect(connection.id, {
          revoke,
          ...(endSession && {
            endSession,
            mode: 'popup',
            signal: controller.signal,
            onPopup: (news) =>
              batch(() => {
                if (news.state === 'open') focus = () => news.focus();
                setUrl(news.state === 'blocked' ? news.url : null);
                setPhase(news.state);
              }),
          }),
        });
        batch(() => {
          setResult(told);
          setPhase('done');
        });
        return null;
      } catch (error) {
        drop(id);
        return failureOf(error);
      }
    },
  };
}
