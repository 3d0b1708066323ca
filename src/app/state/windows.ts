/**
 * Sign-ins that run in a window of their own while this page stays: one entry each, from the click to the result.
 * `Attempt` -> `WindowSignIn` -> `SignInResult` handed to `settle`. Side effects: windows (in the core), timers.
 */
import { type Accessor, batch, createSignal, onCleanup } from 'solid-js';
import type { ConnectOptions, SignInResult, Singlet } from '../../core/index.ts';
import type { Attempt } from './attempt.ts';
import { type Failure, failureOf } from './failure.ts';

/** `closed`: by the person, or cut off by the provider, which looks the same. */
export type WindowPhase = 'opening' | 'open' | 'blocked' | 'closed' | 'failed';

export interface WindowSignIn {
  readonly id: number;
  readonly attempt: Attempt;
  readonly phase: Accessor<WindowPhase>;
  /** Where a window that the browser refused would have gone. */
  readonly url: Accessor<string | null>;
  /** It has been out for so long that it may never come back. */
  readonly slow: Accessor<boolean>;
  readonly failure: Accessor<Failure | null>;
  /** Brings the window to the front. */
  show(): void;
  /** Ends it and takes it off the page. */
  stop(): void;
}

export interface Windows {
  readonly all: Accessor<readonly WindowSignIn[]>;
  /** Opens a window, or shows the one that is out for the same thing. Synchronous up to the core, which a browser asks for. */
  open(attempt: Attempt, options: ConnectOptions): WindowSignIn;
}

export interface WindowPorts {
  readonly singlet: Pick<Singlet, 'connect'>;
  readonly host: Pick<Window, 'setTimeout' | 'clearTimeout'>;
  readonly settle: (result: SignInResult, attempt: Attempt) => void;
}

const slowAfter = 30_000;

const sameThing = (a: Attempt, b: Attempt) => a.provider === b.provider && a.connection === b.connection && a.link === b.link;

/** One window. `gone` takes it out of the list. */
function makeEntry(id: number, attempt: Attempt, options: ConnectOptions, ports: WindowPorts, gone: (id: number) => void): WindowSignIn {
  const { singlet, host, settle } = ports;
  const [phase, setPhase] = createSignal<WindowPhase>('opening');
  const [url, setUrl] = createSignal<string | null>(null);
  const [slow, setSlow] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const controller = new AbortController();
  let focus = () => {};
  const timer = host.setTimeout(() => setSlow(true), slowAfter);
  const finish = (act: () => void) => {
    host.clearTimeout(timer);
    // A result that comes after the person stopped it is nobody's.
    if (!controller.signal.aborted) act();
  };
  void singlet
    .connect(attempt.provider, {
      ...options,
      mode: 'popup',
      signal: controller.signal,
      onPopup: (news) =>
        batch(() => {
          if (controller.signal.aborted) return;
          if (news.state === 'open') focus = () => news.focus();
          setUrl(news.state === 'blocked' ? news.url : null);
          setPhase(news.state);
        }),
    })
    .then(
      (result) =>
        finish(() => {
          gone(id);
          settle(result, attempt);
        }),
      (error: unknown) =>
        finish(() =>
          batch(() => {
            setFailure(failureOf(error));
            setPhase('failed');
          }),
        ),
    );
  return {
    id,
    attempt,
    phase,
    url,
    slow,
    failure,
    show: () => focus(),
    stop() {
      host.clearTimeout(timer);
      controller.abort();
      gone(id);
    },
  };
}

export function createWindows(ports: WindowPorts): Windows {
  const [all, setAll] = createSignal<readonly WindowSignIn[]>([]);
  let count = 0;
  const gone = (id: number) => setAll((list) => list.filter((one) => one.id !== id));
  onCleanup(() => {
    for (const one of all()) one.stop();
  });
  return {
    all,
    open(attempt, options) {
      const out = all().find((one) => sameThing(one.attempt, attempt));
      if (out && (out.phase() === 'open' || out.phase() === 'opening')) {
        out.show();
        return out;
      }
      out?.stop();
      const entry = makeEntry(++count, attempt, options, ports, gone);
      setAll((list) => [...list, entry]);
      return entry;
    },
  };
}
