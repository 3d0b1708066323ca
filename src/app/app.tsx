/** The app: opens, then shows the shell with the view of the address, or what a sign-in brought back. */
import { createEffect, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js';
import type { Arrival, Opened } from './state/arrival.ts';
import type { AttemptStore } from './state/attempt.ts';
import { type Failure, failureOf } from './state/failure.ts';
import { late, staleRelease } from './state/release.ts';
import { createRoute, routeHref } from './state/route.ts';
import { createSession, SessionContext } from './state/session.ts';
import { createTheme } from './state/theme.ts';
import { errorWords } from './text/errors.ts';
import { shell } from './text/text.ts';
import { Banner } from './ui/banner.tsx';
import { Wait } from './ui/wait.tsx';
import { ConnectionsView } from './views/connections/connections-view.tsx';
import { Shell } from './views/shell/shell.tsx';

function Waiting(props: { readonly label: string }): JSX.Element {
  return (
    <main class="main" id="main" tabindex="-1" aria-busy="true">
      <div class="col">
        <Show when={!staleRelease()}>
          <Wait label={props.label} lines={6} />
        </Show>
      </div>
    </main>
  );
}

const waiting = () => <Waiting label={shell.opening} />;

const ConsoleView = late(async () => (await import('./views/console/console-view.tsx')).ConsoleView, waiting);
const ProvidersView = late(async () => (await import('./views/providers/providers-view.tsx')).ProvidersView, waiting);
const ConfirmView = late(async () => (await import('./views/confirm/confirm-view.tsx')).ConfirmView, waiting);
const FailureView = late(async () => (await import('./views/failure/failure-view.tsx')).FailureView, waiting);
const ClosedView = late(async () => (await import('./views/closed/closed-view.tsx')).ClosedView);

interface AppProps {
  readonly base: URL;
  readonly attempts: AttemptStore;
  readonly opening: Promise<Opened>;
}

/** Shows `arrival` until it is dealt with or the person goes elsewhere. */
function Inside(props: { readonly opened: Opened; readonly base: URL; readonly attempts: AttemptStore }): JSX.Element {
  // eslint-disable-next-line solid/reactivity -- opened once, for as long as the page lives
  const { singlet, connections, arrival: arrived } = props.opened;
  // eslint-disable-next-line solid/reactivity -- the base address does not change
  const session = createSession(singlet, props.base, connections, arrived, props.attempts);
  const [theme, chooseTheme] = createTheme(session.base);
  const route = createRoute(window);
  const [arrival, setArrival] = createSignal<Arrival>(arrived);
  const done = () => setArrival({ kind: 'nothing' });
  const leaveFailure = () => {
    done();
    location.assign(routeHref('connections'));
  };
  const confirming = () => {
    const now = arrival();
    return now.kind === 'confirm' ? now.result : undefined;
  };
  const failed = () => {
    const now = arrival();
    return now.kind === 'failed' ? now : undefined;
  };
  createEffect(on(route, done, { defer: true }));
  return (
    <SessionContext.Provider value={session}>
      <Shell view={route().view} theme={theme()} onTheme={chooseTheme}>
        <Switch fallback={<ConnectionsView query={route().query} />}>
          <Match when={confirming()}>{(result) => <ConfirmView result={result()} onDone={done} />}</Match>
          <Match when={failed()}>{(what) => <FailureView failure={what().failure} attempt={what().attempt} onDone={leaveFailure} />}</Match>
          <Match when={route().view === 'console'}>
            <ConsoleView query={route().query} />
          </Match>
          <Match when={route().view === 'providers'}>
            <ProvidersView />
          </Match>
        </Switch>
      </Shell>
    </SessionContext.Provider>
  );
}

export function App(props: AppProps): JSX.Element {
  const [value, setValue] = createSignal<Opened>();
  const [failure, setFailure] = createSignal<Failure>();
  // eslint-disable-next-line solid/reactivity -- one opening a page
  props.opening.then(setValue, (error: unknown) => setFailure(failureOf(error)));
  // eslint-disable-next-line solid/reactivity -- read once, before anything is finished
  const finishing = props.attempts.read() !== null;
  return (
    <Show
      when={value()}
      fallback={
        <Show
          when={failure()}
          fallback={
            <div class="app">
              <div class="rail" />
              <Waiting label={finishing ? shell.finishing : shell.opening} />
            </div>
          }
        >
          {(why) => (
            <Show
              when={!staleRelease()}
              fallback={
                <Banner
                  tone="bad"
                  title={errorWords.stale_release.title}
                  why={errorWords.stale_release.why}
                  action={shell.reload}
                  onAction={() => location.reload()}
                />
              }
            >
              <ClosedView failure={why()} />
            </Show>
          )}
        </Show>
      }
    >
      {(ready) => <Inside opened={ready()} base={props.base} attempts={props.attempts} />}
    </Show>
  );
}
