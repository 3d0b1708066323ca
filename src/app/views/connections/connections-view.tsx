/** Connections: the first visit while there are none, else the list; the connect panel beside either. */
import { createComputed, createEffect, createMemo, createSignal, type JSX, on, onCleanup, onMount, Show } from 'solid-js';
import type { Panel } from '../../parts/start.ts';
import { inspecting, setInspecting } from '../../state/inspector-log.ts';
import { late, retryParts } from '../../state/release.ts';
import { parseRoute, routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { shell, titled } from '../../text/text.ts';
import { focusIsLost, regainFocus } from '../../ui/focus.ts';
import { Wait } from '../../ui/wait.tsx';
import { FirstVisit } from './first-visit.tsx';
import { SettingsHint } from './settings-hint.tsx';
import { SignOutNotes } from './sign-out-notes.tsx';
import { SignedOutNote } from './signed-out-note.tsx';

/** What an address with `?connect`, `?connect=ID` or `?connect=ID&link=CONNECTION` asks for. */
function asked(query: URLSearchParams): Panel | null {
  const provider = query.get('connect');
  if (provider === null) return null;
  const link = query.get('link');
  return provider ? { kind: 'one', provider, ...(link && { link }) } : { kind: 'list' };
}

const heading = () => document.querySelector<HTMLElement>('main h1');

/** Apart, because a first visit has none and does without it. */
const ConnectionList = late(
  async () => (await import('./connection-list.tsx')).ConnectionList,
  () => <Wait label={shell.opening} lines={6} />,
);
const UnreturnedBanner = late(async () => (await import('./unreturned-banner.tsx')).UnreturnedBanner);
const ConnectPanel = late(async () => (await import('./connect-panel.tsx')).ConnectPanel);

export function ConnectionsView(props: { readonly query: URLSearchParams }): JSX.Element {
  const session = useSession();
  const [panel, setPanel] = createSignal<Panel | null>(null);
  // It stays for what becomes of starting again.
  const unreturned = createMemo((was: boolean) => was || session.signIn.unreturned() !== null, false);
  const empty = createMemo(() => session.connections.ids().length === 0);
  const close = () => {
    setPanel(null);
    // What opened it may be gone by now.
    if (focusIsLost()) heading()?.focus();
  };
  // They have one place between them; gone before the other one takes the focus.
  createComputed(on(inspecting, (open) => open && setPanel(null), { defer: true }));
  const open = (wanted: Panel) => {
    retryParts();
    // The first visit has the list and the form already.
    if (wanted.kind === 'one' || !empty()) {
      setInspecting(false);
      return setPanel(wanted);
    }
    setPanel(null);
    const toForm = () => document.querySelector<HTMLElement>('main form input')?.focus();
    toForm();
    // It may still be on its way; whoever went elsewhere meanwhile stays there.
    void import('./own-provider-form.tsx').then(
      () => setTimeout(() => (focusIsLost() || document.activeElement === heading()) && toForm()),
      () => {},
    );
  };
  createEffect(
    on(
      () => props.query,
      () => {
        // From the address: what it asked for once stays in the route, and this view is made anew after a question.
        const wanted = asked(parseRoute(location.hash).query);
        if (!wanted) return;
        // After the view has handed the focus to its heading.
        // eslint-disable-next-line solid/reactivity -- an answer to the address, once
        queueMicrotask(() => open(wanted));
        // The address is used up: a reload, or the way back from a provider, does not open it again.
        history.replaceState(null, '', routeHref('connections'));
      },
    ),
  );
  /** With its heading in the page, which the list brings along. */
  let entered = false;
  const enter = () => {
    if (entered || !document.querySelector('main h1')) return;
    entered = true;
    session.entered(titled(shell.views.connections));
  };
  onMount(enter);
  onCleanup(() => session.seen());
  // One view stands in for the other; whoever was in it goes on at the top.
  createEffect(on(empty, () => regainFocus(heading), { defer: true }));
  const notes = () => (
    <>
      <Show when={unreturned()}>
        <UnreturnedBanner />
      </Show>
      <SignedOutNote />
      <SignOutNotes />
      <SettingsHint />
    </>
  );
  return (
    <>
      <main class="main" id="main" tabindex="-1">
        <div class="col">
          <Show when={!empty()} fallback={<FirstVisit onPanel={open} notes={notes()} />}>
            <ConnectionList onPanel={open} notes={notes()} onShown={enter} />
          </Show>
        </div>
      </main>
      <Show when={panel()}>{(what) => <ConnectPanel panel={what()} onPanel={open} onClose={close} />}</Show>
    </>
  );
}
