/** Where what was granted is not what was asked for: one line in the row, the scopes themselves behind it. */

import { Icon as LessIcon } from 'icon:info';
import { Icon as MoreIcon } from 'icon:triangle-alert';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { scopeDifference } from '../../state/connections.ts';
import { scopeLine, scopes } from '../../text/scopes.ts';
import { fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';

function Part(props: { readonly title: string; readonly list: readonly string[]; readonly why: string }): JSX.Element {
  return (
    <Show when={props.list.length > 0}>
      <div>
        <b>{props.title}</b>
        <ul>
          <For each={props.list}>
            {(scope) => (
              <li>
                <code class="breaks">{scope}</code>
              </li>
            )}
          </For>
        </ul>
        <p class="quiet">{props.why}</p>
      </div>
    </Show>
  );
}

interface ScopeNoteProps {
  readonly connection: ConnectionInfo;
  readonly name: string;
  readonly provider: string;
  readonly signIn: { readonly words: string; readonly blocked: string | undefined; readonly act: () => void } | undefined;
}

export function ScopeNote(props: ScopeNoteProps): JSX.Element {
  const difference = createMemo(() => scopeDifference(props.connection));
  const line = createMemo(() => scopeLine(difference().missing, difference().extra));
  return (
    <Note
      label={fill(scopes.label, { name: props.name })}
      line={line()}
      icon={
        <Show when={difference().extra.length > 0} fallback={<LessIcon />}>
          <MoreIcon class="is-warn" />
        </Show>
      }
    >
      <div class="scopes">
        <Part title={scopes.missing} list={difference().missing} why={scopes.missingWhy} />
        <Part title={scopes.extra} list={difference().extra} why={fill(scopes.extraWhy, { provider: props.provider })} />
        <Show when={difference().missing.length > 0 && props.signIn}>
          {(signIn) => (
            <div>
              <Button small blocked={signIn().blocked} onPress={() => signIn().act()}>
                {signIn().words}
              </Button>
            </div>
          )}
        </Show>
      </div>
    </Note>
  );
}
