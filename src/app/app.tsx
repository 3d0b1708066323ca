/** The app: opens, then shows the shell with the view of the address, or what a sign-in brought back. */
import { type JSX, Match, Show, Suspense, Switch, createEffect, createResource, createSignal, lazy, on } from 'solid-js';
import type { Arrival, Opened } from './state/arrival.ts';
import type { AttemptStore } from './state/attempt.ts';
import { failureOf } from './state/failure.ts';
import { createRoute, routeHref } from './state/route.ts';
import { SessionContext, createSession } from './state/session.ts';
import { createTheme } from './state/theme.ts';
import { Shell } from './views/shell/shell.tsx';
import { ConnectionsView } from './views/connections/connections-view.tsx';
import { shell, words } from './text/text.ts';
import { Wait } from './ui/wait.tsx';

const ConsoleView = lazy(() => import('./views/console/console-view.tsx').then((module) => ({ default: module.ConsoleView })));
const ProvidersView = lazy(() => import('./views/providers/providers-view.tsx').then((module) => ({ default: module.ProvidersView })));
const ConfirmView = lazy(() => import('./views/confirm/confirm-view.tsx').then((module) => ({ default: module.ConfirmView })));
const FailureView = lazy(() => import('./views/failure/failure-view.tsx').then((module) => ({ default: module.FailureView })));
const ClosedView = lazy(() => import('./views/closed/closed-view.tsx').then((module) => ({ default: module.ClosedView })));

interface AppProps {
  readonly base: URL;
  readonly attempts: AttemptStore;
  readonly opening: Promise<Opened>;
}

function Waiting(props: { readonly label: string }): JSX.Element {
  return (
    <main class="main" id="main" tabindex="-1" aria-busy="true">
      <div class="col">
        <Wait label={props.label} lines={6} />
      </div>
    </main>
  );
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
  const confirming = () => {
    const now = arrival();
    return now.kind === 'confirm' ? now.result : undefined;
  };
  const failed = () => {
    const now = arrival();
    return now.kind === 'failed' ? now : undefined;
  };
  createEffect(on(route, done, { defer: true }));
  // A new view: its heading takes the focus, so that a screen reader hears where it is.
  const focusHeading = () => {
    const heading = document.querySelector<HTMLElement>('main h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  createEffect(on([() => route().view, () => arrival().kind], () => requestAnimationFrame(() => requestAnimationFrame(focusHeading)), { defer: true }));
  createEffect(() => {
    document.title = confirming() || failed() ? words.product : `${shell.views[route().view]} · ${words.product}`;
  });

  return (
    <SessionContext.Provider value={session}>
      <Shell view={route().view} theme={theme()} onTheme={chooseTheme}>
        <Suspense fallback={<Waiting label={shell.opening} />}>
          <Switch fallback={<ConnectionsView query={route().query} />}>
            <Match when={confirming()}>{(result) => <ConfirmView result={result()} onDone={done} />}</Match>
            <Match when={failed()}>{(what) => <FailureView failure={what().failure} attempt={what().attempt} onDone={() => (done(), location.assign(routeHref('connections')))} />}</Match>
            <Match when={route().view === 'console'}>
              <ConsoleView query={route().query} />
            </Match>
            <Match when={route().view === 'providers'}>
              <ProvidersView />
            </Match>
          </Switch>
        </Suspense>
      </Shell>
    </SessionContext.Provider>
  );
}

export function App(props: AppProps): JSX.Element {
  // eslint-disable-next-line solid/reactivity -- one opening a page
  const [opened] = createResource(() => props.opening.then((value) => ({ value }), (error: unknown) => ({ failure: failureOf(error) })));
  // eslint-disable-next-line solid/reactivity -- read once, before anything is finished
  const finishing = props.attempts.read() !== null;
  const value = () => {
    const now = opened.latest;
    return now && 'value' in now ? now.value : undefined;
  };
  const failure = () => {
    const now = opened.latest;
    return now && 'failure' in now ? now.failure : undefined;
  };
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
            <Suspense>
              <ClosedView failure={why()} />
            </Suspense>
          )}
        </Show>
      }
    >
      {(ready) => <Inside opened={ready()} base={props.base} attempts={props.attempts} />}
    </Show>
  );
}
