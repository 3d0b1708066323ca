/** A sign-out at a provider that took this tab along and brought it back. */
import { type JSX, Show } from 'solid-js';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { createSignOuts } from '../../state/sign-out.ts';

const SignedOutTold = late(async () => (await import('./sign-out-told.tsx')).SignedOutTold);

export function SignedOutNote(): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  return (
    <Show when={signOuts.returned().length > 0}>
      <SignedOutTold />
    </Show>
  );
}
