/** The chosen step: what it is for, what it carried and what each part means, what was compared with what, and why it failed. */

import { Icon as OkIcon } from 'icon:check';
import { Icon as FailedIcon } from 'icon:circle-x';
import { Icon as BadIcon } from 'icon:x';
import { For, type JSX, Show } from 'solid-js';
import type { TraceCheck } from '../../../core/index.ts';
import type { Step } from '../../state/inspector-model.ts';
import { late } from '../../state/release.ts';
import { describe } from '../../text/errors.ts';
import { detail } from '../../text/inspector.ts';
import { termOf } from '../../text/inspector-terms.ts';
import { Value } from './masked.tsx';
import { type DetailProps, Parameters, Source } from './parameters.tsx';
import { labelOf, whyOf } from './wording.ts';

function Compared(props: DetailProps & { readonly check: TraceCheck }): JSX.Element {
  const value = (one: TraceCheck['expected'], otherwise: string) => (
    <Show when={one !== undefined} fallback={<span class="faint">{otherwise}</span>}>
      <Value state={props.state} name={props.check.name} value={one} thread={null} />
    </Show>
  );
  const bound = () => {
    const { name } = props.check;
    return name === 'exp' || name === 'iat' ? detail.bounds[name] : detail.expected;
  };
  return (
    <tr classList={{ failed: !props.check.passed }}>
      <th scope="row">
        <span class={`status is-${props.check.passed ? 'ok' : 'bad'}`}>
          <Show when={props.check.passed} fallback={<BadIcon />}>
            <OkIcon />
          </Show>
          <code>{props.check.name}</code>
          <span class="vh">{props.check.passed ? detail.passes : detail.fails}</span>
        </span>
      </th>
      <td class="v">
        <dl class="pair">
          <dt>{bound()}</dt>
          <dd>{value(props.check.expected, props.check.passed ? detail.any : detail.absent)}</dd>
          <dt>{detail.found}</dt>
          <dd>{value(props.check.actual, detail.absent)}</dd>
        </dl>
        <span class="what">
          {termOf(props.check.name)[0]} <Source source={props.check.source} />
        </span>
      </td>
    </tr>
  );
}

function Checks(props: DetailProps): JSX.Element {
  return (
    <section>
      <h4>{detail.checks}</h4>
      <table class="tbl checks">
        <thead class="vh">
          <tr>
            <th scope="col">{detail.name}</th>
            <th scope="col">{detail.value}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.step.checks}>{(check) => <Compared {...props} check={check} />}</For>
        </tbody>
      </table>
    </section>
  );
}

const sent = /^(asked|called|gave|signing-out)$/;
const titleFor = ({ name }: Step) => (name === 'left' ? detail.asked : sent.test(name) ? detail.sent : detail.came);

const ShownWorking = late(async () => (await import('./shown-working.tsx')).ShownWorking);
const FailedPart = late(async () => (await import('./failed-part.tsx')).FailedPart);

export function StepDetail(props: DetailProps): JSX.Element {
  const title = () => (props.step.failure ? describe(props.step.failure, props.entry.name).title : labelOf(props.step, props.entry.name));
  return (
    <section class="detail" aria-labelledby="inspected-step">
      <h3 id="inspected-step">
        <Show when={props.step.failure}>
          <FailedIcon class="is-bad" />
        </Show>
        <span class="breaks">{props.state.scrub()(title())}</span>
      </h3>
      <Show when={props.step.failure}>
        <FailedPart {...props} />
      </Show>
      <Show when={!props.step.failure}>
        <p class="why">
          {whyOf(props.step, props.entry.transaction)[0]} <Source source={whyOf(props.step, props.entry.transaction)[1]} />
        </p>
      </Show>
      <Show when={props.step.url}>
        {(url) => (
          <p class="address">
            <span class="method">{props.step.method}</span> <code>{props.state.scrub()(url())}</code>
            <Show when={props.step.status}>{(status) => <span class="what">{` ${detail.status}: ${status()}`}</span>}</Show>
          </p>
        )}
      </Show>
      <Show when={props.step.checks.length > 0}>
        <Checks {...props} />
      </Show>
      <Show when={props.step.parameters.length > 0}>
        <Parameters {...props} title={titleFor(props.step)} named={props.step.parameters} />
      </Show>
      <Show when={props.step.name === 'asked' || props.step.name === 'given' || props.step.name === 'came'}>
        <ShownWorking {...props} />
      </Show>
    </section>
  );
}
