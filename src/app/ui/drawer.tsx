/**
 * A panel beside the view, on the native dialog: a column that leaves the page usable, or on a
 * phone a modal sheet. Escape closes it; focus goes in and comes back.
 */

import { Icon as CloseIcon } from 'icon:x';
import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show, untrack } from 'solid-js';
import { Button } from './button.tsx';
import './drawer.css';

interface DrawerProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly close: string;
  readonly resize: string;
  /** At first, in px. */
  readonly width?: number;
  readonly class?: string;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

const [least, usual, most, step] = [320, 392, 960, 16];
const within = (width: number) => Math.min(most, Math.max(least, Math.round(width)));

/** Open as long as it is in the page. */
export function Drawer(props: DrawerProps): JSX.Element {
  const id = createUniqueId();
  const [width, setWidth] = createSignal(untrack(() => props.width) ?? usual);
  const narrow = matchMedia('(max-width: 720px)');
  let dialog!: HTMLDialogElement;
  let heading!: HTMLHeadingElement;
  const show = () => {
    if (dialog.open) dialog.close();
    if (narrow.matches) dialog.showModal();
    else dialog.show();
    heading.focus();
  };
  onMount(() => {
    // A press on its plain parts keeps the focus inside, so that Escape still closes it.
    dialog.tabIndex = -1;
    const before = document.activeElement;
    show();
    narrow.addEventListener('change', show);
    onCleanup(() => {
      narrow.removeEventListener('change', show);
      const inside = dialog.contains(document.activeElement) || document.activeElement === document.body;
      dialog.close();
      if (inside && before instanceof HTMLElement && before.isConnected) before.focus();
    });
  });
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setWidth(within(innerWidth - event.clientX));
  };
  const nudge = (event: KeyboardEvent) => {
    const by = { ArrowLeft: step, ArrowRight: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setWidth(within(width() + by));
  };
  const cancel = (event: Event) => {
    event.preventDefault();
    props.onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={`drawer ${props.class ?? ''}`}
      aria-labelledby={id}
      style={{ '--drawer-w': `${width()}px` }}
      on:cancel={cancel}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && cancel(event)}
    >
      <div
        class="grip"
        role="separator"
        aria-orientation="vertical"
        aria-label={props.resize}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={width()}
        tabindex="0"
        onKeyDown={nudge}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <header>
        <div>
          <h2 id={id} ref={heading} tabindex="-1">
            {props.title}
          </h2>
          <Show when={props.subtitle}>
            <p class="t13 quiet breaks">{props.subtitle}</p>
          </Show>
        </div>
        <span class="acts">
          <Button icon small kind="bare" label={props.close} onPress={() => props.onClose()}>
            <CloseIcon />
          </Button>
        </span>
      </header>
      {props.children}
    </dialog>
  );
}
