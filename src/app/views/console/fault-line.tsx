/** What keeps a request from being sent, below the field it is about. */
import { Icon as FaultIcon } from 'icon:circle-x';
import type { JSX } from 'solid-js';

export function FaultLine(props: { readonly id: string; readonly words: string }): JSX.Element {
  return (
    <p class="fault-line" id={props.id} role="alert">
      <FaultIcon />
      {props.words}
    </p>
  );
}
