/** What happened, newest first: one row a transaction. Arrows move, Enter chooses. */

import { Icon as OkIcon } from 'icon:circle-check';
import { Icon as OpenIcon } from 'icon:circle-dashed';
import { Icon as NoneIcon } from 'icon:circle-slash';
import { Icon as BadIcon } from 'icon:circle-x';
import { For, type JSX, Show } from 'solid-js';
import type { Inspector } from '../../state/inspector.ts';
import { type Kind, kinds, type Outcome } from '../../state/inspector-model.ts';
import { ended, inspector, kindShort } from '../../text/inspector.ts';
import { exactTime } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { roam } from './roam.ts';
import { endOf } from './wording.ts';

const icons: Readonly<Record<Outcome, typeof OkIcon>> = { ok: OkIcon, bad: BadIcon, none: NoneIcon, open: OpenIcon };

function Filter(props: { readonly state: Inspector }): JSX.Element {
  return (
    <div class="find">
      <input
        class="input"
        type="search"
        aria-label={inspector.find}
        placeholder={inspector.findHint}
        autocomplete="off"
        spellcheck={false}
        value={props.state.query()}
        onInput={(event) => props.state.find(event.currentTarget.value)}
      />
      <select class="input" aria-label={inspector.show} onChange={(event) => props.state.show(event.currentTarget.value as Kind | 'all')}>
        <option value="all" selected={props.state.kind() === 'all'}>
          {inspector.all}
        </option>
        <For each={kinds}>
          {(kind) => (
            <option value={kind} selected={props.state.kind() === kind}>
              {kindShort[kind]}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

export function TransactionList(props: { readonly state: Inspector }): JSX.Element {
  const all = () => {
    props.state.find('');
    props.state.show('all');
  };
  return (
    <section class="log" aria-label={inspector.list}>
      <Filter state={props.state} />
      <Show
        when={props.state.entries().length > 0}
        fallback={
          <p class="nothing">
            {inspector.none}{' '}
            <Button small onPress={all}>
              {inspector.showAll}
            </Button>
          </p>
        }
      >
        <ul onKeyDown={roam}>
          <For each={props.state.entries()}>
            {(entry) => (
              <li>
                <button
                  type="button"
                  aria-current={props.state.entry()?.key === entry.key ? 'true' : undefined}
                  onClick={() => props.state.select(entry.key)}
                >
                  <span
                    class={`status is-${entry.transaction.outcome === 'bad' ? 'bad' : entry.transaction.outcome === 'ok' ? 'ok' : 'plain'}`}
                  >
                    {icons[entry.transaction.outcome]({})}
                    <span class="vh">{ended[entry.transaction.kind][entry.transaction.outcome]}</span>
                  </span>
                  <span class="who">
                    <b class="cut">{entry.name}</b>
                    <span class="cut">{props.state.scrub()(endOf(entry))}</span>
                  </span>
                  <time>{exactTime(entry.transaction.startedAt)}</time>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
