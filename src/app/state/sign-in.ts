/**
 * Setting out for a provider and what came of it: leaving in this tab, a window, blocked before leaving, never came back.
 * Side effects: navigation and windows (in the core), sessionStorage, listens to `pageshow`.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { ConnectOptions, SignInResult, Singlet } from '../../core/index.ts';
import type { Attempt, AttemptStore } from './attempt.ts';
import { type Failure, failureOf } from './failure.ts';
import { routeHref } from './route.ts';
import type { Way } from './travel.ts';
import { createWindows, type Windows } from './windows.ts';

export interface StartOptions {
  /** Although another tab signs in there; that one is lost. */
  readonly takeOver?: boolean | undefined;
  /** The person agreed, just now, that the token of the connection goes along (`link`). */
  readonly consented?: boolean | undefined;
  /** Another way than the chosen one. */
  readonly way?: Way | undefined;
}

export interface SignIn {
  /** Id of the provider that this tab is leaving for. */
  readonly leaving: Accessor<string | null>;
  /** A sign-in that was begun in this tab and brought nothing back. */
  readonly unreturned: Accessor<Attempt | null>;
  dismissUnreturned(): void;
  readonly windows: Windows;
  /**
   * Leaves, or opens a window, in the same turn as the click. Gives a failure when it could not leave;
   * what becomes of a window stands in `windows`.
   */
  start(attempt: Attempt, options?: StartOptions): Promise<Failure | null>;
}

export interface SignInPorts {
  readonly singlet: Pick<Singlet, 'connect'>;
  readonly attempts: AttemptStore;
  readonly host: Window;
  readonly way: Accessor<Way>;
  /** Nobody leaves there: the provider shows a code on a page of its own. */
  readonly stays: (provider: string) => boolean;
  readonly settle: (result: SignInResult, attempt: Attempt, show?: boolean) => void;
}

/** A navigation that was stopped by hand gives no event, so the button comes back by itself. */
const stoppedAfter = 15_000;

function optionsFor({ inputs, scope, connection, silent, link }: Attempt, { takeOver, consented }: StartOptions): ConnectOptions {
  return {
    ...(inputs && { inputs }),
    ...(scope !== undefined && { scope }),
    ...(connection && { connection }),
    ...(silent && { prompt: 'none' }),
    ...(takeOver && { takeOver }),
    ...(link && consented && { link: { connection: link, consented } }),
  };
}

export function createSignIn({ singlet, attempts, host, way, stays, settle }: SignInPorts, pending: Attempt | null): SignIn {
  const [leaving, setLeaving] = createSignal<string | null>(null);
  const [unreturned, setUnreturned] = createSignal(pending);
  const windows = createWindows({ singlet, host, settle });
  const restored = (event: PageTransitionEvent) => {
    if (!event.persisted || leaving() === null) return;
    setLeaving(null);
    setUnreturned(attempts.read());
  };
  host.addEventListener('pageshow', restored);
  onCleanup(() => host.removeEventListener('pageshow', restored));

  const leave = async (attempt: Attempt, options: ConnectOptions): Promise<Failure | null> => {
    setLeaving(attempt.provider);
    attempts.remember(attempt);
    const { pathname, search, hash } = host.location;
    const timer = host.setTimeout(() => setLeaving(null), stoppedAfter);
    try {
      // It comes back here only where nobody leaves.
      settle(await singlet.connect(attempt.provider, { ...options, returnTo: pathname + search + hash }), attempt, true);
      attempts.forget();
      return null;
    } catch (error) {
      attempts.forget();
      return failureOf(error);
    } finally {
      host.clearTimeout(timer);
      setLeaving(null);
    }
  };

  return {
    leaving,
    unreturned,
    windows,
    dismissUnreturned() {
      attempts.forget();
      setUnreturned(null);
    },
    async start(attempt, options = {}) {
      setUnreturned(null);
      if (attempt.link && !options.consented) {
        // Consent counts for one sign-in; the panel asks for it.
        host.location.hash = routeHref('connections', { connect: attempt.provider, link: attempt.link });
        return null;
      }
      const asked = optionsFor(attempt, options);
      if ((options.way ?? way()) === 'redirect' || stays(attempt.provider)) return leave(attempt, asked);
      attempts.forget();
      windows.open(attempt, asked);
      return null;
    },
  };
}
