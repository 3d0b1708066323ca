/** Labelled fields. Help and fault stand below and are tied to the field. */

import { Icon as DownIcon } from 'icon:chevron-down';
import { Icon as FaultIcon } from 'icon:circle-x';
import { createUniqueId, For, type JSX, Show } from 'solid-js';
import './field.css';

interface FieldProps {
  readonly label: string;
  readonly help?: JSX.Element;
  readonly fault?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onLeave?: () => void;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly required?: boolean;
  readonly inputmode?: 'url' | 'text';
  readonly ref?: (element: HTMLInputElement) => void;
  readonly name?: string;
}

/**
 * Runs when a field was left; after the press that left it, where there was one: what it shows may move the button that is being
 * pressed away from under the pointer.
 */
function afterPress(event: FocusEvent, act: () => void): void {
  if (!(event.relatedTarget instanceof Element && event.relatedTarget.matches(':active'))) {
    act();
    return;
  }
  const done = new AbortController();
  const over = () => {
    done.abort();
    setTimeout(act);
  };
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, over, { capture: true, signal: done.signal });
}

/** The ids of what describes a field, for aria-describedby. */
function describedBy(id: string, props: FieldProps): string | undefined {
  return [props.fault && `${id}-fault`, props.help !== undefined && `${id}-help`].filter(Boolean).join(' ') || undefined;
}

function Notes(props: FieldProps & { readonly id: string }): JSX.Element {
  return (
    <>
      <Show when={props.fault}>
        <span class="err" id={`${props.id}-fault`}>
          <FaultIcon />
          <span>{props.fault}</span>
        </span>
      </Show>
      <Show when={props.help}>
        <span class="help" id={`${props.id}-help`}>
          {props.help}
        </span>
      </Show>
    </>
  );
}

export function TextField(props: TextFieldProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        ref={(element) => props.ref?.(element)}
        id={id}
        name={props.name}
        class="input"
        classList={{ mono: props.mono ?? false }}
        value={props.value}
        placeholder={props.placeholder}
        inputmode={props.inputmode}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        aria-required={props.required ? 'true' : undefined}
        aria-invalid={props.fault ? 'true' : undefined}
        aria-describedby={describedBy(id, props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        // eslint-disable-next-line solid/reactivity -- what an event does, not what is shown
        onBlur={(event) => afterPress(event, () => props.onLeave?.())}
      />
      <Notes id={id} label={props.label} help={props.help} fault={props.fault} />
    </div>
  );
}

interface SelectProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Value and words of each choice. */
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly mono?: boolean;
}

/** A bare select with a name for screen readers, as in a line of fields. */
export function Select(
  props: SelectProps & { readonly label?: string; readonly id?: string; readonly describedBy?: string | undefined },
): JSX.Element {
  return (
    <div class="select">
      <select
        class="input"
        classList={{ mono: props.mono ?? false }}
        id={props.id}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      >
        <For each={props.options}>
          {([value, words]) => (
            <option value={value} selected={value === props.value}>
              {words}
            </option>
          )}
        </For>
      </select>
      <DownIcon />
    </div>
  );
}

export function SelectField(props: FieldProps & SelectProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <Select
        id={id}
        value={props.value}
        options={props.options}
        onInput={props.onInput}
        mono={props.mono ?? false}
        describedBy={describedBy(id, props)}
      />
      <Notes id={id} label={props.label} help={props.help} fault={props.fault} />
    </div>
  );
}
