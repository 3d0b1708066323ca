/** ARIA tabs: arrows, Home and End move and select. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
import { createUniqueId, For, type JSX } from 'solid-js';
import './tabs.css';

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly (readonly [name: Name, words: string])[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
  readonly children: JSX.Element;
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

export function Tabs<Name extends string>(props: TabsProps<Name>): JSX.Element {
  const id = createUniqueId();
  const buttons = new Map<Name, HTMLButtonElement>();
  const move = (event: KeyboardEvent) => {
    const to = moves[event.key];
    if (!to) return;
    event.preventDefault();
    const at = props.tabs.findIndex(([name]) => name === props.selected);
    const next = props.tabs[to(at, props.tabs.length)];
    if (!next) return;
    props.onSelect(next[0]);
    buttons.get(next[0])?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={props.label} onKeyDown={move}>
        <For each={props.tabs}>
          {([name, words]) => (
            <button
              ref={(element) => buttons.set(name, element)}
              type="button"
              role="tab"
              id={`${id}-${name}`}
              aria-selected={props.selected === name ? 'true' : 'false'}
              aria-controls={`${id}-panel`}
              tabindex={props.selected === name ? 0 : -1}
              onClick={() => props.onSelect(name)}
            >
              {words}
            </button>
          )}
        </For>
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${props.selected}`} tabindex="0">
        {props.children}
      </div>
    </>
  );
}
