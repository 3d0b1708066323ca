/** A field for a secret. It has no name, so that it is in no form data and no address; its text is in no attribute. */

import { Icon as FaultIcon } from 'icon:circle-x';
import { createUniqueId, type JSX, Show } from 'solid-js';
import type { Vessel } from './vessel.ts';
import './secret-field.css';

export interface SecretFieldProps {
  readonly vessel: Vessel;
  /** Its wire name, by which the vessel knows it. */
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
  /** Shown as dots unless it is nothing secret. */
  readonly plain?: 'numeric' | 'text' | undefined;
  readonly required?: boolean | undefined;
  readonly onInput?: ((event: InputEvent) => void) | undefined;
  readonly onLeave?: (() => void) | undefined;
}

export function FieldFault(props: {
  readonly id: string;
  readonly fault: string | undefined;
  /** What mends it, to be run elsewhere. */
  readonly command?: string | undefined;
}): JSX.Element {
  return (
    <Show when={props.fault}>
      <span class="err" id={props.id}>
        <FaultIcon />
        <span class="breaks">
          {props.fault}
          <Show when={props.command}>{(command) => <code class="command">{command()}</code>}</Show>
        </span>
      </span>
    </Show>
  );
}

export function SecretField(props: SecretFieldProps): JSX.Element {
  const id = createUniqueId();
  const described = () => [props.fault && `${id}-fault`, props.help && `${id}-help`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        ref={(element) => props.vessel.hold(props.name)(element)}
        id={id}
        class="input mono"
        type={props.plain ? 'text' : 'password'}
        inputmode={props.plain}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        required={props.required ?? false}
        aria-invalid={props.fault ? 'true' : undefined}
        aria-describedby={described()}
        onInput={(event) => props.onInput?.(event)}
        onBlur={() => props.onLeave?.()}
      />
      <FieldFault id={`${id}-fault`} fault={props.fault} />
      <Show when={props.help}>
        <span class="help" id={`${id}-help`}>
          {props.help}
        </span>
      </Show>
    </div>
  );
}
