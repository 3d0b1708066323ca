/** The account that was expected and the one that signed in, one above the other. */
import { type JSX, Show } from 'solid-js';
import type { Failure } from '../../state/failure.ts';
import { failureText } from '../../text/failure.ts';

type Both = NonNullable<NonNullable<Failure['facts']>['accounts']>;

function Account(props: { readonly label: string; readonly account: Both['expected'] }): JSX.Element {
  const title = () => props.account.name ?? props.account.email ?? props.account.sub;
  return (
    <li>
      <span class="quiet">{props.label}</span>
      <span class="who">
        <b>{title()}</b>
        <Show when={props.account.email && props.account.email !== title()}>
          <span>{props.account.email}</span>
        </Show>
        <Show when={props.account.sub !== title()}>
          <code>{props.account.sub}</code>
        </Show>
      </span>
    </li>
  );
}

export function Accounts(props: { readonly accounts: Both }): JSX.Element {
  return (
    <ul class="accounts">
      <Account label={failureText.expected} account={props.accounts.expected} />
      <Account label={failureText.found} account={props.accounts.found} />
    </ul>
  );
}
