/** The frame of the app: rail or bottom tabs, banners that concern everything, the live region. */

import { Icon as KeptIcon } from 'icon:hard-drive';
import { Icon as ProvidersIcon } from 'icon:list';
import { Icon as MemoryIcon } from 'icon:memory-stick';
import { Icon as InspectorIcon } from 'icon:panel-right';
import { Icon as SignInsIcon } from 'icon:route';
import { Icon as ConsoleIcon } from 'icon:square-terminal';
import { Icon as ThemeIcon } from 'icon:sun-moon';
import { Icon as PlugIcon } from 'icon:unplug';
import { For, type JSX, onCleanup, Show } from 'solid-js';
import { inspecting, setInspecting } from '../../state/inspector-log.ts';
import { partsUnreached, retryParts, staleRelease } from '../../state/release.ts';
import { routeHref, type ViewName, viewNames } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { type Theme, themes } from '../../state/theme.ts';
import { stale } from '../../text/stale.ts';
import { fill, shell, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Menu } from '../../ui/menu.tsx';
import './shell.css';

interface ShellProps {
  readonly view: ViewName;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  /** What is under way, whichever view is seen. */
  readonly underway: JSX.Element;
  readonly children: JSX.Element;
}

const icons = { connections: PlugIcon, console: ConsoleIcon, 'sign-ins': SignInsIcon, providers: ProvidersIcon };

function RailFoot(props: Pick<ShellProps, 'view' | 'theme' | 'onTheme'>): JSX.Element {
  const session = useSession();
  const toggle = () => void setInspecting((open) => !open);
  // Ctrl or Cmd with the full stop: no letter of a field, no key of a browser or reader.
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== '.' || !(event.ctrlKey || event.metaKey) || props.view === 'sign-ins') return;
    // A question before everything is answered first.
    if (document.querySelector('.dialog:modal')) return;
    event.preventDefault();
    toggle();
  };
  // eslint-disable-next-line solid/reactivity -- what a key does, not what is shown
  addEventListener('keydown', pressed);
  onCleanup(() => removeEventListener('keydown', pressed));
  return (
    <div class="foot">
      {/* There it fills the view already. */}
      <Show when={props.view !== 'sign-ins'}>
        <button
          type="button"
          class="btn bare theme"
          title={shell.inspectorHint}
          aria-expanded={inspecting() ? 'true' : 'false'}
          aria-keyshortcuts="Control+. Meta+."
          onClick={toggle}
        >
          <InspectorIcon />
          <span>{shell.inspector}</span>
          <span class="now">Ctrl .</span>
        </button>
      </Show>
      <Menu
        label={shell.theme}
        kind="bare"
        class="theme"
        items={themes.map((theme) => ({
          words: shell.themes[theme],
          checked: theme === props.theme,
          onChoose: () => props.onTheme(theme),
        }))}
      >
        <ThemeIcon />
        <span>{shell.theme}</span>
        <span class="now">{shell.themes[props.theme]}</span>
      </Menu>
      <p title={session.memoryOnly() ? shell.storage.memory : shell.storage.indexeddb}>
        <Show when={session.memoryOnly()} fallback={<KeptIcon />}>
          <MemoryIcon />
        </Show>
        <span>{session.memoryOnly() ? shell.storage.memory : shell.storage.indexeddb}</span>
      </p>
      <p>
        <span class="faint cut" title={session.base.host}>
          {session.base.host}
        </span>
      </p>
    </div>
  );
}

/** What holds for every view: an old release, no network, no storage. */
function Notices(props: Pick<ShellProps, 'underway'>): JSX.Element {
  const session = useSession();
  return (
    <div class="notices">
      <Show when={staleRelease()}>
        <Banner tone="bad" title={stale.title} why={stale.why} action={shell.reload} onAction={() => location.reload()} />
      </Show>
      <Show when={partsUnreached()}>
        <Banner tone="warn" title={shell.unreachedTitle} why={shell.unreachedWhy} action={shell.retry} onAction={retryParts} />
      </Show>
      <Show when={!session.online()}>
        <Banner tone="warn" title={shell.offlineTitle} why={shell.offlineWhy} />
      </Show>
      <Show when={session.memoryOnly()}>
        <Banner
          tone="warn"
          title={shell.memoryTitle}
          why={fill(shell.memoryWhy, { origin: session.base.origin })}
          action={shell.reload}
          onAction={() => location.reload()}
        />
      </Show>
      {props.underway}
    </div>
  );
}

export function Shell(props: ShellProps): JSX.Element {
  const session = useSession();
  const current = (view: ViewName) => (props.view === view ? 'page' : undefined);
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById('main')?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it goes to #main, but by script, since the fragment holds the route */}
      <a class="btn skip" href="#main" onClick={skip}>
        {words.skip}
      </a>
      <div class="app">
        <nav class="rail" aria-label={words.nav}>
          <a class="brand" href={routeHref('connections')}>
            <Mark />
            <span>{words.product}</span>
          </a>
          <div class="items">
            <For each={viewNames}>
              {(view) => (
                <a class="item" href={routeHref(view)} aria-current={current(view)} title={shell.views[view]}>
                  {icons[view]({})}
                  <span>{shell.views[view]}</span>
                  <Show when={view === 'connections' && session.connections.ids().length > 0}>
                    <span class="count">{session.connections.ids().length}</span>
                  </Show>
                </a>
              )}
            </For>
          </div>
          <RailFoot view={props.view} theme={props.theme} onTheme={props.onTheme} />
        </nav>
        <Notices underway={props.underway} />
        {props.children}
      </div>
      <nav class="tabbar" aria-label={words.navBottom}>
        <For each={viewNames}>
          {(view) => (
            <a href={routeHref(view)} aria-current={current(view)}>
              {icons[view]({ size: 18 })}
              {shell.views[view]}
            </a>
          )}
        </For>
      </nav>
      <div class="vh" role="status" aria-live="polite">
        {session.announcer.message()}
      </div>
    </>
  );
}
