/** One provider: how it signs people in and why, what to register there, where its tokens may go. */

import { Icon as WarnIcon } from 'icon:triangle-alert';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { ApiRule, ProviderInfo } from '../../../core/index.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/connect-panel.ts';
import { connectionCount } from '../../text/connections.ts';
import { describe } from '../../text/errors.ts';
import { providersText } from '../../text/providers.ts';
import { fill, flows, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Glyph, Tag } from '../../ui/status.tsx';

function Rule(props: { readonly rule: ApiRule }): JSX.Element {
  const place = () =>
    props.rule.placement.in === 'query' ? fill(providersText.query, { name: props.rule.placement.name }) : providersText.header;
  return (
    <li>
      <code class="breaks">{props.rule.origin + props.rule.path}</code>
      <span class="quiet">
        {props.rule.methods.join(', ')} · {place()}
      </span>
    </li>
  );
}

function RemoveDialog(props: { readonly provider: ProviderInfo; readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const held = () => session.connections.all().filter(({ provider }) => provider === props.provider.id).length;
  const remove = async () => {
    if (held() > 0) return;
    try {
      await session.singlet.removeProvider(props.provider.id);
      props.onClose();
      session.reloadProviders();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Dialog
      title={fill(providersText.removeTitle, { name: props.provider.name })}
      onClose={props.onClose}
      onSubmit={() => void remove()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{providersText.keep}</Button>
          <Show when={held() === 0}>
            <Button type="submit" kind="primary">
              {providersText.remove}
            </Button>
          </Show>
        </>
      }
    >
      <p class="quiet">{held() > 0 ? fill(providersText.removeHeld, { count: connectionCount(held()) }) : providersText.removeWhy}</p>
      <Show when={failure()}>{(why) => <Banner tone="bad" title={describe(why()).title} why={describe(why()).why} />}</Show>
    </Dialog>
  );
}

function Facts(props: { readonly provider: ProviderInfo }): JSX.Element {
  return (
    <dl class="facts">
      <dt>{providersText.flow}</dt>
      <dd>
        <b>{flows[props.provider.flow]}.</b> <span class="quiet">{props.provider.reason}</span>
      </dd>
      <dt>{providersText.issuer}</dt>
      <dd>
        <Show when={props.provider.issuer} fallback={<span class="quiet">{providersText.issuerNone}</span>}>
          <code>{props.provider.issuer}</code>
        </Show>
      </dd>
      <dt>{providersText.client}</dt>
      <dd>
        <code>{props.provider.client_id}</code>
      </dd>
      <dt>{providersText.scope}</dt>
      <dd>
        <Show when={props.provider.scope} fallback={<span class="quiet">{providersText.scopeNone}</span>}>
          <code>{props.provider.scope}</code>
        </Show>
      </dd>
      <dt>{providersText.api}</dt>
      <dd>
        <Show when={props.provider.api.length > 0} fallback={<span class="quiet">{providersText.apiNone}</span>}>
          <ul class="rules">
            <For each={props.provider.api}>{(rule) => <Rule rule={rule} />}</For>
          </ul>
        </Show>
      </dd>
    </dl>
  );
}

export function ProviderItem(props: { readonly provider: ProviderInfo }): JSX.Element {
  const session = useSession();
  const [removing, setRemoving] = createSignal(false);
  return (
    <li class="provider">
      <Glyph letters={props.provider.icon} />
      <header>
        <h2>{props.provider.name}</h2>
        <Show when={props.provider.demo}>
          <Tag>{words.simulated}</Tag>
        </Show>
        <Show when={props.provider.local}>
          <Tag>{words.local}</Tag>
        </Show>
        <span class="acts">
          <ButtonLink
            small
            href={routeHref('connections', { connect: props.provider.id })}
            label={fill(providersText.connectName, { name: props.provider.name })}
          >
            {providersText.connect}
          </ButtonLink>
          <Show when={props.provider.local}>
            <Button
              small
              kind="bare"
              label={fill(providersText.removeName, { name: props.provider.name })}
              onPress={() => setRemoving(true)}
            >
              {providersText.remove}
            </Button>
          </Show>
        </span>
      </header>
      <div class="inner">
        <For each={props.provider.warnings}>
          {(warning) => (
            <p class="warn-line">
              <WarnIcon class="is-warn" />
              {warning}
            </p>
          )}
        </For>
        <Facts provider={props.provider} />
        <div class="field">
          <span class="label">{providersText.redirect}</span>
          <CopyLine
            value={props.provider.redirect_uri}
            label={panel.redirectName}
            copy={words.copy}
            copied={words.copied}
            failed={words.copyFailed}
            say={session.announcer.say}
          />
        </div>
        <Show when={props.provider.docs}>
          {(docs) => (
            <a class="docs" href={docs()} target="_blank" rel="noopener noreferrer">
              {fill(providersText.docs, { name: props.provider.name })}
            </a>
          )}
        </Show>
      </div>
      <Show when={removing()}>
        <RemoveDialog provider={props.provider} onClose={() => setRemoving(false)} />
      </Show>
    </li>
  );
}
