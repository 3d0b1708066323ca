/** Still bars for what is being waited for; seen only after 300 ms. */
import { For, type JSX } from 'solid-js';
import './wait.css';

export function Wait(props: { readonly label: string; readonly lines?: number }): JSX.Element {
  return (
    <div class="wait" role="status" aria-label={props.label}>
      <For each={Array.from({ length: props.lines ?? 3 })}>{() => <i />}</For>
    </div>
  );
}
