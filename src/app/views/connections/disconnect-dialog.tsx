/** Asks before a connection is forgotten, and says what can and cannot be taken back. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import type { ConnectionInfo, DisconnectResult } from '../../../core/index.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { disconnect } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Wait } from '../../ui/wait.tsx';
import { FailureBanner } from './failure-banner.tsx';

interface DisconnectDialogProps {
  readonly connection: ConnectionInfo;
  readonly onClose: () => void;
  readonly onDone: (name: string, provider: string, result: DisconnectResult) => void;
}

export function DisconnectDialog(props: DisconnectDialogProps): JSX.Element {
  const session = useSession();
  const provider = () => session.provider(props.connection.provider)?.name ?? props.connection.provider;
  const [revocation, setRevocation] = createSignal<boolean | 'unknown' | 'reading'>('reading');
  onMount(() => {
    void session.singlet.preflight(props.connection.provider).then(
      (capabilities) => setRevocation(capabilities.revocation),
      () => setRevocation('unknown'),
    );
  });
  const reading = () => revocation() === 'reading';
  const [asks, setAsks] = createSignal(true);
  const [going, setGoing] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const consequence = () => {
    const able = revocation();
    const words = able === true ? (asks() ? disconnect.revokes : disconnect.local) : able === false ? disconnect.only : disconnect.unknown;
    return fill(words, { provider: provider() });
  };
  const go = async () => {
    if (going() || reading()) return;
    setGoing(true);
    const name = session.nameOf(props.connection);
    const from = provider();
    try {
      const result = await session.singlet.disconnect(props.connection.id, { revoke: asks() });
      props.onDone(name, from, result);
    } catch (error) {
      setFailure(failureOf(error));
      setGoing(false);
    }
  };
  return (
    <Dialog
      title={fill(disconnect.title, { name: session.nameOf(props.connection) })}
      onClose={props.onClose}
      onSubmit={() => void go()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{disconnect.keep}</Button>
          <Button
            type="submit"
            kind="primary"
            busy={going()}
            blocked={reading() ? fill(disconnect.reading, { provider: provider() }) : undefined}
          >
            {going() ? disconnect.going : disconnect.go}
          </Button>
        </>
      }
    >
      <p>
        <Pill thread={props.connection.thread} tail={props.connection.tail} words={words.tokenEnding} />
      </p>
      <Show when={!reading()} fallback={<Wait label={fill(disconnect.reading, { provider: provider() })} lines={2} />}>
        <p class="quiet">{consequence()}</p>
        <Show when={revocation() === true}>
          <label class="check">
            <input type="checkbox" checked={asks()} onInput={(event) => setAsks(event.currentTarget.checked)} />
            {fill(disconnect.alsoRevoke, { provider: provider() })}
          </label>
        </Show>
      </Show>
      <Show when={failure()}>
        {(why) => (
          <FailureBanner failure={why()} provider={provider()} acts={{ retry: () => void go() }} onDismiss={() => setFailure(null)} />
        )}
      </Show>
    </Dialog>
  );
}
