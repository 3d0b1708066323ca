/** A token, masked: four beads and its last four characters. Nothing else is ever shown of one. */
import { type JSX, Show } from 'solid-js';
import './thread.css';

interface PillProps {
  /** Slot of the thread, 1 to 8; null is undyed. */
  readonly thread: number | null;
  readonly tail: string;
  /** "token ending", read before the characters. */
  readonly words: string;
}

export function Pill(props: PillProps): JSX.Element {
  return (
    <span class="pill" data-thread={props.thread ?? 'none'}>
      <span class="beads" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
      </span>
      <span class="vh">{props.words} </span>
      <Show when={props.tail}>{props.tail}</Show>
    </span>
  );
}

interface StrandProps extends PillProps {
  readonly state: 'timed' | 'endless' | 'cut';
  /** Part of its life that is left, 0 to 1. */
  readonly share: number;
  readonly fresh?: boolean;
}

/** A pill and the thread that leaves it. The life left is said in words elsewhere. */
export function Strand(props: StrandProps): JSX.Element {
  return (
    <span
      class="strand"
      data-thread={props.thread ?? 'none'}
      data-state={props.state}
      data-fresh={props.fresh ? '' : undefined}
      style={{ '--left': `${Math.round(props.share * 200) / 2}%` }}
    >
      <Pill thread={props.thread} tail={props.tail} words={props.words} />
      <span class="run" aria-hidden="true">
        <Show when={props.state === 'cut'}>
          <i />
        </Show>
      </span>
    </span>
  );
}
