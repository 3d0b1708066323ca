/** The inspector itself, in the drawer or as a view: the list, the lanes of the chosen transaction, and the chosen step. */
import { createEffect, createSignal, For, type JSX, on, Show } from 'solid-js';
import { createInspector, type Entry, type Inspector } from '../../state/inspector.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { inspector } from '../../text/inspector.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SaveActs } from './exchange-acts.tsx';
import { Lanes } from './lanes.tsx';
import { StepDetail } from './step-detail.tsx';
import { TransactionList } from './transaction-list.tsx';
import { notesOf, subtitleOf, titleOf } from './wording.ts';
import '../../ui/field.css';
import '../../ui/table.css';
import './inspector.css';
import './lanes.css';

const OpenAct = late(async () => (await import('./open-act.tsx')).OpenAct);
const TourMenu = late(async () => (await import('../../parts/tour-menu.tsx')).TourMenu);

function Chosen(props: { readonly state: Inspector; readonly entry: Entry }): JSX.Element {
  const step = () => props.entry.transaction.steps[props.state.step()];
  return (
    <section class="chosen" aria-labelledby="inspected">
      <header>
        <div>
          <h2 id="inspected">{titleOf(props.entry)}</h2>
          <p class="quiet t13">{subtitleOf(props.entry)}</p>
        </div>
        <Show when={props.state.file()} fallback={<SaveActs {...props} />}>
          <span class="acts">
            <span class="tag">{inspector.fromFile}</span>
            <Button small onPress={() => props.state.closeFile()}>
              {inspector.close}
            </Button>
          </span>
        </Show>
      </header>
      <Show when={props.state.file()}>
        <p class="quiet t13">{inspector.fromFileWhy}</p>
      </Show>
      <div class="split">
        <Lanes {...props} />
        <Show when={step()}>{(one) => <StepDetail state={props.state} entry={props.entry} step={one()} />}</Show>
        <ul class="notes">
          <For each={notesOf(props.entry.transaction)}>{(note) => <li>{note}</li>}</For>
        </ul>
      </div>
    </section>
  );
}

/** `Number('')` is 0, which is a step. */
const stepIn = (query: URLSearchParams) => (/^\d{1,3}$/.test(query.get('step') ?? '') ? Number(query.get('step')) : null);

/** `link`: the query of an address that may name a transaction and its step. */
export function InspectorBody(props: { readonly link?: URLSearchParams }): JSX.Element {
  const session = useSession();
  const state = session.once(createInspector);
  const [gone, setGone] = createSignal(false);
  let root!: HTMLDivElement;
  createEffect(
    on(
      () => props.link,
      (link) => {
        const wanted = link?.get('at');
        setGone(typeof wanted === 'string' && link !== undefined && !state.open(wanted, stepIn(link)));
      },
    ),
  );
  const row = () => root.querySelector<HTMLElement>('.log [aria-current]');
  const field = () => root.querySelector<HTMLElement>('.find > input');
  /** From the search to the list, from a step to its transaction; from there the drawer closes. */
  const pressed = (event: KeyboardEvent) => {
    const types = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    const chosen = event.target instanceof Element && event.target.closest('.chosen') !== null;
    const place = event.key === '/' && !types ? field() : event.key === 'Escape' && (chosen || types) ? row() : null;
    if (!place || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    place.focus();
  };
  return (
    <div ref={root} class="inspector" role="group" aria-label={inspector.title} onKeyDown={pressed}>
      <Show when={gone()}>
        <Banner tone="warn" title={inspector.gone} why={inspector.goneWhy} />
      </Show>
      <Show
        when={state.count() > 0 || state.file()}
        fallback={
          <div class="pad">
            <h3>{inspector.emptyTitle}</h3>
            <p class="quiet">{inspector.empty}</p>
          </div>
        }
      >
        <div class="frame">
          <Show when={state.count() > 0}>
            <TransactionList state={state} />
          </Show>
          <Show when={state.entry()}>{(entry) => <Chosen state={state} entry={entry()} />}</Show>
        </div>
      </Show>
      <div class="foot-line">
        <p>
          {inspector.lead} <b>{inspector.help}:</b> {inspector.keys}
        </p>
        <TourMenu />
        <OpenAct state={state} />
      </div>
    </div>
  );
}
