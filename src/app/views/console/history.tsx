/** The last calls; choosing one shows its answer again. */
import { For, type JSX, Show } from 'solid-js';
import { type Call, pathOf } from '../../state/call.ts';
import type { ConsoleState } from '../../state/console.ts';
import { consoleText } from '../../text/console.ts';
import { fill, words } from '../../text/text.ts';
import { duration, exactTime } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Status } from '../../ui/status.tsx';
import { outcomeOf } from './answer.tsx';

function HistoryRow(props: { readonly call: Call; readonly selected: boolean; readonly onShow: () => void }): JSX.Element {
  const status = () => (props.call.answer.kind === 'response' ? props.call.answer.status : null);
  return (
    <tr data-selected={props.selected ? '' : undefined}>
      <td class="m">
        <span class="method">{props.call.draft.method}</span>
      </td>
      <td class="v">
        <button
          type="button"
          class="open"
          aria-current={props.selected ? 'true' : undefined}
          aria-label={fill(consoleText.showAgain, { method: props.call.draft.method, path: pathOf(props.call.draft.url) })}
          title={props.call.draft.url}
          onClick={() => props.onShow()}
        >
          {pathOf(props.call.draft.url)}
        </button>
      </td>
      <td>
        <Show when={props.call.sentWith} fallback={<span class="faint">{consoleText.none}</span>}>
          {(token) => <Pill thread={token().thread} tail={token().tail} words={words.tokenEnding} />}
        </Show>
      </td>
      <td>
        <Status tone={outcomeOf(props.call).tone}>{status() ?? outcomeOf(props.call).words}</Status>
      </td>
      <td class="num r wide">{duration(props.call.ms)}</td>
      <td class="num r faint wide at">{exactTime(props.call.at)}</td>
    </tr>
  );
}

export function History(props: { readonly state: ConsoleState }): JSX.Element {
  const columns = consoleText.columns;
  return (
    <section aria-labelledby="history">
      <div class="hist-head">
        <h2 id="history">{consoleText.history}</h2>
        <span class="faint t13">{consoleText.historyNote}</span>
        <Button small kind="bare" onPress={() => props.state.clear()}>
          {consoleText.clear}
        </Button>
      </div>
      <table class="tbl hist">
        <thead>
          <tr>
            <th class="m">{columns.method}</th>
            <th>{columns.path}</th>
            <th>{columns.sentWith}</th>
            <th>{columns.result}</th>
            <th class="r wide">{columns.time}</th>
            <th class="r wide at">{columns.at}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.state.history()}>
            {(call) => <HistoryRow call={call} selected={props.state.shown()?.id === call.id} onShow={() => props.state.show(call.id)} />}
          </For>
        </tbody>
      </table>
    </section>
  );
}
