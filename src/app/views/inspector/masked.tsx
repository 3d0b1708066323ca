/** A value that is masked: its last four characters, and a button that shows it for ten seconds. */

import { Icon as ShowIcon } from 'icon:eye';
import { Icon as HideIcon } from 'icon:eye-off';
import { type JSX, Show } from 'solid-js';
import type { Inspector } from '../../state/inspector.ts';
import { isSecret, type Shown } from '../../state/inspector-model.ts';
import { useSession } from '../../state/session.ts';
import { detail } from '../../text/inspector.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';

interface MaskedProps {
  readonly state: Inspector;
  readonly name: string;
  readonly value: Shown | undefined;
  /** Slot of the connection, for a token. */
  readonly thread: number | null;
}

const tokens = /^(access_token|refresh_token|id_token)$/;

function Hidden(props: MaskedProps & { readonly secret: Exclude<Shown, string> }): JSX.Element {
  const session = useSession();
  const open = () => props.state.revealed() === props.secret;
  const toggle = () => {
    const next = open() ? null : props.secret;
    props.state.reveal(next);
    if (next) session.announcer.say(fill(detail.shown, { name: props.name }));
  };
  return (
    <span class="masked">
      <Show
        when={!open()}
        fallback={
          <>
            <code class="bare">{props.secret.reveal()}</code>
            <span class="left" aria-hidden="true">
              {fill(detail.left, { count: String(props.state.left()) })}
            </span>
          </>
        }
      >
        <Pill
          thread={props.name === 'access_token' ? props.thread : null}
          tail={props.secret.tail}
          words={tokens.test(props.name) && props.secret.tail ? words.tokenEnding : detail.masked}
        />
      </Show>
      <Button icon small kind="bare" label={fill(open() ? detail.hide : detail.reveal, { name: props.name })} onPress={toggle}>
        <Show when={open()} fallback={<ShowIcon />}>
          <HideIcon />
        </Show>
      </Button>
    </span>
  );
}

export function Value(props: MaskedProps): JSX.Element {
  const secret = () => (isSecret(props.value) ? props.value : undefined);
  return (
    <Show when={secret()} fallback={<code>{props.state.scrub()(String(props.value ?? ''))}</code>} keyed>
      {(one) => (
        <Show when={one.reveal() !== ''} fallback={<span class="faint">{detail.notKept}</span>}>
          <Hidden {...props} secret={one} />
        </Show>
      )}
    </Show>
  );
}
