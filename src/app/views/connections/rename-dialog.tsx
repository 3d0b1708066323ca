/** Gives a connection a name of one's own. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import { type Failure, failureOf } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { said } from '../../text/connections.ts';
import { rename } from '../../text/disconnect.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function RenameDialog(props: { readonly connection: ConnectionInfo; readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  // eslint-disable-next-line solid/reactivity -- what stands in the field when it opens
  const [label, setLabel] = createSignal(props.connection.label ?? '');
  const [failure, setFailure] = createSignal<Failure | null>(null);
  let field!: HTMLInputElement;
  onMount(() => field.select());
  const save = async () => {
    try {
      const renamed = await session.singlet.rename(props.connection.id, label().trim() || null);
      session.announcer.say(fill(said.renamed, { name: session.nameOf(renamed) }));
      props.onClose();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Dialog
      title={fill(rename.title, { name: session.nameOf(props.connection) })}
      onClose={props.onClose}
      onSubmit={() => void save()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{words.cancel}</Button>
          <Button type="submit" kind="primary">
            {rename.save}
          </Button>
        </>
      }
    >
      <TextField
        label={rename.label}
        help={rename.help}
        value={label()}
        onInput={setLabel}
        placeholder={session.provider(props.connection.provider)?.name ?? ''}
        ref={(element) => (field = element)}
      />
      <Show when={failure()}>
        {(why) => (
          <FailureBanner
            failure={why()}
            provider={session.nameOf(props.connection)}
            acts={{ retry: () => void save() }}
            onDismiss={() => setFailure(null)}
          />
        )}
      </Show>
    </Dialog>
  );
}
