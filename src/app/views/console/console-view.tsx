/** The console: a request, which token it carries and why, its answer, and the calls before it. */
import { createEffect, createMemo, For, type JSX, Match, on, onMount, Show, Switch } from 'solid-js';
import { createConsole } from '../../state/console.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { consoleText } from '../../text/console.ts';
import { fill, shell, titled, words } from '../../text/text.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { focusIsLost } from '../../ui/focus.ts';
import { Pill } from '../../ui/pill.tsx';
import { Wait } from '../../ui/wait.tsx';
import { AnswerSection } from './answer.tsx';
import { History } from './history.tsx';
import { RequestForm } from './request-form.tsx';
import '../../ui/table.css';
import './console.css';

/** Before the first call: what to do, and samples of what is connected. */
function Begin(): JSX.Element {
  const session = useSession();
  const state = session.once(createConsole);
  const samples = createMemo(() => {
    const seen = new Set<string>();
    return session.connections.all().flatMap((connection) => {
      const provider = session.provider(connection.provider);
      if (!provider || seen.has(provider.id)) return [];
      seen.add(provider.id);
      return provider.samples.map((sample, at) => ({ connection, provider, sample, at }));
    });
  });
  return (
    <section class="begin" aria-labelledby="begin">
      <h2 id="begin">{consoleText.firstTitle}</h2>
      <p>{consoleText.first}</p>
      <Show
        when={session.connections.ids().length > 0}
        fallback={
          <>
            <p>{consoleText.firstNone}</p>
            <div>
              <ButtonLink href={routeHref('connections')}>{consoleText.firstConnect}</ButtonLink>
            </div>
          </>
        }
      >
        <Show when={samples().length > 0}>
          <p>{consoleText.firstSamples}</p>
          <ul class="samples">
            <For each={samples()}>
              {({ connection, provider, sample, at }) => (
                <li>
                  <button type="button" onClick={() => state.useSample(provider, at)}>
                    <Pill thread={connection.thread} tail={connection.tail} words={words.tokenEnding} />
                    <b>{sample.label}</b>
                    <span class="url">
                      <span class="method">{sample.method ?? 'GET'}</span>
                      <code class="cut">{sample.url}</code>
                    </span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </section>
  );
}

export function ConsoleView(props: { readonly query: URLSearchParams }): JSX.Element {
  const session = useSession();
  const state = session.once(createConsole);
  onMount(() => session.entered(titled(shell.views.console)));
  const host = () => (URL.canParse(state.draft().url) ? new URL(state.draft().url).host : '');
  createEffect(
    on(
      () => props.query,
      (query) => {
        const provider = session.provider(session.connections.get(query.get('with') ?? '')?.provider ?? '');
        if (!provider) return;
        if (provider.samples.length > 0) state.useSample(provider, Number(query.get('sample') ?? 0));
        else state.change({ url: provider.api[0] ? provider.api[0].origin + provider.api[0].path : '' });
        history.replaceState(null, '', routeHref('console'));
      },
    ),
  );
  // What had the focus, "Try again" or "Clear", may have gone with what it belonged to.
  createEffect(
    on(
      () => [state.running(), state.history().length],
      () => queueMicrotask(() => focusIsLost() && document.querySelector<HTMLElement>('.reqline .send')?.focus()),
      { defer: true },
    ),
  );
  return (
    <main class="main console" id="main" tabindex="-1">
      <section aria-label={consoleText.request}>
        <h1 class="vh" tabindex="-1">
          {consoleText.title}
        </h1>
        <RequestForm state={state} />
      </section>
      <Switch fallback={<Begin />}>
        <Match when={state.running()}>
          <section aria-label={consoleText.response} aria-busy="true">
            <Wait label={fill(consoleText.waiting, { host: host() })} lines={4} />
          </section>
        </Match>
        <Match when={state.shown()} keyed>
          {(call) => (
            <section aria-label={consoleText.response}>
              <AnswerSection call={call} onRetry={() => void state.send()} />
            </section>
          )}
        </Match>
      </Switch>
      <Show when={state.history().length > 0}>
        <History state={state} />
      </Show>
    </main>
  );
}
