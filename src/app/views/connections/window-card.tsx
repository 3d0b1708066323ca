/** A sign-in that runs in a window: waiting, blocked, gone, slow, failed. One card each. */

import { Icon as WindowIcon } from 'icon:app-window';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { createEffect, createSignal, type JSX, Match, on, onMount, Show, Switch } from 'solid-js';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { StartFailure } from '../../parts/start-failure.tsx';
import type { Failure } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import type { StartOptions } from '../../state/sign-in.ts';
import type { WindowSignIn } from '../../state/windows.ts';
import { fill } from '../../text/text.ts';
import { saidOfWindows, windowCard } from '../../text/underway.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { focusIsLost } from '../../ui/focus.ts';
import { WindowLink } from '../../ui/window-link.tsx';

interface CardActs {
  readonly again: (options?: StartOptions) => void;
  readonly stop: () => void;
}

function useActs(entry: () => WindowSignIn): CardActs {
  const session = useSession();
  return {
    again(options) {
      const { attempt, failure } = entry();
      const asked = failure()?.code === 'interaction_required' ? { ...attempt, silent: undefined } : attempt;
      entry().stop();
      // Where only one sign-in counts, the one that is given up here is our own. Nobody left yet, so the consent still counts.
      const own = session.provider(attempt.provider)?.singleFlight ? { takeOver: true } : {};
      const consented = failure()?.code === 'popup_blocked' ? { consented: true } : {};
      void session.signIn.start(asked, { ...own, ...consented, ...options });
    },
    stop() {
      if (!entry().failure()) session.announcer.say(fill(saidOfWindows.stopped, { name: entry().attempt.name }));
      entry().stop();
      document.querySelector<HTMLElement>('main h1')?.focus();
    },
  };
}

function Blocked(props: { readonly entry: WindowSignIn; readonly acts: CardActs; readonly onOpened: () => void }): JSX.Element {
  const session = useSession();
  return (
    <Card
      takesFocus
      icon={<WarnIcon class="is-warn" />}
      title={windowCard.blocked}
      why={windowCard.blockedWhy}
      acts={
        <>
          <Show when={props.entry.url()}>
            {(url) => (
              <WindowLink href={url()} onFollow={props.onOpened}>
                {windowCard.open}
              </WindowLink>
            )}
          </Show>
          <Show when={!session.memoryOnly()}>
            <Button small onPress={() => props.acts.again({ way: 'redirect' })}>
              {windowCard.here}
            </Button>
          </Show>
          <Button small kind="bare" onPress={props.acts.stop}>
            {windowCard.cancel}
          </Button>
        </>
      }
    />
  );
}

/** What to do when nothing comes: it may be the redirect URI. */
function Slow(props: { readonly entry: WindowSignIn }): JSX.Element {
  const session = useSession();
  return (
    <>
      <p>{windowCard.slowWhy}</p>
      <Show when={session.provider(props.entry.attempt.provider)}>
        {(known) => (
          <>
            <p>{fill(windowCard.slowUri, { name: props.entry.attempt.name })}</p>
            <RedirectUri value={known().redirect_uri} />
          </>
        )}
      </Show>
    </>
  );
}

function Out(props: { readonly entry: WindowSignIn; readonly acts: CardActs; readonly byLink: boolean }): JSX.Element {
  const name = () => props.entry.attempt.name;
  const gone = () => props.entry.phase() === 'closed';
  const told = (): readonly [title: string, why: string] => {
    if (gone()) return [windowCard.closed, windowCard.closedWhy];
    if (props.entry.attempt.silent) return [windowCard.silent, windowCard.silentWhy];
    return [props.entry.attempt.link ? windowCard.link : windowCard.waiting, windowCard.waitingWhy];
  };
  const slow = () => props.entry.slow() && !gone();
  return (
    <Card
      takesFocus
      icon={gone() ? <WarnIcon class="is-warn" /> : <WindowIcon />}
      title={fill(told()[0], { name: name() })}
      why={fill(told()[1], { name: name() })}
      acts={
        <>
          <Show when={!gone() && !props.byLink}>
            <Button small onPress={() => props.entry.show()}>
              {windowCard.show}
            </Button>
          </Show>
          <Show when={gone() || slow() || props.byLink}>
            <Button small onPress={() => props.acts.again()}>
              {windowCard.again}
            </Button>
          </Show>
          <Button small kind="bare" onPress={props.acts.stop}>
            {gone() ? windowCard.stop : windowCard.cancel}
          </Button>
        </>
      }
    >
      <Show when={slow()}>
        <Slow entry={props.entry} />
      </Show>
    </Card>
  );
}

function Failed(props: { readonly failure: Failure; readonly name: string; readonly acts: CardActs }): JSX.Element {
  let place!: HTMLDivElement;
  // What had the focus belonged to the card that waited.
  onMount(() => focusIsLost() && place.focus());
  return (
    <div ref={place} class="card-failed" tabindex="-1">
      <StartFailure failure={props.failure} provider={props.name} again={props.acts.again} onDismiss={props.acts.stop} />
    </div>
  );
}

export function WindowCard(props: { readonly entry: WindowSignIn }): JSX.Element {
  const session = useSession();
  const acts = useActs(() => props.entry);
  // The link of a blocked window was used: from here on it is a window like any other, but for showing it.
  const [byLink, setByLink] = createSignal(false);
  const say = (what: keyof typeof saidOfWindows) => session.announcer.say(fill(saidOfWindows[what], { name: props.entry.attempt.name }));
  createEffect(
    on(
      () => props.entry.phase(),
      (phase) => {
        if (phase === 'open' || phase === 'blocked' || phase === 'closed') say(phase);
      },
    ),
  );
  createEffect(
    on(
      () => props.entry.slow(),
      (slow) => slow && props.entry.phase() !== 'failed' && say('slow'),
      { defer: true },
    ),
  );
  return (
    <Switch fallback={<Out entry={props.entry} acts={acts} byLink={byLink()} />}>
      <Match when={props.entry.failure()}>{(failure) => <Failed failure={failure()} name={props.entry.attempt.name} acts={acts} />}</Match>
      <Match when={props.entry.phase() === 'blocked' && !byLink()}>
        <Blocked entry={props.entry} acts={acts} onOpened={() => setByLink(true)} />
      </Match>
    </Switch>
  );
}
