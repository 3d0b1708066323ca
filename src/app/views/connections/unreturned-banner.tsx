/** A sign-in that was begun here and brought nothing back: the redirect URI stays, and so does the way to try again. */
import { createMemo, type JSX, Show } from 'solid-js';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/connect-panel.ts';
import { unreturned } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { createStart } from './start.ts';

export function UnreturnedBanner(): JSX.Element {
  const session = useSession();
  const start = createStart();
  const provider = createMemo(() => {
    const attempt = session.signIn.unreturned();
    return attempt ? session.provider(attempt.provider) : undefined;
  });
  const again = () => {
    const attempt = session.signIn.unreturned();
    if (attempt) void start.go({ id: attempt.provider, name: attempt.name }, attempt);
  };
  return (
    <>
      <Show when={session.signIn.unreturned()}>
        {(attempt) => (
          <Banner
            tone="info"
            title={fill(unreturned.title, { name: attempt().name })}
            why={provider()?.demo ? undefined : fill(unreturned.why, { name: attempt().name })}
            action={provider() && unreturned.again}
            onAction={again}
            blocked={start.blocked()}
            dismiss={words.dismiss}
            onDismiss={() => session.signIn.dismissUnreturned()}
          >
            <Show when={provider()}>
              {(known) => (
                <Show when={!known().demo}>
                  <CopyLine
                    value={known().redirect_uri}
                    label={panel.redirectName}
                    copy={words.copy}
                    copied={words.copied}
                    failed={words.copyFailed}
                    say={session.announcer.say}
                  />
                </Show>
              )}
            </Show>
          </Banner>
        )}
      </Show>
      <Show when={start.failure()}>
        {(failure) => (
          <FailureBanner
            failure={failure()}
            provider={provider()?.name}
            acts={{ again, retry: again, signIn: again }}
            onDismiss={start.forget}
          />
        )}
      </Show>
    </>
  );
}
