/** A failure in place: what happened, why, what the provider said, one button. */
import { type JSX, Show } from 'solid-js';
import type { Failure } from '../../state/failure.ts';
import { type ActionName, describe } from '../../text/errors.ts';
import { words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';

interface FailureBannerProps {
  readonly failure: Failure;
  readonly provider: string | undefined;
  /** What the one button does, by what the failure asks for. */
  readonly acts: Partial<Record<ActionName, () => void>>;
  readonly onDismiss: () => void;
}

export function FailureBanner(props: FailureBannerProps): JSX.Element {
  const told = () => describe(props.failure, props.provider);
  const act = () => (told().action === 'reload' ? () => location.reload() : props.acts[told().action]);
  return (
    <Banner
      tone="bad"
      title={told().title}
      why={told().why}
      said={props.failure.said}
      action={told().label}
      onAction={act()}
      dismiss={words.dismiss}
      onDismiss={() => props.onDismiss()}
    >
      <Show when={props.failure.detail}>
        <p class="said">
          <code>{props.failure.code}</code> {props.failure.detail}
        </p>
      </Show>
    </Banner>
  );
}
