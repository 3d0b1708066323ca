/** Providers as rows to press. */

import { Icon as GoIcon } from 'icon:arrow-right';
import { For, type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { hostOf } from '../../parts/start.ts';
import { busy } from '../../text/connections.ts';
import { fill, flowOf, words } from '../../text/text.ts';
import { Glyph, Tag } from '../../ui/status.tsx';
import './connect-panel.css';

interface ChoicesProps {
  readonly providers: readonly ProviderInfo[];
  readonly leaving: (provider: string) => boolean;
  readonly blocked?: string | undefined;
  readonly onChoose: (provider: ProviderInfo) => void;
}

export function Choices(props: ChoicesProps): JSX.Element {
  return (
    <ul class="choices">
      <For each={props.providers}>
        {(provider) => (
          <li>
            <button
              type="button"
              aria-disabled={props.blocked ? 'true' : undefined}
              aria-busy={props.leaving(provider.id) ? 'true' : undefined}
              title={props.blocked}
              onClick={() => !props.blocked && props.onChoose(provider)}
            >
              <Glyph letters={provider.icon} />
              <span class="breaks">
                <b>{provider.name}</b>
                <small>
                  {props.leaving(provider.id) ? fill(busy.leaving, { name: hostOf(provider) || provider.name }) : hostOf(provider)}
                </small>
              </span>
              <span class="tags">
                <Show when={provider.local}>
                  <Tag>{words.local}</Tag>
                </Show>
                <Show when={provider.flow !== 'auto'}>
                  <Tag>{flowOf(provider)}</Tag>
                </Show>
              </span>
              <GoIcon />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
