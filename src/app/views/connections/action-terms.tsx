/** The terms of an act: what is sent where, without any value, and what cannot be had back. */

import { Icon as WarnIcon } from 'icon:triangle-alert';
import { For, type JSX, Show } from 'solid-js';
import type { ActionEntry } from '../../../core/index.ts';
import type { Act } from '../../state/actions.ts';
import { actions, actionText, sentAddress } from '../../text/actions.ts';
import { fill } from '../../text/text.ts';

export function Sent(props: {
  readonly act: Act;
  readonly provider: string;
  readonly account: string;
  readonly other: string;
}): JSX.Element {
  const about = () => props.act.prepared();
  const whose = () => {
    const known = about();
    if (!known?.connection) return '';
    return fill(known.action.other ? actions.withTokens : actions.withToken, { account: props.account, other: props.other });
  };
  return (
    <Show when={about()}>
      {(known) => (
        <section class="act-sent">
          <h3>{actions.sent}</h3>
          <code class="breaks">
            {known().request.method} {sentAddress(known().request.url)}
          </code>
          <p class="quiet t13">
            {fill(actions.sentTo, { host: known().request.host })} {whose()}
          </p>
          <Show when={known().inAddress.length > 0}>
            <p class="quiet t13">{fill(actions.inAddress, { provider: props.provider, what: known().inAddress.join(', ') })}</p>
          </Show>
        </section>
      )}
    </Show>
  );
}

export function Lost(props: { readonly action: ActionEntry; readonly account: string; readonly other: string }): JSX.Element {
  const told = (text: string) => actionText(text, props.account, props.other);
  return (
    <>
      <Show when={props.action.lost?.length}>
        <section class="act-lost">
          <h3>{actions.lost}</h3>
          <ul>
            <For each={props.action.lost}>{(one) => <li class="breaks">{told(one)}</li>}</For>
          </ul>
          <p>
            <b>{actions.final}</b>
          </p>
        </section>
      </Show>
      <Show when={props.action.warning}>
        {(warning) => (
          <p class="act-warning t13">
            <WarnIcon class="is-warn" />
            <span>{told(warning())}</span>
          </p>
        )}
      </Show>
    </>
  );
}
