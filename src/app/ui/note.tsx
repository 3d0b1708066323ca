/**
 * A few words as a button, and the whole of it in a native popover beside them: closes on Escape, a click elsewhere, or when the
 * page moves. The focus stays on the button; what is inside comes next by Tab.
 */
import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';
import { placeAt } from './place.ts';
import './note.css';

interface NoteProps {
  /** Name of what opens. */
  readonly label: string;
  /** The few words. */
  readonly line: string;
  readonly icon?: JSX.Element;
  readonly children: JSX.Element;
}

export function Note(props: NoteProps): JSX.Element {
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  let box!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const close = () => box.hidePopover();
  const scrolled = (event: Event) => {
    if (!(event.target instanceof Node && box.contains(event.target))) close();
  };
  const listen = (how: typeof addEventListener) => {
    how('scroll', scrolled, true);
    how('resize', close);
  };
  const toggled = (event: Event & { newState?: string }) => {
    setOpen(event.newState === 'open');
    listen(open() ? addEventListener : removeEventListener);
  };
  onCleanup(() => listen(removeEventListener));
  const show = () => {
    if (open()) return close();
    // What is inside first: its height decides where it lies.
    setOpen(true);
    box.showPopover();
    placeAt(box, button);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="note"
        title={props.line}
        aria-expanded={open() ? 'true' : 'false'}
        aria-controls={id}
        onPointerDown={(event) => open() && event.preventDefault()}
        onClick={show}
      >
        {props.icon}
        <span class="cut">{props.line}</span>
      </button>
      <div ref={box} id={id} class="note-box" role="group" popover="auto" aria-label={props.label} on:toggle={toggled}>
        <Show when={open()}>{props.children}</Show>
      </div>
    </>
  );
}
