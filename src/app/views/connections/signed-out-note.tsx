/** A sign-out at a provider that took this tab along and brought it back (`signout:completed`). */
import { For, type JSX } from 'solid-js';
import { useSession } from '../../state/session.ts';
import { createSignOuts } from '../../state/sign-out.ts';
import { signOut } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';

export function SignedOutNote(): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  const dismiss = () => {
    signOuts.dismissReturned();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <For each={signOuts.returned()}>
      {(provider) => (
        <Banner
          tone="ok"
          title={fill(signOut.returned, { provider })}
          why={signOut.returnedWhy}
          dismiss={words.dismiss}
          onDismiss={dismiss}
        />
      )}
    </For>
  );
}
