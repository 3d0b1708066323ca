/** Stands in for the app where no vault can be opened: not a safe address, another release, a broken config. */
import { For, type JSX, onMount, Show } from 'solid-js';
import type { Failure } from '../../state/failure.ts';
import { insecure, settings } from '../../text/closed.ts';
import { actionLabels, describe, errorLabels } from '../../text/errors.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CutThread, Mark } from '../../ui/mark.tsx';
import '../../ui/table.css';

import './closed.css';

/** The same page by another way in. */
function addresses(): { readonly https: string; readonly local: readonly string[] } {
  const { host, port, pathname } = location;
  const onPort = port ? `:${port}` : '';
  return { https: `https://${host}${pathname}`, local: [`http://localhost${onPort}${pathname}`, `http://127.0.0.1${onPort}${pathname}`] };
}

function Insecure(): JSX.Element {
  const ways = addresses();
  return (
    <>
      <h1 class="big" tabindex="-1">
        {insecure.title}
      </h1>
      <p class="lead">{fill(insecure.lead, { origin: location.origin })}</p>
      <ul class="ways" aria-label={insecure.ways}>
        <li>
          <h2>{insecure.https}</h2>
          <p>{insecure.httpsWhy}</p>
          <a class="breaks" href={ways.https}>
            {fill(insecure.tryHttps, { address: ways.https })}
          </a>
        </li>
        <li>
          <h2>{insecure.local}</h2>
          <p>{insecure.localWhy}</p>
          <For each={ways.local}>
            {(address) => (
              <p>
                <a class="breaks" href={address}>
                  {address}
                </a>
              </p>
            )}
          </For>
        </li>
      </ul>
    </>
  );
}

export function ClosedView(props: { readonly failure: Failure }): JSX.Element {
  const told = () => {
    if (props.failure.code === 'config_invalid') return { title: settings.title, why: settings.lead };
    return describe(props.failure);
  };
  onMount(() => {
    document.title = words.product;
    document.querySelector<HTMLElement>('main h1')?.focus();
  });
  return (
    <div class="bare-page">
      <header class="brand">
        <Mark />
        <span>{words.product}</span>
      </header>
      <main id="main">
        <CutThread />
        <Show
          when={props.failure.code === 'insecure_context'}
          fallback={
            <>
              <h1 class="big" tabindex="-1">
                {told().title.replace(/\.$/, '')}
              </h1>
              <p class="lead">{told().why}</p>
              <dl class="facts ways">
                <dt>{errorLabels.code}</dt>
                <dd>
                  <code>{props.failure.code}</code>
                </dd>
                <Show when={props.failure.detail}>
                  <dt>{errorLabels.detail}</dt>
                  <dd>{props.failure.detail}</dd>
                </Show>
              </dl>
              <Button kind="primary" onPress={() => location.reload()}>
                {actionLabels.reload}
              </Button>
            </>
          }
        >
          <Insecure />
        </Show>
      </main>
    </div>
  );
}
