/** An ID token whose time is over, or has not begun: its clock beside ours, and by how much they miss each other. */
import { type JSX, Show } from 'solid-js';
import type { TraceCheck } from '../../../core/index.ts';
import { detail } from '../../text/inspector.ts';
import { fill } from '../../text/text.ts';
import { exactTime, span } from '../../text/time.ts';

const timeIn = (check: TraceCheck | undefined, side: 'expected' | 'actual') => Date.parse(String(check?.[side]));

export function Clocks(props: { readonly checks: readonly TraceCheck[] }): JSX.Element {
  const named = (name: string) => props.checks.find((one) => one.name === name);
  const times = () => {
    const late = props.checks.find(({ name, passed }) => !passed && (name === 'exp' || name === 'iat'));
    const [theirs, ours] = [timeIn(late, 'actual'), timeIn(late, 'expected')];
    return late && !Number.isNaN(theirs) && !Number.isNaN(ours) ? { name: late.name, theirs, ours } : undefined;
  };
  return (
    <Show when={times()}>
      {(late) => (
        <dl class="pair clocks">
          <Show when={late().name === 'exp' && named('iat')}>
            {(iat) => (
              <>
                <dt>
                  {detail.issued}, <code>iat</code>
                </dt>
                <dd>{exactTime(timeIn(iat(), 'actual'))}</dd>
              </>
            )}
          </Show>
          <dt>
            {late().name === 'exp' ? detail.ends : detail.issued}, <code>{late().name}</code>
          </dt>
          <dd>{exactTime(late().theirs)}</dd>
          <dt>{detail.arrived}</dt>
          <dd>{exactTime(late().ours)}</dd>
          <dt>{late().name === 'exp' ? detail.late : detail.early}</dt>
          <dd>{fill(detail.allowed, { time: span(Math.abs(late().ours - late().theirs)) })}</dd>
        </dl>
      )}
    </Show>
  );
}
