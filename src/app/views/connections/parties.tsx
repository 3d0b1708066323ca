/** Who takes part in a sign-in, before it is begun: where a person signs in, where the token comes from, where it goes. */

import { Icon as WarnIcon } from 'icon:triangle-alert';
import { For, type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { isMachine } from '../../state/pageless.ts';
import type { Preflight } from '../../state/preflight.ts';
import { panel } from '../../text/connect-panel.ts';
import { callbackFaults } from '../../text/connect-step.ts';
import { fill } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import '../../ui/table.css';

function Hosts(props: { readonly provider: ProviderInfo; readonly reading: boolean }): JSX.Element {
  const signIn = () => props.provider.hosts[0];
  const token = () => props.provider.hosts[1] ?? signIn();
  return (
    <Show
      when={signIn()}
      fallback={
        <>
          <dt>{panel.signInAt}</dt>
          <dd>{props.reading ? fill(panel.hostsReading, { name: props.provider.name }) : panel.hostsUnknown}</dd>
        </>
      }
    >
      <Show when={!isMachine(props.provider)}>
        <dt>{panel.signInAt}</dt>
        <dd>
          <code>{signIn()}</code>
        </dd>
      </Show>
      <dt>{panel.tokenFrom}</dt>
      <dd>
        <code>{token()}</code>
      </dd>
    </Show>
  );
}

export function Parties(props: { readonly provider: ProviderInfo; readonly preflight: Preflight }): JSX.Element {
  return (
    <>
      <h3>{panel.parties}</h3>
      <dl class="facts">
        <Show when={props.provider.flow !== 'paste'}>
          <Hosts provider={props.provider} reading={props.preflight.reading()} />
        </Show>
        <dt>{panel.tokenGoes}</dt>
        <dd>
          <Show when={props.provider.api.length > 0} fallback={panel.nowhere}>
            <For each={props.provider.api}>{(rule) => <code class="line">{rule.origin + rule.path}</code>}</For>
          </Show>
        </dd>
      </dl>
      <Show when={props.provider.hosts.length > 1}>
        <p class="two-hosts">
          <WarnIcon class="is-warn" />
          <span>{panel.hostsTwo}</span>
        </p>
      </Show>
    </>
  );
}

/** Said before the click, because a reply that is lost may take its token along. */
export function CallbackNote(props: { readonly preflight: Preflight }): JSX.Element {
  const fault = () => {
    const answers = props.preflight.known()?.callback;
    return answers === 'redirects' || answers === 'missing' ? callbackFaults[answers] : undefined;
  };
  return <Show when={fault()}>{(what) => <Banner tone="warn" title={what().title} why={what().why} />}</Show>;
}
