/** Why a sign-in could not be begun or came to nothing, beside the control that was pressed, with the way on from there. */
import { type JSX, Show } from 'solid-js';
import type { Failure } from '../../state/failure.ts';
import type { StartOptions } from '../../state/sign-in.ts';
import { describe } from '../../text/errors.ts';
import { words } from '../../text/text.ts';
import { openInNewTab } from '../../text/underway.ts';
import { Banner } from '../../ui/banner.tsx';
import { FailureBanner } from './failure-banner.tsx';

interface StartFailureProps {
  readonly failure: Failure;
  readonly provider: string | undefined;
  /** The same once more. */
  readonly again: (options?: StartOptions) => void;
  readonly onDismiss: () => void;
}

export function StartFailure(props: StartFailureProps): JSX.Element {
  const again = () => props.again();
  const told = () => describe(props.failure, props.provider);
  return (
    <Show
      when={props.failure.code === 'opener_unsafe'}
      fallback={
        <FailureBanner
          failure={props.failure}
          provider={props.provider}
          acts={{
            again,
            retry: again,
            signIn: again,
            popup: () => props.again({ way: 'popup' }),
            takeOver: () => props.again({ takeOver: true }),
          }}
          onDismiss={props.onDismiss}
        />
      }
    >
      {/* A link, because a page that another site opened or framed may not open windows by script. */}
      <Banner tone="bad" title={told().title} why={told().why} dismiss={words.dismiss} onDismiss={() => props.onDismiss()}>
        <p>
          <a href={location.href} target="_blank" rel="noopener">
            {openInNewTab}
          </a>
        </p>
      </Banner>
    </Show>
  );
}
