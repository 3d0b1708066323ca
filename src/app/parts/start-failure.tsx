/** Why a sign-in could not be begun or came to nothing, beside the control that was pressed, with the way on from there. */
import type { JSX } from 'solid-js';
import type { Failure } from '../state/failure.ts';
import type { StartOptions } from '../state/sign-in.ts';
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
  return (
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
  );
}
