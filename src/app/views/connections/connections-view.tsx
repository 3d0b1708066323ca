/** Connections: the first visit while there are none, else the list; the connect panel beside either. */
import { createEffect, createSignal, type JSX, on, onMount, Show } from 'solid-js';
import type { DisconnectResult } from '../../../core/index.ts';
import { late } from '../../state/release.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { disconnected, said } from '../../text/connections.ts';
import { fill, shell, titled, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { ConnectionList } from './connection-list.tsx';
import { FirstVisit } from './first-visit.tsx';
import type { Panel } from './start.ts';
import { UnreturnedBanner } from './unreturned-banner.tsx';

/** What an address with `?connect` or `?connect=ID` asks for. */
function asked(query: URLSearchParams): Panel | null {
  const provider = query.get('connect');
  if (provider === null) return null;
  return provider ? { kind: 'one', provider } : { kind: 'list' };
}

const ConnectPanel = late(async () => (await import('./connect-panel.tsx')).ConnectPanel);

export function ConnectionsView(props: { readonly query: URLSearchParams }): JSX.Element {
  const session = useSession();
  const [panel, setPanel] = createSignal<Panel | null>(null);
  createEffect(
    on(
      () => props.query,
      (query) => {
        const wanted = asked(query);
        if (!wanted) return;
        setPanel(wanted);
        // The address is used up: a reload, or the way back from a provider, does not open it again.
        history.replaceState(null, '', routeHref('connections'));
      },
    ),
  );
  onMount(() => {
    session.entered(titled(shell.views.connections));
    const made = session.connections.get(session.fresh() ?? '');
    if (made) session.announcer.say(fill(said.connected, { name: session.nameOf(made) }));
  });
  const [gone, setGone] = createSignal<{ readonly title: string; readonly why: string; readonly certain: boolean } | null>(null);
  const told = (name: string, provider: string, { revoked }: DisconnectResult) => {
    setGone({
      title: fill(disconnected.title, { name }),
      why: fill(disconnected.words[revoked], { provider }),
      certain: revoked === 'revoked',
    });
    // The row and its dialog are going; the heading is what stays.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus());
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
            onDismiss={() => setGone(null)}
          />
        )}
      </Show>
    </>
  );
  return (
    <>
      <main class="main" id="main" tabindex="-1">
        <div class="col">
          <Show when={session.connections.ids().length > 0} fallback={<FirstVisit onPanel={setPanel} notes={notes()} />}>
            <ConnectionList onPanel={setPanel} onDisconnected={told} notes={notes()} />
          </Show>
        </div>
      </main>
      <Show when={panel()}>{(what) => <ConnectPanel panel={what()} onPanel={setPanel} onClose={() => setPanel(null)} />}</Show>
    </>
  );
}
