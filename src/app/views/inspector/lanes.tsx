/** Five lanes, one row a step: who said what to whom, when, how long it took, and where the token went. A list to those who hear it. */

import { Icon as BadIcon } from 'icon:circle-x';
import { createMemo, For, Index, type JSX, Show } from 'solid-js';
import type { Entry, Inspector } from '../../state/inspector.ts';
import { isBad, isSecret, parties, type Step, startOf, type Thread, threadOf } from '../../state/inspector-model.ts';
import { detail, inspector, lanes } from '../../text/inspector.ts';
import { fill, words } from '../../text/text.ts';
import { duration } from '../../text/time.ts';
import { Pill } from '../../ui/pill.tsx';
import { roam } from './roam.ts';
import { labelOf, laneOf, ticksOf, titleOf, usedLanes } from './wording.ts';

interface StepProps {
  readonly state: Inspector;
  readonly entry: Entry;
  readonly step: Step;
  readonly thread: Thread;
  readonly at: number;
}

const laneNumber = (party: Step['from']) => parties.indexOf(party);

const isDyed = ({ token, carries, from, to }: Step) => from !== to && (token !== undefined || carries);

const wholeOf = ({ transaction }: Entry) => Math.max(1, transaction.took);

/** Last four characters of the token that travels. */
function tailOf({ step: { token, carries }, state, entry }: StepProps): string {
  return isSecret(token) ? token.tail : carries ? state.tailOf(entry.transaction) : '';
}

/** The thread beside the step, and the arrow or the dot of it. */
function Drawing(props: StepProps): JSX.Element {
  const from = () => laneNumber(props.step.from);
  const to = () => laneNumber(props.step.to);
  const dyed = () => isDyed(props.step);
  return (
    <span class="drawing" aria-hidden="true">
      <Show when={props.thread.state !== 'none'}>
        <i class={`hold ${props.thread.state}`} classList={{ dotted: props.thread.dotted }} />
      </Show>
      <Show
        when={from() !== to()}
        fallback={<i class="dot" classList={{ dyed: props.thread.state !== 'none' }} style={{ '--at': from() }} />}
      >
        <span
          class={`arrow ${from() < to() ? 'r' : 'l'}`}
          classList={{ dyed: dyed() }}
          style={{ '--a': Math.min(from(), to()), '--b': Math.max(from(), to()) }}
        >
          <Show when={dyed()}>
            <Pill thread={props.state.slotOf(props.entry.transaction)} tail={tailOf(props)} words={words.tokenEnding} />
          </Show>
        </span>
        <Show when={props.step.token !== undefined && props.step.to === 'app'}>
          <i class="dot knot" style={{ '--at': from() }} />
        </Show>
      </Show>
      <Show when={props.thread.state === 'cut'}>
        <i class="cut-mark" />
      </Show>
    </span>
  );
}

function StepRow(props: StepProps): JSX.Element {
  const whole = () => wholeOf(props.entry);
  const start = () => startOf(props.step);
  const label = createMemo(() => props.state.scrub()(labelOf(props.step, props.entry.name)));
  const left = () => Math.min(laneNumber(props.step.from), laneNumber(props.step.to), 3);
  const way = () =>
    props.step.from === props.step.to
      ? laneOf(props.step.from, props.entry.name)
      : `${laneOf(props.step.from, props.entry.name)} → ${laneOf(props.step.to, props.entry.name)}`;
  return (
    <li>
      <button
        type="button"
        class="step"
        classList={{ tall: isDyed(props.step), bad: isBad(props.step) }}
        aria-current={props.state.step() === props.at ? 'step' : undefined}
        onClick={() => props.state.look(props.at)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && props.state.step() !== props.at && props.state.look(props.at)}
      >
        <time>{duration(props.step.at)}</time>
        <span class="track">
          <Drawing {...props} />
          <span class="label" style={{ '--a': left() }}>
            <span class="vh">{way()}: </span>
            <Show when={isBad(props.step)}>
              <BadIcon class="is-bad" size={14} />
              <span class="vh">{detail.failed}: </span>
            </Show>
            <span class="cut">{label()}</span>
            <Show when={isDyed(props.step)}>
              <span class="vh">, {tailOf(props) ? `${words.tokenEnding} ${tailOf(props)}` : detail.carries}</span>
            </Show>
          </span>
        </span>
        <span class="fall" aria-hidden="true">
          <i
            classList={{ waits: props.step.person, dyed: props.step.token !== undefined, fail: isBad(props.step) }}
            style={{ '--from': `${(start() / whole()) * 100}%`, '--for': `${((props.step.took ?? 0) / whole()) * 100}%` }}
          />
        </span>
        <span class="dur">
          <Show when={props.step.took !== null}>
            <span class="vh">{props.step.person ? inspector.waited : inspector.took} </span>
            {duration(props.step.took ?? 0)}
          </Show>
        </span>
      </button>
    </li>
  );
}

export function Lanes(props: { readonly state: Inspector; readonly entry: Entry }): JSX.Element {
  const threads = createMemo(() => threadOf(props.entry.transaction));
  const used = createMemo(() => usedLanes(props.entry.transaction));
  const ticks = createMemo(() =>
    ticksOf(props.entry.transaction.took).map((at) => ({ at, from: `${(at / wholeOf(props.entry)) * 100}%` })),
  );
  return (
    <div class="lanes" data-thread={props.state.slotOf(props.entry.transaction) ?? 'none'}>
      <div class="lane-heads" aria-hidden="true">
        <span />
        <For each={parties}>{(party) => <span classList={{ off: !used().has(party) }}>{lanes[party]}</span>}</For>
        <span class="head-time">
          {inspector.time}
          <span class="axis">
            <Show when={ticks().at(-1)}>{(last) => <span style={{ '--from': last().from }}>{duration(last().at)}</span>}</Show>
          </span>
        </span>
        <span class="head-took">{inspector.took}</span>
      </div>
      <div class="steps">
        <div class="rulings" aria-hidden="true">
          <For each={parties}>{(party, at) => <i classList={{ off: !used().has(party) }} style={{ '--at': at() }} />}</For>
        </div>
        <div class="ticks" aria-hidden="true">
          <For each={ticks()}>{({ from }) => <i style={{ '--from': from }} />}</For>
        </div>
        <ol aria-label={fill(inspector.steps, { title: titleOf(props.entry) })} onKeyDown={roam}>
          {/* By place: a row keeps the focus while the sign-in goes on. */}
          <Index each={props.entry.transaction.steps}>
            {(step, at) => (
              <StepRow
                state={props.state}
                entry={props.entry}
                step={step()}
                at={at}
                thread={threads()[at] ?? { state: 'none', dotted: false }}
              />
            )}
          </Index>
        </ol>
      </div>
      <Show when={props.entry.transaction.steps.some(({ person }) => person)}>
        <p class="bars" aria-hidden="true">
          <i /> {inspector.work} <i class="waits" /> {inspector.waits} {inspector.overlap}
        </p>
      </Show>
    </div>
  );
}
