/** What a step carried, each part with what it is for and where that is defined. */
import { For, type JSX, Show } from 'solid-js';
import type { Entry, Inspector } from '../../state/inspector.ts';
import type { Named, Step } from '../../state/inspector-model.ts';
import { detail } from '../../text/inspector.ts';
import { sourceOf, termOf } from '../../text/inspector-terms.ts';
import { Value } from './masked.tsx';

export interface DetailProps {
  readonly state: Inspector;
  readonly entry: Entry;
  readonly step: Step;
}

export function Source(props: { readonly source: string | undefined }): JSX.Element {
  const known = () => (props.source ? sourceOf(props.source) : undefined);
  return (
    <Show when={known()} fallback={props.source}>
      {(one) => (
        <a href={one().href} target="_blank" rel="noopener noreferrer">
          {one().label}
        </a>
      )}
    </Show>
  );
}

export function Parameters(props: DetailProps & { readonly title: string; readonly named: Named }): JSX.Element {
  const thread = () => props.state.slotOf(props.entry.transaction);
  return (
    <section>
      <h4>{props.title}</h4>
      <table class="tbl">
        <thead>
          <tr>
            <th scope="col">{detail.name}</th>
            <th scope="col">{detail.value}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.named}>
            {([name, value]) => (
              <tr>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td class="v">
                  <Value state={props.state} name={name} value={value} thread={thread()} />
                  <span class="what">
                    {termOf(name)[0]} <Source source={termOf(name)[1]} />
                  </span>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}
