/** The app: opens, then shows the shell with the view of the address, or what a sign-in brought back. */
import { batch, createEffect, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js';
import type { ConnectionInfo, SignInResult } from '../core/index.ts';
import type { Arrival, Opened } from './state/arrival.ts';
import type { Attempt, AttemptStore } from './state/attempt.ts';
import { type Failure, failureOf } from './state/failure.ts';
import { inspecting, setInspecting } from './state/inspector-log.ts';
import type { Outcome, Question } from './state/questions.ts';
import { late, staleRelease } from './state/release.ts';
import { createRoute, parseRoute, routeHref } from './state/route.ts';
import { isKept } from './state/sandbox-switch.ts';
import { createSession, type Session, SessionContext, useSession } from './state/session.ts';
import { createTheme } from './state/theme.ts';
import { createTours } from './state/tour.ts';
import { said } from './text/connections.ts';
import { stale } from './text/stale.ts';
import { fill, shell } from './text/text.ts';
import { Banner } from './ui/banner.tsx';
import { regainFocus } from './ui/focus.ts';
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
const SignInsView = late(async () => (await import('./views/inspector/sign-ins-view.tsx')).SignInsView, waiting);
const InspectorDrawer = late(async () => (await import('./views/inspector/inspector-drawer.tsx')).InspectorDrawer);
const ConfirmView = late(async () => (await import('./views/confirm/confirm-view.tsx')).ConfirmView, waiting);
const CodeView = late(async () => (await import('./views/code/code-view.tsx')).CodeView, waiting);
const SecretView = late(async () => (await import('./views/secret/secret-view.tsx')).SecretView, waiting);
const FailureView = late(async () => (await import('./views/failure/failure-view.tsx')).FailureView, waiting);
const ClosedView = late(async () => (await import('./views/closed/closed-view.tsx')).ClosedView);
const SandboxLine = late(async () => (await import('./views/sandbox/sandbox-line.tsx')).SandboxLine);
const TourStrip = late(async () => (await import('./views/tours/tour-strip.tsx')).TourStrip);
const Underway = late(async () => (await import('./views/connections/underway.tsx')).Underway);

/** The sign-in that waits for the person: one view a question, made anew for each. */
function QuestionView(props: {
  readonly question: Question;
  readonly onFailed: (failure: Failure, attempt: Attempt) => void;
}): JSX.Element {
  const session = useSession();
  /** Back to where connections are; a new one is welcomed there. */
  const done = (what?: Outcome['what']) => {
    session.questions.answered(props.question.id, what);
    if (parseRoute(location.hash).view !== 'connections') location.hash = routeHref('connections');
  };
  /** The next step of the same sign-in, or its end. */
  const next = (result: SignInResult) => {
    const { attempt, id } = props.question;
    batch(() => {
      session.settle(result, attempt, true);
      if (result.status === 'connected') done();
      else session.questions.answered(id);
    });
  };
  const failed = (failure: Failure) => {
    const { attempt, id } = props.question;
    batch(() => {
      session.questions.answered(id);
      props.onFailed(failure, attempt);
    });
  };
  // A tour goes on there.
  if (session.once(createTours).current()) ConsoleView.ahead();
  return (
    <Switch>
      <Match when={props.question.kind === 'confirm' && props.question}>{(one) => <ConfirmView question={one()} onDone={done} />}</Match>
      <Match when={props.question.kind === 'code' && props.question}>
        {(one) => <CodeView question={one()} onNext={next} onDone={done} />}
      </Match>
      <Match when={props.question.kind === 'secret' && props.question}>
        {(one) => <SecretView question={one()} onNext={next} onDone={done} onFailed={failed} />}
      </Match>
    </Switch>
  );
}

/** Says who is new, and gives the focus to its row when a window took it along. */
function useWelcome(session: Session): void {
  const say = (made: ConnectionInfo) => session.announcer.say(fill(said.connected, { name: session.nameOf(made) }));
  createEffect(
    on(session.welcomed, (made, _before, again?: boolean) => {
      if (!made) return true;
      say(made);
      if (again) regainFocus(() => rowOf(made.id) ?? (parseRoute(location.hash).view === 'connections' ? null : mainHeading()));
      return true;
    }),
  );
}

const mainHeading = () => document.querySelector<HTMLElement>('main h1');
const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-connection="${CSS.escape(id)}"] .row-acts > button:last-of-type`);

interface AppProps {
  readonly base: URL;
  readonly attempts: AttemptStore;
  readonly opening: Promise<Opened>;
}

/** Shows what a page load or a sign-in brought until it is dealt with or the person goes elsewhere. */
function Inside(props: { readonly opened: Opened; readonly base: URL; readonly attempts: AttemptStore }): JSX.Element {
  // eslint-disable-next-line solid/reactivity -- opened once, for as long as the page lives
  const session = createSession(props.opened, props.base, props.attempts);
  const [theme, chooseTheme] = createTheme(session.base);
  const route = createRoute(window);
  // eslint-disable-next-line solid/reactivity -- as above
  const [arrival, setArrival] = createSignal<Arrival>(props.opened.arrival);
  const done = () => setArrival({ kind: 'nothing' });
  const leaveFailure = () => {
    done();
    location.assign(routeHref('connections'));
  };
  const failed = () => {
    const now = arrival();
    return now.kind === 'failed' ? now : undefined;
  };
  const { questions, signIn } = session;
  const elsewhere = () => {
    done();
    questions.leave();
  };
  createEffect(on(route, elsewhere, { defer: true }));
  // What failed was started again, in a window: the list is where that is followed.
  createEffect(on(signIn.windows.all, (all) => all.length > 0 && failed() && leaveFailure(), { defer: true }));
  useWelcome(session);
  const busy = () => signIn.windows.all().length > 0 || questions.all().length > 0 || questions.outcomes().length > 0;
  return (
    <SessionContext.Provider value={session}>
      <Shell
        view={route().view}
        theme={theme()}
        onTheme={chooseTheme}
        underway={
          <>
            <Show when={props.opened.sandbox}>{(sandbox) => <SandboxLine sandbox={sandbox()} />}</Show>
            <Show when={busy()}>
              <Underway />
            </Show>
          </>
        }
      >
        <Switch fallback={<ConnectionsView query={route().query} />}>
          <Match when={questions.open()} keyed>
            {(question) => (
              <QuestionView question={question} onFailed={(failure, attempt) => setArrival({ kind: 'failed', failure, attempt })} />
            )}
          </Match>
          <Match when={failed()}>{(what) => <FailureView failure={what().failure} attempt={what().attempt} onDone={leaveFailure} />}</Match>
          <Match when={route().view === 'console'}>
            <ConsoleView query={route().query} />
          </Match>
          <Match when={route().view === 'sign-ins'}>
            <SignInsView query={route().query} />
          </Match>
          <Match when={route().view === 'providers'}>
            <ProvidersView />
          </Match>
        </Switch>
        <Show when={inspecting() && route().view !== 'sign-ins'}>
          <InspectorDrawer onClose={() => setInspecting(false)} />
        </Show>
        <Show when={session.once(createTours).current()}>
          <TourStrip view={route().view} />
        </Show>
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
  // What comes back from a provider asks for its parts while the sign-in is finished, not after it.
  if (finishing) ConfirmView.ahead();
  // eslint-disable-next-line solid/reactivity -- as above
  if (isKept(props.base)) for (const part of [SandboxLine, TourStrip]) part.ahead();
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
              fallback={<Banner tone="bad" title={stale.title} why={stale.why} action={shell.reload} onAction={() => location.reload()} />}
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
