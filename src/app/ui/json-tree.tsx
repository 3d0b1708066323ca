/**
 * A JSON value as a tree of native details. Branches are drawn when they are opened and long ones in
 * pieces, so that megabytes stay usable. Values become text nodes; only http(s) addresses become links.
 */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { Button } from './button.tsx';
import { isBranch, type JsonEntry, keysLine, kindOf, linkOf, sizeOf, slice, textOf, timeOf } from './json-shape.ts';
import './json-tree.css';

export interface TreeWords {
  /** "3 entries", "1 key". */
  readonly count: (size: number, array: boolean) => string;
  readonly more: (count: number) => string;
  readonly time: (at: number) => string;
}

const piece = 100;

function Leaf(props: { readonly name: string; readonly value: unknown; readonly words: TreeWords }): JSX.Element {
  const at = () => (typeof props.value === 'number' ? timeOf(props.name, props.value) : null);
  const link = () => (typeof props.value === 'string' ? linkOf(props.value) : null);
  const printed = () => {
    if (typeof props.value === 'string') return textOf(props.value);
    const kind = kindOf(props.value);
    return kind === 'array' ? '[ ]' : kind === 'object' ? '{ }' : String(props.value);
  };
  return (
    <>
      <Show when={link()} fallback={<span classList={{ s: kindOf(props.value) === 'string' }}>{printed()}</span>}>
        {(href) => (
          <a href={href()} target="_blank" rel="noopener noreferrer">
            {textOf(href())}
          </a>
        )}
      </Show>
      <Show when={at()}>{(time) => <span class="d"> {props.words.time(time())}</span>}</Show>
    </>
  );
}

function Branch(props: {
  readonly name: string | null;
  readonly value: unknown;
  readonly open: boolean;
  readonly words: TreeWords;
}): JSX.Element {
  // eslint-disable-next-line solid/reactivity -- only where it starts; a person opens and closes it afterwards
  const [drawn, setDrawn] = createSignal(props.open ? piece : 0);
  const array = () => Array.isArray(props.value);
  const entries = createMemo(() => slice(props.value, 0, drawn()));
  const left = () => sizeOf(props.value) - entries().length;
  const line = () => keysLine(props.value) ?? props.words.count(sizeOf(props.value), array());
  const brackets = () => (array() ? ['[ ', ' ]'] : ['{ ', ' }']);
  return (
    <details open={props.open} on:toggle={(event) => event.currentTarget.open && drawn() === 0 && setDrawn(piece)}>
      <summary>
        <Show when={props.name !== null}>
          <span class="k">{props.name}</span>{' '}
        </Show>
        <span class="d">
          {brackets()[0]}
          {line()}
          {brackets()[1]}
        </span>
      </summary>
      <Entries entries={entries()} words={props.words} open={props.open && props.name === null} />
      <Show when={drawn() > 0 && left() > 0}>
        <Button small kind="bare" onPress={() => setDrawn(drawn() + piece)}>
          {props.words.more(Math.min(piece, left()))}
        </Button>
      </Show>
    </details>
  );
}

/** The first branch below the root is open, so that its shape is seen at once. */
function Entries(props: { readonly entries: readonly JsonEntry[]; readonly words: TreeWords; readonly open: boolean }): JSX.Element {
  return (
    <For each={props.entries.map(({ key }) => key)}>
      {(key, at) => {
        const value = () => props.entries[at()]?.value;
        return (
          <Show
            when={isBranch(value())}
            fallback={
              <p>
                <span class="k">{key}</span> <Leaf name={key} value={value()} words={props.words} />
              </p>
            }
          >
            <Branch name={key} value={value()} open={props.open && at() === 0} words={props.words} />
          </Show>
        );
      }}
    </For>
  );
}

export function JsonTree(props: { readonly value: unknown; readonly words: TreeWords }): JSX.Element {
  return (
    <div class="json">
      <Show
        when={isBranch(props.value)}
        fallback={
          <p>
            <Leaf name="" value={props.value} words={props.words} />
          </p>
        }
      >
        <Branch name={null} value={props.value} open={true} words={props.words} />
      </Show>
    </div>
  );
}
