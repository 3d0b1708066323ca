/** What the provider says before the act: its answers side by side, and the choice with all that would go. */

import { Icon as AlongIcon } from 'icon:triangle-alert';
import { createUniqueId, For, type JSX, Show } from 'solid-js';
import type { ActionChoice, ActionEntry } from '../../../core/index.ts';
import type { Act } from '../../state/actions.ts';
import { actions, choiceWords } from '../../text/actions.ts';
import { serviceName } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Pill } from '../../ui/pill.tsx';
import { Wait } from '../../ui/wait.tsx';

/** Members of an answer in a line each; what is deeper is only counted. */
function lines(body: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof body !== 'object' || body === null) return [];
  const plain = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(plain).join(', ');
    return typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : String(value);
  };
  return Object.entries(body).map(([name, value]) => [name, plain(value).slice(0, 200)] as const);
}

interface LookProps {
  readonly act: Act;
  readonly action: ActionEntry;
  readonly provider: string;
}

function Choices(props: LookProps & { readonly choices: readonly ActionChoice[] }): JSX.Element {
  const group = createUniqueId();
  const along = (choice: ActionChoice) => props.choices.filter(({ value }) => value !== choice.value && choice.takes.includes(value));
  return (
    <fieldset class="act-choices">
      <legend>{actions.choose}</legend>
      <For each={props.choices} fallback={<p class="quiet">{actions.empty}</p>}>
        {(choice) => (
          <div class="act-choice">
            <label class="check">
              <input
                type="radio"
                name={group}
                aria-describedby={`${group}-${choice.value}`}
                onInput={() => props.act.choose(choice.value)}
              />
              <span class="breaks">
                {serviceName(choice.service)} {choice.name} <span class="mono quiet">{choice.value}</span>
              </span>
            </label>
            <div class="under-check t13" id={`${group}-${choice.value}`}>
              <Show when={along(choice).length > 0} fallback={<span class="quiet">{actions.goesAlone}</span>}>
                <p class="act-along">
                  <AlongIcon class="is-warn" />
                  <span>{fill(actions.goesAlong, { value: choice.value })}</span>
                </p>
                <ul>
                  <For each={along(choice)}>{(other) => <li class="breaks">{choiceWords(other)}</li>}</For>
                </ul>
              </Show>
            </div>
          </div>
        )}
      </For>
    </fieldset>
  );
}

export function ActionLook(props: LookProps): JSX.Element {
  return (
    <Show when={!props.act.looking()} fallback={<Wait label={fill(actions.looking, { provider: props.provider })} lines={3} />}>
      <Show when={props.act.preview()}>
        {(found) => (
          <>
            <Show when={found().shown.length > 0}>
              <section class="act-look">
                <h3>{fill(actions.now, { provider: props.provider })}</h3>
                <div class="act-sides">
                  <For each={found().shown}>
                    {(one) => (
                      <div class="act-side">
                        <p class="act-side-head">
                          <b>{one.label}</b>
                          <Pill thread={one.of.thread} tail={one.of.tail} words={words.tokenEnding} />
                        </p>
                        <dl class="t13">
                          <For each={lines(one.body)} fallback={<dt>{actions.empty}</dt>}>
                            {([name, value]) => (
                              <>
                                <dt>{name}</dt>
                                <dd class="mono breaks">{value}</dd>
                              </>
                            )}
                          </For>
                        </dl>
                      </div>
                    )}
                  </For>
                </div>
              </section>
            </Show>
            <Show when={props.action.removes}>
              <Choices {...props} choices={found().choices} />
            </Show>
          </>
        )}
      </Show>
    </Show>
  );
}
