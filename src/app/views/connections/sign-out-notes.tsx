/** Where what came of a disconnect is told: above the list, and above the first visit once the last connection is gone. */
import { createEffect, type JSX, on, Show } from 'solid-js';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { createSignOuts } from '../../state/sign-out.ts';
import { focusIsLost } from '../../ui/focus.ts';

const SignOutTold = late(async () => (await import('./sign-out-told.tsx')).SignOutTold);

/** The row that had the focus is gone, and so are its dialog and the button that opened it. */
const keepFocus = () => setTimeout(() => focusIsLost() && document.querySelector<HTMLElement>('main h1')?.focus());

export function SignOutNotes(): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  createEffect(
    on(
      [
        session.connections.ids,
        () =>
          signOuts
            .all()
            .map(({ phase }) => phase())
            .join(),
      ],
      keepFocus,
      { defer: true },
    ),
  );
  return (
    <Show when={signOuts.all().length > 0}>
      <SignOutTold />
    </Show>
  );
}
