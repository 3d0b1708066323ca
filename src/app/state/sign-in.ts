/**
 * Setting out for a provider and what came of it: leaving, blocked before leaving, never came back.
 * Side effects: navigation (in the core), sessionStorage, listens to `pageshow`.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { ConnectOptions, Singlet } from '../../core/index.ts';
import type { Attempt, AttemptStore } from './attempt.ts';
import { type Failure, failureOf } from './failure.ts';

export interface SignIn {
  /** Id of the provider that this tab is leaving for. */
  readonly leaving: Accessor<string | null>;
  /** A sign-in that was begun in this tab and brought nothing back. */
  readonly unreturned: Accessor<Attempt | null>;
  dismissUnreturned(): void;
  /** Leaves; gives a failure when it could not. */
  start(attempt: Attempt): Promise<Failure | null>;
}

/** A navigation that was stopped by hand gives no event, so the button comes back by itself. */
const stoppedAfter = 15_000;

export function createSignIn(singlet: Singlet, attempts: AttemptStore, host: Window, pending: Attempt | null): SignIn {
  const [leaving, setLeaving] = createSignal<string | null>(null);
  const [unreturned, setUnreturned] = createSignal(pending);
  const restored = (event: PageTransitionEvent) => {
    if (!event.persisted || leaving() === null) return;
    setLeaving(null);
    setUnreturned(attempts.read());
  };
  host.addEventListener('pageshow', restored);
  onCleanup(() => host.removeEventListener('pageshow', restored));

  return {
    leaving,
    unreturned,
    dismissUnreturned() {
      attempts.forget();
      setUnreturned(null);
    },
    async start(attempt) {
      setLeaving(attempt.provider);
      setUnreturned(null);
      attempts.remember(attempt);
      const { pathname, search, hash } = host.location;
      const { inputs, scope, connection } = attempt;
      const options: ConnectOptions = {
        returnTo: pathname + search + hash,
        ...(inputs && { inputs }),
        ...(scope !== undefined && { scope }),
        ...(connection && { connection }),
      };
      const timer = host.setTimeout(() => setLeaving(null), stoppedAfter);
      try {
        await singlet.connect(attempt.provider, options);
        return null;
      } catch (error) {
        attempts.forget();
        return failureOf(error);
      } finally {
        host.clearTimeout(timer);
        setLeaving(null);
      }
    },
  };
}
