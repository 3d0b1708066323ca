/** The headers of a request: rows of name and value, and what is wrong with one of them below it. */

import { Icon as OpenIcon } from 'icon:chevron-right';
import { Icon as PlusIcon } from 'icon:plus';
import { Icon as RemoveIcon } from 'icon:x';
import { createEffect, createSignal, Index, type JSX, Show } from 'solid-js';
import type { DraftFault, HeaderFault, HeaderRow } from '../../state/call.ts';
import type { ConsoleState } from '../../state/console.ts';
import { consoleText } from '../../text/console.ts';
import { fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { FaultLine } from './fault-line.tsx';

interface HeaderRowsProps {
  readonly state: ConsoleState;
  /** The row that keeps the request from being sent, and what is wrong with it. */
  readonly fault: Extract<DraftFault, { readonly row: number }> | null;
}

/** The id of a header's fault, which stands below its row. */
const faultId = 'header-fault';

function HeaderRows(props: HeaderRowsProps): JSX.Element {
  const rows = () => props.state.draft().headers;
  let list!: HTMLDivElement;
  let adder!: HTMLButtonElement;
  const set = (at: number, part: Partial<HeaderRow>) =>
    props.state.change({ headers: rows().map((row, index) => (index === at ? { ...row, ...part } : row)) });
  const wrong = (at: number, fault: HeaderFault) => props.fault?.row === at && props.fault.fault === fault;
  const add = () => {
    props.state.change({ headers: [...rows(), { name: '', value: '' }] });
    list.querySelector<HTMLElement>('.header-row:last-child input')?.focus();
  };
  const remove = (at: number) => {
    props.state.change({ headers: rows().filter((_, index) => index !== at) });
    // The row that took its place keeps the focus; after the last one it goes to the one before, or to the way to add one.
    if (at < rows().length) return;
    (list.querySelector<HTMLElement>('.header-row:last-child button') ?? adder).focus();
  };
  return (
    <>
      <div ref={list}>
        <Index each={rows()}>
          {(row, at) => (
            <div class="header-row">
              <input
                class="input mono"
                aria-label={fill(consoleText.headerName, { n: at + 1 })}
                aria-invalid={wrong(at, 'header') ? 'true' : undefined}
                aria-describedby={wrong(at, 'header') ? faultId : undefined}
                placeholder="Accept"
                spellcheck={false}
                autocomplete="off"
                value={row().name}
                onInput={(event) => set(at, { name: event.currentTarget.value })}
              />
              <input
                class="input mono"
                aria-label={fill(consoleText.headerValue, { n: at + 1 })}
                aria-invalid={wrong(at, 'header-value') ? 'true' : undefined}
                aria-describedby={wrong(at, 'header-value') ? faultId : undefined}
                placeholder="application/json"
                spellcheck={false}
                autocomplete="off"
                value={row().value}
                onInput={(event) => set(at, { value: event.currentTarget.value })}
              />
              <Button icon kind="bare" label={fill(consoleText.headerRemove, { n: at + 1 })} onPress={() => remove(at)}>
                <RemoveIcon />
              </Button>
              <Show when={props.fault?.row === at && props.fault}>
                {(fault) => <FaultLine id={faultId} words={fill(consoleText.faults[fault().fault], { ...fault() })} />}
              </Show>
            </div>
          )}
        </Index>
      </div>
      <Button small ref={(element) => (adder = element)} onPress={add}>
        <PlusIcon />
        {consoleText.headerAdd}
      </Button>
    </>
  );
}

/** Open while there are headers; once open, only the person closes it, so that nothing in it is lost from under the focus. */
export function Headers(props: HeaderRowsProps): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const headers = () => props.state.draft().headers;
  const named = () => headers().filter(({ name }) => name.trim() !== '').length;
  createEffect(() => {
    if (headers().length > 0) setOpen(true);
  });
  return (
    <details open={open()} on:toggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <OpenIcon />
        {named() > 0 ? fill(consoleText.headersCount, { count: named() }) : consoleText.headers}
      </summary>
      <HeaderRows state={props.state} fault={props.fault} />
    </details>
  );
}
