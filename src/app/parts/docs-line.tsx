/** What the documentation of a provider says of secrets, as its preset notes it; else that it may say something. A line of reasons. */
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../core/index.ts';
import { createPresets } from '../state/presets.ts';
import { useSession } from '../state/session.ts';
import { secret } from '../text/secret.ts';
import { fill } from '../text/text.ts';

export function DocsLine(props: { readonly provider: ProviderInfo }): JSX.Element {
  const session = useSession();
  const presets = session.once(createPresets);
  const stated = () => {
    const fact = presets.named(props.provider.preset)?.facts.secretNeeded;
    return fact?.note ? { note: fact.note, source: fact.source } : undefined;
  };
  const name = () => props.provider.name;
  return (
    <li>
      <WarnIcon class="is-warn" />
      <p>
        <Show
          when={stated()}
          fallback={
            <>
              <b>{fill(secret.docs, { name: name() })}</b> {secret.docsWhy}
            </>
          }
        >
          {(said) => (
            <>
              <b>{fill(secret.docs, { name: name() })}</b> {secret.stated} {said().note}
            </>
          )}
        </Show>{' '}
        <Show when={stated()?.source ?? props.provider.docs}>
          {(address) => (
            <a href={address()} target="_blank" rel="noopener noreferrer">
              {fill(secret.readDocs, { name: name() })}
            </a>
          )}
        </Show>
      </p>
    </li>
  );
}
