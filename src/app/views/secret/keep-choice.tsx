/** What becomes of a secret once it was used. Forgetting is the default, and is chosen anew each time. */
import { createUniqueId, For, type JSX } from 'solid-js';
import { keepWords } from '../../text/secret.ts';

interface KeepChoiceProps {
  readonly keep: boolean;
  readonly onChoose: (keep: boolean) => void;
}

const choices = [
  [false, keepWords.forget, keepWords.forgetHelp],
  [true, keepWords.keep, keepWords.keepHelp],
] as const;

export function KeepChoice(props: KeepChoiceProps): JSX.Element {
  const id = createUniqueId();
  return (
    <fieldset class="keep-choice">
      <legend>{keepWords.legend}</legend>
      <For each={choices}>
        {([keep, words, help]) => (
          <label class="check">
            <input
              type="radio"
              name={id}
              autocomplete="off"
              checked={props.keep === keep}
              aria-describedby={`${id}-${keep}`}
              onChange={() => props.onChoose(keep)}
            />
            <span>
              {words}
              <small id={`${id}-${keep}`}>{help}</small>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
