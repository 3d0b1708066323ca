/** Providers: what is set up here, what of the config could not be used, and the config of those added here. */
import { For, type JSX, onMount, Show } from 'solid-js';
import type { ConfigProblem } from '../../../core/index.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { isLiteral, providersText } from '../../text/providers.ts';
import { fill, shell, titled } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ProviderItem } from './provider-item.tsx';
import '../../ui/table.css';
import './providers.css';

/** Hands a text over as a download. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Every mistake that was found: where, what stands there, what may stand there. */
function Problems(props: { readonly list: readonly ConfigProblem[] }): JSX.Element {
  const odd = () => props.list.every(({ warning }) => warning);
  return (
    <Show when={props.list.length > 0}>
      <Banner
        tone="warn"
        title={odd() ? providersText.oddTitle : providersText.problemsTitle}
        why={odd() ? providersText.oddWhy : providersText.problemsWhy}
      >
        <ul class="problems">
          <For each={props.list}>
            {(problem) => (
              <li>
                <code>{problem.path}</code> {providersText.problemIs}{' '}
                <Show when={isLiteral(problem)} fallback={problem.found}>
                  <code>{problem.found}</code>
                </Show>
                . {fill(providersText.problemAllowed, { allowed: problem.allowed })}
              </li>
            )}
          </For>
        </ul>
      </Banner>
    </Show>
  );
}

export function ProvidersView(): JSX.Element {
  const session = useSession();
  session.reloadProviders();
  onMount(() => session.entered(titled(shell.views.providers)));
  const problems = session.singlet.problems();
  const ids = () => session.providers().map(({ id }) => id);
  /** To the one that took its place, else the one before, else the heading. */
  const removed = (id: string) => {
    const at = ids().indexOf(id);
    session.reloadProviders();
    const next = ids()[Math.min(at, ids().length - 1)];
    const place = next === undefined ? null : document.querySelector<HTMLElement>(`[data-provider="${CSS.escape(next)}"] header a`);
    (place ?? document.querySelector<HTMLElement>('main h1'))?.focus();
  };
  const exportConfig = () => {
    download('singlet.config.json', `${JSON.stringify(session.singlet.exportConfig(), null, 2)}\n`);
    session.announcer.say(providersText.exported);
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col">
        <div class="page-head stacked">
          <div>
            <h1 tabindex="-1">{providersText.title}</h1>
            <p>{providersText.lead}</p>
          </div>
          <div class="acts">
            <Show when={session.providers().some(({ local }) => local)}>
              <Button onPress={exportConfig}>{providersText.export}</Button>
            </Show>
            <ButtonLink href={routeHref('connections', { connect: '' })}>{providersText.add}</ButtonLink>
          </div>
        </div>
        <div class="providers-notes">
          <Problems list={problems} />
        </div>
        <Show when={ids().length > 0} fallback={<p class="quiet">{providersText.none}</p>}>
          <ul class="provider-list">
            <For each={ids()}>
              {(id) => (
                <Show when={session.provider(id)}>
                  {(provider) => <ProviderItem provider={provider()} onRemoved={() => removed(id)} />}
                </Show>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </main>
  );
}
