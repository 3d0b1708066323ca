/** Connections: the first visit while there are none, else the list; the connect panel beside either. */
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import type { DisconnectResult } from '../../../core/index.ts';
import { late, retryParts } from '../../state/release.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { disconnected } from '../../text/connections.ts';
import { fill, shell, titled, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { focusIsLost } from '../../ui/card.tsx';
import { ConnectionList } from './connection-list.tsx';
import { FirstVisit } from './first-visit.tsx';
import type { Panel } from './start.ts';
import { UnreturnedBanner } from './unreturned-banner.tsx';

/** What an address with `?connect`, `?connect=ID` or `?connect=ID&link=CONNECTION` asks for. */
function asked(query: URLSearchParams): Panel | null {
  const provider = query.get('connect');
  if (provider === null) return null;
  const link = query.get('link');
  return provider ? { kind: 'one', provider, ...(link && { link }) } : { kind: 'list' };
}

const toHeading = () => document.querySelector<HTMLElement>('main h1')?.focus();

const ConnectPanel = late(async () => (await import('./connect-panel.tsx')).ConnectPanel);

export function ConnectionsView(props: { readonly query: URLSearchParams }): JSX.Element {
  const session = useSession();
  const [panel, setPanel] = createSignal<Panel | null>(null);
  const empty = createMemo(() => session.connections.ids().length === 0);
  const close = () => {
    setPanel(null);
    // What opened it may be gone by now.
    if (focusIsLost()) toHeading();
  };
  const open = (wanted: Panel) => {
    retryParts();
    // The first visit has the list and the form already.
    if (wanted.kind === 'one' || !empty()) return setPanel(wanted);
    setPanel(null);
    document.querySelector<HTMLElement>('main form input')?.focus();
  };
  createEffect(
    on(
      () => props.query,
      (query) => {
        const wanted = asked(query);
        if (!wanted) return;
        // After the view has handed the focus to its heading.
        // eslint-disable-next-line solid/reactivity -- an answer to the address, once
        queueMicrotask(() => open(wanted));
        // The address is used up: a reload, or the way back from a provider, does not open it again.
        history.replaceState(null, '', routeHref('connections'));
      },
    ),
  );
  onMount(() => session.entered(titled(shell.views.connections)));
  onCleanup(() => session.seen());
  // One view stands in for the other; whoever was in it goes on at the top.
  createEffect(on(empty, () => requestAnimationFrame(() => focusIsLost() && toHeading()), { defer: true }));
  const [gone, setGone] = createSignal<{ readonly title: string; readonly why: string; readonly certain: boolean } | null>(null);
  const told = (name: string, provider: string, { revoked }: DisconnectResult) => {
    setGone({
      title: fill(disconnected.title, { name }),
      why: fill(disconnected.words[revoked], { provider }),
      certain: revoked === 'revoked',
    });
    // The row and its dialog are going; the heading is what stays.
    requestAnimationFrame(toHeading);
  };
  const notes = () => (
    <>
      <UnreturnedBanner />
      <Show when={gone()}>
        {(what) => (
          <Banner
            tone={what().certain ? 'ok' : 'info'}
            title={what().title}
            why={what().why}
            dismiss={words.dismiss}
            onDismiss={() => {
              setGone(null);
              toHeading();
            }}
          />
        )}
      </Show>
    </>
  );
  return (
    <>
      <main class="main" id="main" tabindex="-1">
        <div class="col">
          <Show when={!empty()} fallback={<FirstVisit onPanel={open} notes={notes()} />}>
            <ConnectionList onPanel={open} onDisconnected={told} notes={notes()} />
          </Show>
        </div>
      </main>
      <Show when={panel()}>{(what) => <ConnectPanel panel={what()} onPanel={open} onClose={close} />}</Show>
    </>
  );
}
