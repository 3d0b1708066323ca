/** What a provider offers without a connection, below its way to sign in; and what came of an act, at its connection. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { ActionEntry, ProviderInfo } from '../../../core/index.ts';
import { createActionNews } from '../../state/actions.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { actions } from '../../text/actions.ts';
import { words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { ActionAbout } from './action-form.ts';
import './action-list.css';

export const ActionDialog: (props: ActionAbout) => JSX.Element = late(async () => (await import('./action-dialog.tsx')).ActionDialog);

export function ActionList(props: { readonly provider: ProviderInfo }): JSX.Element {
  const [open, setOpen] = createSignal<ActionEntry | null>(null);
  const offered = () => (props.provider.actions ?? []).filter((action) => action.on === 'provider');
  return (
    <Show when={offered().length > 0}>
      <div class="pad">
        <h3>{actions.offered}</h3>
        <For each={offered()}>
          {(action) => (
            <div class="offer">
              <p class="help-line">{action.help}</p>
              <Button small onPress={() => setOpen(action)}>
                {action.label}
              </Button>
            </div>
          )}
        </For>
        <ActionTold at={props.provider.id} />
      </div>
      <Show when={open()}>
        {(action) => <ActionDialog provider={props.provider} action={action()} connection={undefined} onClose={() => setOpen(null)} />}
      </Show>
    </Show>
  );
}

export function ActionTold(props: { readonly at: string }): JSX.Element {
  const news = useSession().once(createActionNews);
  return (
    <Show when={news.of(props.at)}>
      {(told) => (
        <Banner tone="ok" title={told().title} why={told().why} dismiss={words.dismiss} onDismiss={() => news.dismiss(props.at)} />
      )}
    </Show>
  );
}
