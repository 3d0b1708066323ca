/** A failure in place: what happened, why, what the provider said, one button. */
import { type JSX, Show } from 'solid-js';
import { createCopy } from '../state/copy.ts';
import type { Failure } from '../state/failure.ts';
import { routeHref } from '../state/route.ts';
import { useSession } from '../state/session.ts';
import { type ActionName, allowHeader, describe, errorLabels } from '../text/errors.ts';
import { words } from '../text/text.ts';
import { Banner } from '../ui/banner.tsx';

export interface FailureToldProps {
  readonly failure: Failure;
  readonly provider: string | undefined;
  /** What the one button does, by what the failure asks for. Some are the same everywhere and need not be named. */
  readonly acts: Partial<Record<ActionName, () => void>>;
  readonly onDismiss: () => void;
}

export function FailureTold(props: FailureToldProps): JSX.Element {
  const session = useSession();
  const told = () => describe(props.failure, props.provider);
  const header = () => allowHeader(session.base.origin);
  const { copied, copy } = createCopy(words, session.announcer.say);
  const usual: Partial<Record<ActionName, () => void>> = {
    reload: () => location.reload(),
    copy: () => copy(header()),
    providers: () => location.assign(routeHref('providers')),
    inspect: () => location.assign(routeHref('providers')),
  };
  return (
    <Banner
      tone="bad"
      title={told().title}
      why={told().why}
      said={props.failure.said}
      action={copied() ? words.copied : told().label}
      onAction={props.acts[told().action] ?? (told().action === 'giveSecret' ? props.acts.signIn : undefined) ?? usual[told().action]}
      dismiss={words.dismiss}
      onDismiss={() => props.onDismiss()}
    >
      <Show when={props.failure.code === 'cors_blocked'}>
        <p class="said">
          <code>{header()}</code>
        </p>
      </Show>
      <Show when={told().action === 'newTab'}>
        {/* A link, because a page that another site opened or framed may not open windows by script. */}
        <p>
          <a href={location.href} target="_blank" rel="noopener">
            {told().label}
          </a>
        </p>
      </Show>
      <Show when={props.failure.detail || props.failure.facts}>
        <p class="said">
          {errorLabels.code} <code>{props.failure.code}</code> {props.failure.detail}
        </p>
      </Show>
    </Banner>
  );
}
