/** What an act wants of the person, each input as what it is. Secrets stand in their fields alone. */
import { For, type JSX, Show } from 'solid-js';
import type { ActionEntry, ActionInputEntry } from '../../../core/index.ts';
import { SecretField } from '../../parts/secret-field.tsx';
import type { Vessel } from '../../parts/vessel.ts';
import { actions } from '../../text/actions.ts';
import { fill } from '../../text/text.ts';
import { SelectField, TextField } from '../../ui/field.tsx';

interface GivenProps {
  readonly action: ActionEntry;
  readonly vessel: Vessel;
  readonly values: Readonly<Record<string, string>>;
  readonly onValue: (name: string, value: string) => void;
  /** Names of what is missing. */
  readonly missing: readonly string[];
}

export function Given(props: GivenProps): JSX.Element {
  const label = (input: ActionInputEntry) => (input.required ? input.label : fill(actions.optional, { label: input.label }));
  const fault = (input: ActionInputEntry) => (props.missing.includes(input.name) ? actions.required : undefined);
  const value = (input: ActionInputEntry) => props.values[input.name] ?? input.default ?? '';
  return (
    <For each={props.action.inputs ?? []}>
      {(input) => (
        <Show
          when={!input.secret}
          fallback={
            <SecretField
              vessel={props.vessel}
              name={input.name}
              label={label(input)}
              help={input.help}
              fault={fault(input)}
              required={input.required}
            />
          }
        >
          <Show
            when={input.options}
            fallback={
              <TextField
                label={label(input)}
                help={input.help}
                fault={fault(input)}
                required={input.required ?? false}
                value={value(input)}
                onInput={(next) => props.onValue(input.name, next)}
              />
            }
          >
            {(options) => (
              <SelectField
                label={label(input)}
                help={input.help}
                value={value(input)}
                options={options().map((one) => [one, one || actions.empty] as const)}
                onInput={(next) => props.onValue(input.name, next)}
              />
            )}
          </Show>
        </Show>
      )}
    </For>
  );
}
