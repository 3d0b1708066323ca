/** What the metadata of a provider says, in lines that a person can weigh. */

import { Icon as OkIcon } from 'icon:check';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { type JSX, Show } from 'solid-js';
import type { Capabilities, ProviderInfo } from '../../../core/index.ts';
import { form } from '../../text/connect-panel.ts';
import { found } from '../../text/connect-step.ts';
import { flowReasons } from '../../text/provider-facts.ts';

function Line(props: { readonly good: boolean; readonly what: string; readonly why: string }): JSX.Element {
  return (
    <li>
      <Show when={props.good} fallback={<WarnIcon class="is-warn" />}>
        <OkIcon class="is-ok" />
      </Show>
      <p>
        <b>{props.what}</b> <span>{props.why}</span>
      </p>
    </li>
  );
}

/** Refresh and revocation, in the words of whichever of the four cases it is. */
function lasting({ refresh, revocation }: Capabilities): readonly [string, string] {
  if (refresh === true && revocation) return [found.refresh, found.both];
  if (refresh === true) return [found.refreshOnly, found.noRevocation];
  if (revocation) return [found.revocationOnly, found.noRefresh];
  return [found.neither, found.neitherWhy];
}

export function FoundList(props: { readonly provider: ProviderInfo; readonly capabilities: Capabilities }): JSX.Element {
  const code = () => props.capabilities.flow === 'code';
  return (
    <ul class="found" aria-label={form.found}>
      <Show when={props.provider.hosts[0]}>
        {(host) => (
          <Line
            good={props.provider.hosts.length < 2}
            what={`${found.hosts} ${host()};`}
            why={props.provider.hosts[1] ? `${found.hostsToken} ${props.provider.hosts[1]}.` : found.hostsSame}
          />
        )}
      </Show>
      <Line good={code()} what={code() ? found.code : found.token} why={flowReasons[props.capabilities.reason]} />
      <Show when={code()}>
        <Line
          good={props.capabilities.revocation || props.capabilities.refresh === true}
          what={lasting(props.capabilities)[0]}
          why={lasting(props.capabilities)[1]}
        />
        <Line
          good={props.capabilities.iss}
          what={props.capabilities.iss ? found.iss : found.noIss}
          why={props.capabilities.iss ? found.issWhy : found.noIssWhy}
        />
      </Show>
      <Show when={code() && props.capabilities.metadata && !props.capabilities.userinfo}>
        <Line good={true} what={found.noUserinfo} why={found.noUserinfoWhy} />
      </Show>
    </ul>
  );
}
