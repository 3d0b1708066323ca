/** What to know before a secret is given: who sees it, what its provider says of that, what becomes of it. */

import { Icon as KeptIcon } from 'icon:eraser';
import { Icon as SeenIcon } from 'icon:eye';
import { Icon as VaultIcon } from 'icon:lock';
import { type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { DocsLine } from '../../parts/docs-line.tsx';
import { useSession } from '../../state/session.ts';
import { secret } from '../../text/secret.ts';
import { fill } from '../../text/text.ts';

interface BeforeTypingProps {
  readonly provider: ProviderInfo;
  readonly keepable: boolean;
  /** A key file is among what is given. */
  readonly key: boolean;
}

export function BeforeTyping(props: BeforeTypingProps): JSX.Element {
  const session = useSession();
  return (
    <section class="side" aria-labelledby="before-typing">
      <h2 id="before-typing">{props.key ? secret.whyKey : secret.why}</h2>
      <ul class="why">
        <li>
          <SeenIcon class="is-warn" />
          <p>
            <b>{props.key ? secret.seenKey : secret.seen}</b> {fill(secret.seenWhy, { origin: session.base.origin })}
          </p>
        </li>
        <DocsLine provider={props.provider} />
        <li>
          <KeptIcon />
          <p>
            <b>{props.keepable ? secret.memory : secret.kept}</b> {props.keepable ? secret.memoryWhy : secret.keptWhy}
          </p>
        </li>
        <Show when={props.keepable && !session.memoryOnly()}>
          <li>
            <VaultIcon />
            <p>
              <b>{secret.vault}</b> {secret.vaultWhy}
            </p>
          </li>
        </Show>
      </ul>
    </section>
  );
}
