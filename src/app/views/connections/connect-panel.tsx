/** The panel: which provider, or one of one's own; then the step for that provider. */
import { createEffect, createMemo, createSignal, type JSX, Match, on, Show, Switch } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { hostOf, type Panel } from '../../parts/start.ts';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/connect-panel.ts';
import { link as linkWords } from '../../text/connect-step.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { ActionList } from './action-list.tsx';
import { Choices } from './choices.tsx';
import { OwnProviderForm } from './own-provider-form.tsx';
import { ProviderStep } from './provider-step.tsx';

interface ConnectPanelProps {
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
  readonly onClose: () => void;
}

/** Providers to choose from, then the form for another one. */
function List(props: Pick<ConnectPanelProps, 'onPanel'>): JSX.Element {
  const session = useSession();
  const [saved, setSaved] = createSignal<ProviderInfo | null>(null);
  const open = (provider: string) => props.onPanel({ kind: 'one', provider });
  const keep = (provider: ProviderInfo) => {
    setSaved(provider);
    // The form is empty again; where it was kept is what there is to see.
    document.querySelector<HTMLElement>('.drawer h2')?.focus();
    document.querySelector('.drawer')?.scrollTo(0, 0);
  };
  return (
    <>
      <Show when={session.providers().length > 0}>
        <div class="pad">
          <Show when={saved()}>
            {(one) => (
              <Banner
                tone="ok"
                title={fill(panel.saved, { name: one().name })}
                why={panel.savedWhy}
                dismiss={words.dismiss}
                onDismiss={() => setSaved(null)}
              />
            )}
          </Show>
          <h3>{panel.listed}</h3>
          <Choices providers={session.providers()} leaving={() => false} onChoose={({ id }) => open(id)} />
        </div>
      </Show>
      <div class="pad">
        <h3>{panel.other}</h3>
        <OwnProviderForm primary={true} onSaved={keep} onNext={open} />
      </div>
    </>
  );
}

export function ConnectPanel(props: ConnectPanelProps): JSX.Element {
  const session = useSession();
  const one = () => (props.panel.kind === 'one' ? props.panel : undefined);
  const provider = createMemo(() => session.provider(one()?.provider ?? ''));
  const connection = () => session.connections.get(one()?.connection ?? '');
  const link = () => session.connections.get(one()?.link ?? '');
  const subtitle = () => {
    const known = provider();
    return known && [known.name, hostOf(known)].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ');
  };
  // What was pressed is gone with the step before; the heading is where the next one begins.
  createEffect(
    on(
      () => props.panel,
      () => document.querySelector<HTMLElement>('.drawer h2')?.focus(),
      { defer: true },
    ),
  );
  const toList = () => props.onPanel({ kind: 'list' });
  return (
    <Drawer
      title={one()?.link ? linkWords.title : panel.title}
      subtitle={subtitle()}
      close={words.close}
      resize={words.resize}
      onClose={props.onClose}
    >
      <Switch>
        <Match when={one()?.link && !link()}>
          <div class="pad">
            <p class="quiet">{linkWords.gone}</p>
          </div>
        </Match>
        <Match when={provider()}>
          {(known) => (
            <>
              <ProviderStep
                provider={known()}
                connection={connection()}
                link={link()}
                onBack={connection() || link() ? undefined : toList}
                onStarted={props.onClose}
              />
              <Show when={!connection() && !link()}>
                <ActionList provider={known()} />
              </Show>
            </>
          )}
        </Match>
        <Match when={true}>
          <List onPanel={props.onPanel} />
        </Match>
      </Switch>
    </Drawer>
  );
}
