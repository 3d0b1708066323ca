/** Providers: what is set up here, what of the config could not be used, and the config of those added here. */
import { For, type JSX, onMount, Show } from 'solid-js';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { providersText } from '../../text/providers.ts';
import { shell, titled } from '../../text/text.ts';
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

export function ProvidersView(): JSX.Element {
  const session = useSession();
  session.reloadProviders();
  onMount(() => session.entered(titled(shell.views.providers)));
  const problems = session.singlet.problems();
  const ids = () => session.providers().map(({ id }) => id);
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
          <Show when={problems.length > 0}>
            <Banner tone="warn" title={providersText.problemsTitle} why={providersText.problemsWhy}>
              <ul class="problems">
                <For each={problems}>
                  {(problem) => (
                    <li>
                      <code>{problem.path}</code> {providersText.problemFound} <code>{problem.found}</code>; {providersText.problemAllowed}{' '}
                      {problem.allowed}
                    </li>
                  )}
                </For>
              </ul>
            </Banner>
          </Show>
        </div>
        <Show when={ids().length > 0} fallback={<p class="quiet">{providersText.none}</p>}>
          <ul class="provider-list">
            <For each={ids()}>
              {(id) => <Show when={session.provider(id)}>{(provider) => <ProviderItem provider={provider()} />}</Show>}
            </For>
          </ul>
        </Show>
      </div>
    </main>
  );
}
