/** Brings a token of a provider that was had elsewhere, in the panel. */

import { Icon as BackIcon } from 'icon:arrow-left';
import { type JSX, onMount, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { TokenForm } from '../../parts/token-form.tsx';
import type { Preflight } from '../../state/preflight.ts';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/connect-panel.ts';
import { broughtToken } from '../../text/given.ts';
import { fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Parties } from './parties.tsx';

interface TokenStepProps {
  readonly provider: ProviderInfo;
  readonly preflight: Preflight;
  /** Back to all providers, where the panel began there. */
  readonly onList: (() => void) | undefined;
  /** Back to signing in; undefined where a token is all that there is. */
  readonly onBack: (() => void) | undefined;
  readonly onDone: () => void;
}

export function TokenStep(props: TokenStepProps): JSX.Element {
  const session = useSession();
  let heading!: HTMLHeadingElement;
  // What was pressed is gone.
  onMount(() => props.onBack && heading.focus());
  const named = (text: string) => fill(text, { name: props.provider.name });
  return (
    <>
      <div class="pad stack">
        <Show when={props.onList}>
          {(back) => (
            <Button small kind="bare" class="back" onPress={() => back()()}>
              <BackIcon />
              {panel.back}
            </Button>
          )}
        </Show>
        <h3 ref={heading} tabindex="-1">
          {named(broughtToken.title)}
        </h3>
        <p class="help-line">{named(broughtToken.why)}</p>
        <TokenForm
          provider={props.provider}
          host={props.provider.name}
          scope
          take={(token) => session.singlet.addToken(props.provider.id, token)}
          onTaken={(result) => {
            session.settle(result, { provider: props.provider.id, name: props.provider.name }, true);
            props.onDone();
          }}
          back={props.onBack ? broughtToken.back : broughtToken.close}
          onBack={() => (props.onBack ?? props.onDone)()}
        />
      </div>
      <div class="pad">
        <Parties provider={props.provider} preflight={props.preflight} />
      </div>
    </>
  );
}
