/** The inspector itself, in the drawer or as a view: the list, the lanes of the chosen transaction, and the chosen step. */
import { For, type JSX, Show } from 'solid-js';
import { TourMenu } from '../../parts/tour-menu.tsx';
import { createInspector, type Entry, type Inspector } from '../../state/inspector.ts';
import { useSession } from '../../state/session.ts';
import { inspector } from '../../text/inspector.ts';
import { Button } from '../../ui/button.tsx';
import { OpenAct, SaveActs } from './exchange-acts.tsx';
import { Lanes } from './lanes.tsx';
import { StepDetail } from './step-detail.tsx';
import { TransactionList } from './transaction-list.tsx';
import { notesOf, subtitleOf, titleOf } from './wording.ts';
import '../../ui/field.css';
import '../../ui/table.css';
import './inspector.css';
import './lanes.css';

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

export function InspectorBody(): JSX.Element {
  const session = useSession();
  const state = session.once(createInspector);
  /** From a step back to its transaction; from there the drawer closes. */
  const back = (event: KeyboardEvent) => {
    const inside = event.target instanceof Element && event.target.closest('.chosen') !== null;
    const row = document.querySelector<HTMLElement>('.log [aria-current]');
    if (event.key !== 'Escape' || !inside || !row) return;
    event.preventDefault();
    event.stopPropagation();
    row.focus();
  };
  return (
    <div class="inspector" role="group" aria-label={inspector.title} onKeyDown={back}>
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
        <p>{inspector.lead}</p>
        <TourMenu />
        <OpenAct state={state} />
      </div>
    </div>
  );
}
