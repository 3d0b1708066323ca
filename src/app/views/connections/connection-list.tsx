/** The connections in their groups, with what concerns them as a whole above. */

import { Icon as PlusIcon } from 'icon:plus';
import { Icon as FilterIcon } from 'icon:search';
import { createMemo, createSignal, For, type JSX, onMount, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { createStart, type Panel } from '../../parts/start.ts';
import { lifeOf, renewalOf } from '../../state/expiry.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { connectionCount, expiringBanner, identityLine, keptLine, list } from '../../text/connections.ts';
import { fill } from '../../text/text.ts';
import { span } from '../../text/time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionRow } from './connection-row.tsx';
import './connection-list.css';

const StartFailure = late(async () => (await import('../../parts/start-failure.tsx')).StartFailure);

/** Filtering is worth its place only in a list that is longer than a glance. */
const filterFrom = 6;
const alone = '';

/** The one that ends first and cannot renew itself. */
function ExpiringBanner(props: { readonly onPanel: (panel: Panel) => void }): JSX.Element {
  const session = useSession();
  const start = createStart();
  const ending = createMemo(() =>
    session.connections
      .all()
      .filter((one) => lifeOf(one, session.now()).status === 'expiring')
      .sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0)),
  );
  const provider = (one: ConnectionInfo) => session.provider(one.provider);
  const silent = (one: ConnectionInfo) => renewalOf(one, provider(one)) === 'silent';
  const act = (one: ConnectionInfo) => {
    const known = provider(one);
    if (!known) return;
    if (silent(one)) void start.renew(one);
    else if (known.inputs.length > 0) props.onPanel({ kind: 'one', provider: known.id, connection: one.id });
    else void start.go(known, { connection: one.id });
  };
  const why = (one: ConnectionInfo) => {
    const more = ending().length - 1;
    return (
      fill(silent(one) ? expiringBanner.whySilent : expiringBanner.why, { provider: provider(one)?.name ?? one.provider }) +
      (more > 0 ? fill(expiringBanner.others, { count: more }) : '')
    );
  };
  return (
    <>
      <Show when={ending()[0]}>
        {(one) => (
          <Banner
            tone="time"
            title={fill(expiringBanner.title, { name: session.nameOf(one()), left: span((one().expiresAt ?? 0) - session.now()) })}
            why={why(one())}
            action={provider(one()) && (silent(one()) ? expiringBanner.renew : expiringBanner.signIn)}
            onAction={() => act(one())}
            busy={start.leaving(one().provider)}
            blocked={start.blocked()}
            still
          />
        )}
      </Show>
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={start.last()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
    </>
  );
}

interface ConnectionListProps {
  readonly onPanel: (panel: Panel) => void;
  /** Banners about the list as a whole. */
  readonly notes: JSX.Element;
  /** It is in the page, heading included. */
  readonly onShown: () => void;
}

export function ConnectionList(props: ConnectionListProps): JSX.Element {
  const session = useSession();
  onMount(() => props.onShown());
  const [query, setQuery] = createSignal('');
  const matches = (id: string) => {
    const one = session.connections.get(id);
    const words = query().trim().toLowerCase();
    if (!one || !words) return one !== undefined;
    return `${session.nameOf(one)} ${identityLine(one, session.provider(one.provider)?.name ?? one.provider)} ${one.group ?? ''} ${one.tail}`
      .toLowerCase()
      .includes(words);
  };
  const shown = createMemo(() => session.connections.ids().filter(matches));
  const groupOf = (id: string) => session.connections.get(id)?.group ?? alone;
  const groups = createMemo(() => [...new Set(shown().map(groupOf))].sort((a, b) => Number(a === alone) - Number(b === alone)), undefined, {
    equals: (a, b) => a.join('\n') === b.join('\n'),
  });
  return (
    <>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">{list.title}</h1>
          <p>{keptLine(session.connections.ids().length, session.memoryOnly())}</p>
        </div>
        <div class="acts">
          <Show when={session.connections.ids().length >= filterFrom}>
            <div class="filter">
              <FilterIcon />
              <input
                class="input"
                type="search"
                aria-label={list.filter}
                placeholder={list.filterHint}
                value={query()}
                onInput={(event) => setQuery(event.currentTarget.value)}
              />
            </div>
          </Show>
          <Button onPress={() => props.onPanel({ kind: 'list' })}>
            <PlusIcon />
            {list.connect}
          </Button>
        </div>
      </div>
      <div class="notes">
        {props.notes}
        <ExpiringBanner onPanel={props.onPanel} />
      </div>
      <For each={groups()}>
        {(group) => {
          const members = createMemo(() => shown().filter((id) => groupOf(id) === group));
          const titled = () => groups().length > 1 || group !== alone;
          return (
            <section class="group" classList={{ plain: !titled() }} aria-label={group || list.alone}>
              <Show when={titled()}>
                <header>
                  <h2>{group || list.alone}</h2>
                  <span class="faint">{connectionCount(members().length)}</span>
                </header>
              </Show>
              <ul>
                <For each={members()}>
                  {(id) => (
                    <Show when={session.connections.get(id)}>
                      {(connection) => <ConnectionRow connection={connection()} onPanel={props.onPanel} />}
                    </Show>
                  )}
                </For>
              </ul>
            </section>
          );
        }}
      </For>
      <Show when={shown().length === 0}>
        <p class="quiet">{fill(list.filterNone, { query: query() })}</p>
        <Button kind="bare" onPress={() => setQuery('')}>
          {list.filterClear}
        </Button>
      </Show>
    </>
  );
}
