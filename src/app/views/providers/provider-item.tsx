/** One provider: its facts, what to register there, and for one of this browser its form. */

import { Icon as WarnIcon } from 'icon:triangle-alert';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { ConfigEntry, ProviderInfo } from '../../../core/index.ts';
import { PresetFactsOf } from '../../parts/preset-facts.tsx';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { isMachine } from '../../state/pageless.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { docsLabel } from '../../text/docs.ts';
import { warningsOf } from '../../text/provider-facts.ts';
import { providersText } from '../../text/providers.ts';
import { fill, words } from '../../text/text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Glyph, Tag } from '../../ui/status.tsx';
import { ProviderFacts } from './provider-facts.tsx';
import { ProviderForm } from './provider-form.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

interface ProviderItemProps {
  readonly provider: ProviderInfo;
  /** It is gone from the settings, and goes from the page with this. */
  readonly onRemoved: () => void;
}

interface HeadProps {
  readonly provider: ProviderInfo;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly editButton: (element: HTMLButtonElement) => void;
}

function Head(props: HeadProps): JSX.Element {
  const named = (text: string) => fill(text, { name: props.provider.name });
  return (
    <header>
      <h2>{props.provider.name}</h2>
      <Show when={props.provider.demo}>
        <Tag>{words.simulated}</Tag>
      </Show>
      <Show when={props.provider.local}>
        <Tag>{words.local}</Tag>
      </Show>
      <span class="acts">
        <ButtonLink small href={routeHref('connections', { connect: props.provider.id })} label={named(providersText.connectName)}>
          {providersText.connect}
        </ButtonLink>
        <Show when={props.provider.local}>
          <Button small kind="bare" label={named(providersText.editName)} onPress={props.onEdit} ref={props.editButton}>
            {providersText.edit}
          </Button>
          <Button small kind="bare" label={named(providersText.removeName)} onPress={props.onRemove}>
            {providersText.remove}
          </Button>
        </Show>
      </span>
    </header>
  );
}

export function ProviderItem(props: ProviderItemProps): JSX.Element {
  const session = useSession();
  const [removing, setRemoving] = createSignal(false);
  const [editing, setEditing] = createSignal<ConfigEntry | null>(null);
  let editButton: HTMLButtonElement | undefined;
  const edit = () => {
    const entry = session.singlet.exportConfig().providers.find(({ id }) => id === props.provider.id);
    setEditing(editing() ? null : (entry ?? null));
  };
  const goesNowhere = () => isMachine(props.provider) || props.provider.flow === 'paste';
  /** Where a provider shows a code, nothing comes back to an address of this page. */
  const comesBack = () => !goesNowhere() && /^https?:/.test(props.provider.redirect_uri);
  const close = () => {
    setEditing(null);
    editButton?.focus();
  };
  return (
    <li class="provider" data-provider={props.provider.id}>
      <Glyph letters={props.provider.icon} />
      <Head provider={props.provider} onEdit={edit} onRemove={() => setRemoving(true)} editButton={(element) => (editButton = element)} />
      <div class="inner">
        <For each={warningsOf(props.provider)}>
          {(warning) => (
            <p class="warn-line">
              <WarnIcon class="is-warn" />
              {warning}
            </p>
          )}
        </For>
        <Show
          when={editing()}
          keyed
          fallback={
            <>
              <ProviderFacts provider={props.provider} />
              <Show when={props.provider.preset}>{(preset) => <PresetFactsOf preset={preset()} />}</Show>
            </>
          }
        >
          {(entry) => <ProviderForm provider={props.provider} entry={entry} onClose={close} />}
        </Show>
        <div class="field">
          <span class="label">{providersText.redirect}</span>
          <Show
            when={comesBack()}
            fallback={<p class="t13 quiet">{goesNowhere() ? providersText.redirectNowhere : providersText.redirectNone}</p>}
          >
            <RedirectUri value={props.provider.redirect_uri} />
          </Show>
        </div>
        <Show when={props.provider.docs}>
          {(docs) => (
            <a class="docs" href={docs()} target="_blank" rel="noopener noreferrer">
              {docsLabel(props.provider, docs(), session.base)}
            </a>
          )}
        </Show>
      </div>
      <Show when={removing()}>
        <RemoveDialog
          provider={props.provider}
          onClose={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false);
            props.onRemoved();
          }}
        />
      </Show>
    </li>
  );
}
