/** A modal question on the native dialog: focus stays inside, Escape is the harmless answer, focus goes back. */
import { createUniqueId, type JSX, onCleanup, onMount } from 'solid-js';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly children: JSX.Element;
  /** The buttons, the harmless one first. */
  readonly acts: JSX.Element;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
}

/** Open as long as it is in the page. */
export function Dialog(props: DialogProps): JSX.Element {
  const id = createUniqueId();
  let dialog!: HTMLDialogElement;
  onMount(() => {
    const before = document.activeElement;
    dialog.showModal();
    onCleanup(() => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    });
  });
  const cancel = (event: Event) => {
    event.preventDefault();
    props.onClose();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      on:cancel={cancel}
      // Its Escape is not that of a drawer it stands in.
      on:keydown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <form
        method="dialog"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <h2 id={id}>{props.title}</h2>
        {props.children}
        <div class="acts">{props.acts}</div>
      </form>
    </dialog>
  );
}
