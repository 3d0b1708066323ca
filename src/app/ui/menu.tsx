/**
 * A menu on the native popover: it lies above everything and closes on Escape or a click elsewhere.
 * Arrows, Home, End and first letters move. https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/
 */

import { Icon as CheckIcon } from 'icon:check';
import { createSignal, createUniqueId, For, type JSX, onCleanup, Show } from 'solid-js';
import { placeAt } from './place.ts';
import './menu.css';

export interface MenuItem {
  readonly words: string;
  /** A second, quieter line. */
  readonly note?: string | undefined;
  readonly icon?: ((props: { class?: string; size?: number }) => JSX.Element) | undefined;
  /** Makes the menu one of choices. */
  readonly checked?: boolean | undefined;
  /** Why it cannot be used now. */
  readonly blocked?: string | undefined;
  /** A line above it. */
  readonly apart?: boolean | undefined;
  readonly onChoose: () => void;
}

interface MenuProps {
  /** Name of the button and of the menu. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly children: JSX.Element;
  readonly kind?: 'bare' | undefined;
  readonly small?: boolean;
  readonly icon?: boolean;
  readonly class?: string;
}

export function Menu(props: MenuProps): JSX.Element {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  let menu!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const items = () => [...menu.querySelectorAll<HTMLButtonElement>('button')];
  const close = () => menu.hidePopover();
  const scrolled = (event: Event) => {
    if (!(event.target instanceof Node && menu.contains(event.target))) close();
  };
  const toggled = (event: Event & { newState?: string }) => {
    setOpen(event.newState === 'open');
    const listen = event.newState === 'open' ? addEventListener : removeEventListener;
    listen('scroll', scrolled, true);
    listen('resize', close);
  };
  onCleanup(() => {
    removeEventListener('scroll', scrolled, true);
    removeEventListener('resize', close);
  });
  const show = () => {
    if (open()) return close();
    // The items first: their height decides where the menu lies.
    setOpen(true);
    menu.showPopover();
    placeAt(menu, button);
    (items().find((item) => item.getAttribute('aria-checked') === 'true') ?? items()[0])?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 };
    let next = steps[event.key];
    if (event.key === 'Tab') return close();
    if (next === undefined && event.key.length === 1 && event.key !== ' ') {
      const found = all.findIndex((_, step) =>
        all[(at + 1 + step) % all.length]?.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()),
      );
      if (found >= 0) next = at + 1 + found;
    }
    if (next === undefined) return;
    event.preventDefault();
    all[next % all.length]?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    show();
  };
  const choose = (item: MenuItem) => {
    if (item.blocked) return;
    close();
    button.focus();
    item.onChoose();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`btn${props.kind ? ` ${props.kind}` : ''}${props.small ? ' small' : ''}${props.icon ? ' icon' : ''} ${props.class ?? ''}`}
        aria-label={props.icon ? props.label : undefined}
        aria-haspopup="menu"
        aria-expanded={open() ? 'true' : 'false'}
        aria-controls={id}
        onPointerDown={(event) => open() && event.preventDefault()}
        onClick={show}
        onKeyDown={pressed}
      >
        {props.children}
      </button>
      <div ref={menu} id={id} class="menu" role="menu" popover="auto" aria-label={props.label} on:toggle={toggled} onKeyDown={move}>
        <Show when={open()}>
          <For each={props.items}>
            {(item) => (
              <>
                <Show when={item.apart}>
                  <div class="rule" role="separator" />
                </Show>
                {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked stands only where the role is menuitemradio */}
                <button
                  type="button"
                  role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked={item.checked}
                  aria-disabled={item.blocked ? 'true' : undefined}
                  title={item.blocked}
                  tabindex="-1"
                  onClick={() => choose(item)}
                >
                  <Show when={item.checked} fallback={<Show when={item.icon}>{(icon) => icon()({})}</Show>}>
                    <CheckIcon />
                  </Show>
                  <span class="words">
                    {item.words}
                    <Show when={item.note}>
                      <small>{item.note}</small>
                    </Show>
                  </span>
                </button>
              </>
            )}
          </For>
        </Show>
      </div>
    </>
  );
}
