/** How a provider signs people in and why, where, and where its tokens may go: in plain words, one row each. */
import { For, type JSX, Show } from 'solid-js';
import type { ApiRule, ProviderInfo } from '../../../core/index.ts';
import { isMachine } from '../../state/pageless.ts';
import { flowReasons } from '../../text/provider-facts.ts';
import { providersText } from '../../text/providers.ts';
import { fill, flowOf } from '../../text/text.ts';

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

interface FactProps {
  readonly name: string;
  /** Shown as code; without it `none` stands there. */
  readonly code?: string | undefined;
  readonly none?: string;
  readonly children?: JSX.Element;
}

function Fact(props: FactProps): JSX.Element {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        <Show when={props.code} fallback={<span class="quiet">{props.none}</span>}>
          <code>{props.code}</code>
        </Show>
        {props.children}
      </dd>
    </>
  );
}

/** What is not so at most providers. */
function Peculiar(props: { readonly provider: ProviderInfo }): JSX.Element {
  const signs = () => props.provider.flow === 'signed-request';
  const tokenHost = () => props.provider.hosts.at(-1) ?? props.provider.name;
  return (
    <>
      <Show when={props.provider.secret}>
        <Fact
          name={signs() ? providersText.key : providersText.secret}
          none={fill(signs() ? providersText.keyWhy : providersText.secretWhy, { host: tokenHost() })}
        />
      </Show>
      <Show when={props.provider.singleFlight}>
        <Fact name={providersText.single} none={providersText.singleWhy} />
      </Show>
      <Show when={props.provider.link}>
        <Fact name={providersText.link} none={providersText.linkWhy} />
      </Show>
    </>
  );
}

export function ProviderFacts(props: { readonly provider: ProviderInfo }): JSX.Element {
  return (
    <dl class="facts">
      <dt>{providersText.flow}</dt>
      <dd>
        <b>{flowOf(props.provider)}.</b> <span class="quiet">{flowReasons[props.provider.reason]}</span>
      </dd>
      <Fact name={providersText.issuer} code={props.provider.issuer} none={providersText.issuerNone} />
      <Fact
        name={isMachine(props.provider) ? providersText.hostsMachine : providersText.hosts}
        code={props.provider.hosts[0]}
        none={providersText.hostsUnknown}
      >
        <Show when={props.provider.hosts[1]}>
          {(host) => (
            <span class="quiet">
              {' '}
              · {providersText.hostsToken} <code>{host()}</code>
            </span>
          )}
        </Show>
      </Fact>
      <Fact name={providersText.client} code={props.provider.client_id} />
      <Fact name={providersText.scope} code={props.provider.scope} none={providersText.scopeNone} />
      <dt>{providersText.api}</dt>
      <dd>
        <Show when={props.provider.api.length > 0} fallback={<span class="quiet">{providersText.apiNone}</span>}>
          <ul class="rules">
            <For each={props.provider.api}>{(rule) => <Rule rule={rule} />}</For>
          </ul>
        </Show>
      </dd>
      <Peculiar provider={props.provider} />
    </dl>
  );
}
