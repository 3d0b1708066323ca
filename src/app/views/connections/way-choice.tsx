/** In this tab or in a window. A small choice that this browser remembers; without storage there is only the window. */
import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { useSession } from '../../state/session.ts';
import type { Way } from '../../state/travel.ts';
import { wayWords } from '../../text/way.ts';

const ways: readonly (readonly [Way, string])[] = [
  ['redirect', wayWords.here],
  ['popup', wayWords.window],
];

export function WayChoice(): JSX.Element {
  const session = useSession();
  const name = createUniqueId();
  return (
    <Show when={!session.memoryOnly()} fallback={<p class="help-line">{wayWords.onlyWindow}</p>}>
      <fieldset class="way-choice">
        <legend>{wayWords.where}</legend>
        <For each={ways}>
          {([way, words]) => (
            <label>
              <input
                type="radio"
                name={name}
                value={way}
                checked={session.travel.way() === way}
                onChange={() => session.travel.choose(way)}
              />
              {words}
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  );
}
