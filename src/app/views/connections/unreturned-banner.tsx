/** A sign-in that was begun here and brought nothing back: the redirect URI stays, and so does the way to try again. */
import { createEffect, createMemo, type JSX, Show } from 'solid-js';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { createStart } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { useSession } from '../../state/session.ts';
import { unreturned } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';

export function UnreturnedBanner(): JSX.Element {
  const session = useSession();
  const start = createStart();
  const attempt = session.signIn.unreturned;
  const provider = createMemo(() => session.provider(attempt()?.provider ?? ''));
  // Nothing can be started again at a provider that was removed.
  createEffect(() => attempt() && !provider() && session.signIn.dismissUnreturned());
  const dismiss = () => {
    session.signIn.dismissUnreturned();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  const again = () => {
    const before = attempt();
    if (before) void start.go({ id: before.provider, name: before.name }, before);
  };
  return (
    <>
      <Show when={attempt() && provider()}>
        {(known) => (
          <Banner
            tone="info"
            title={fill(unreturned.title, { name: known().name })}
            why={fill(unreturned.why, { name: known().name })}
            action={unreturned.again}
            onAction={again}
            blocked={start.blocked()}
            dismiss={words.dismiss}
            onDismiss={dismiss}
          >
            <RedirectUri value={known().redirect_uri} />
          </Banner>
        )}
      </Show>
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={start.last()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
    </>
  );
}
