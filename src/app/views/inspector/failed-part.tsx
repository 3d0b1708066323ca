/** Why a step failed and what to do: the reason, the clocks where they are the reason, what the provider said, one button. */
import { type JSX, Show } from 'solid-js';
import { describe } from '../../text/errors.ts';
import { detail } from '../../text/inspector.ts';
import { Clocks } from './clocks.tsx';
import type { DetailProps } from './parameters.tsx';
import { WayOut } from './way-out.tsx';

export function FailedPart(props: DetailProps): JSX.Element {
  const told = () => props.step.failure && describe(props.step.failure, props.entry.name);
  return (
    <Show when={told()}>
      {(words) => (
        <section class="verdict" aria-label={detail.why}>
          <p>{words().why}</p>
          <Clocks checks={props.step.checks} />
          <Show when={props.step.failure?.said}>
            {(said) => (
              <p class="what">
                {detail.said} <q>{props.state.scrub()(said())}</q>
              </p>
            )}
          </Show>
          <p class="what">
            {detail.code} <code>{props.step.failure?.code}</code> {props.state.scrub()(props.step.failure?.detail ?? '')}
          </p>
          <Show when={props.step.failure} keyed>
            {(failure) => <WayOut entry={props.entry} failure={failure} live={props.state.file() === null} />}
          </Show>
        </section>
      )}
    </Show>
  );
}
