/**
 * What the documentation of a provider says of secrets, as its preset notes it; else that it may say something. A line of reasons.
 * A simulated provider is told apart from the real one that it stands for.
 */
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../core/index.ts';
import { createPresets } from '../state/presets.ts';
import { useSession } from '../state/session.ts';
import { docsLabel } from '../text/docs.ts';
import { secret } from '../text/secret.ts';
import { fill } from '../text/text.ts';

export function DocsLine(props: { readonly provider: ProviderInfo }): JSX.Element {
  const session = useSession();
  const presets = session.once(createPresets);
  const preset = () => presets.named(props.provider.preset);
  const stated = () => preset()?.facts.secretNeeded;
  /** What the entry says goes before what is known of its preset. */
  const address = () => {
    const { docs } = props.provider;
    return docs !== undefined && docs !== preset()?.docs ? docs : (stated()?.source ?? docs);
  };
  return (
    <li>
      <WarnIcon class="is-warn" />
      <p>
        <b>{fill(props.provider.demo ? secret.docsDemo : secret.docs, { name: props.provider.name })}</b>{' '}
        <Show when={stated()?.note} fallback={secret.docsWhy}>
          {(note) => (
            <>
              {secret.stated} {note()}
            </>
          )}
        </Show>{' '}
        <Show when={address()}>
          {(to) => (
            <a href={to()} target="_blank" rel="noopener noreferrer">
              {docsLabel(props.provider, to(), session.base)}
            </a>
          )}
        </Show>
      </p>
    </li>
  );
}
