/**
 * What is becoming, and what became, of connections that were disconnected: a card while a window is out, then both halves of
 * the result. And a sign-out that took this tab along and brought it back (`signout:completed`).
 */

import { Icon as WindowIcon } from 'icon:app-window';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { useSession } from '../../state/session.ts';
import { createSignOuts, type SignOut } from '../../state/sign-out.ts';
import { disconnected, disconnectedWhy, signOut } from '../../text/disconnect.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { WindowLink } from '../../ui/window-link.tsx';
import '../../ui/wait.css';

const toHeading = () => document.querySelector<HTMLElement>('main h1')?.focus();

function WindowOut(props: { readonly entry: SignOut }): JSX.Element {
  const blocked = () => props.entry.phase() === 'blocked';
  const gone = () => props.entry.phase() === 'closed';
  const told = (): readonly [string, string] => {
    if (blocked()) return [signOut.blocked, signOut.blockedWhy];
    return gone() ? [signOut.closed, signOut.closedWhy] : [signOut.open, signOut.openWhy];
  };
  const named = (text: string) => fill(text, { name: props.entry.name, provider: props.entry.provider });
  return (
    <Card
      takesFocus
      icon={blocked() || gone() ? <WarnIcon class="is-warn" /> : <WindowIcon />}
      title={named(told()[0])}
      why={named(told()[1])}
      acts={
        <>
          <Show when={blocked() && props.entry.url()}>
            {(url) => (
              <WindowLink href={url()} onFollow={() => props.entry.opened()}>
                {signOut.link}
              </WindowLink>
            )}
          </Show>
          <Show when={props.entry.phase() === 'open'}>
            <Button small onPress={() => props.entry.show()}>
              {signOut.show}
            </Button>
          </Show>
          <Button small kind="bare" onPress={() => props.entry.stop()}>
            {signOut.stop}
          </Button>
        </>
      }
    />
  );
}

function Result(props: { readonly entry: SignOut; readonly onDismiss: () => void }): JSX.Element {
  const told = () => {
    const result = props.entry.result();
    return result ? disconnectedWhy(result, props.entry.provider) : { why: undefined, certain: false };
  };
  return (
    <Banner
      tone={told().certain ? 'ok' : 'info'}
      title={fill(disconnected.title, { name: props.entry.name })}
      why={told().why}
      dismiss={words.dismiss}
      onDismiss={props.onDismiss}
    />
  );
}

export function SignOutTold(): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  const dismiss = (id: number) => {
    signOuts.dismiss(id);
    toHeading();
  };
  return (
    <For each={signOuts.all()}>
      {(entry) => (
        <Switch>
          <Match when={entry.phase() === 'done'}>
            <Result entry={entry} onDismiss={() => dismiss(entry.id)} />
          </Match>
          <Match when={entry.phase() !== 'asking'}>
            <WindowOut entry={entry} />
          </Match>
          <Match when={!session.connections.get(entry.connection)}>
            <p class="wait" role="status">
              {fill(signOut.asking, { name: entry.name, provider: entry.provider })}
            </p>
          </Match>
        </Switch>
      )}
    </For>
  );
}

export function SignedOutTold(): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  const dismiss = () => {
    signOuts.dismissReturned();
    toHeading();
  };
  return (
    <For each={signOuts.returned()}>
      {(provider) => (
        <Banner
          tone="ok"
          title={fill(signOut.returned, { provider })}
          why={signOut.returnedWhy}
          dismiss={words.dismiss}
          onDismiss={dismiss}
        />
      )}
    </For>
  );
}
