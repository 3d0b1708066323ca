/** Asks before a connection is forgotten, and says what can and cannot be taken back. What becomes of it stands in `sign-out-notes.tsx`. */
import { createSignal, createUniqueId, type JSX, onMount, Show } from 'solid-js';
import type { Capabilities, ConnectionInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import type { Failure } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { createSignOuts } from '../../state/sign-out.ts';
import { identityLine, namedWith } from '../../text/connections.ts';
import { disconnect } from '../../text/disconnect.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Wait } from '../../ui/wait.tsx';

interface DisconnectDialogProps {
  readonly connection: ConnectionInfo;
  readonly onClose: () => void;
}

interface CheckProps {
  readonly words: string;
  readonly why?: string;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

function Check(props: CheckProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={props.checked}
          aria-describedby={props.why ? id : undefined}
          onInput={(event) => props.onCheck(event.currentTarget.checked)}
        />
        {props.words}
      </label>
      <Show when={props.why}>
        <span class="help under-check" id={id}>
          {props.why}
        </span>
      </Show>
    </div>
  );
}

export function DisconnectDialog(props: DisconnectDialogProps): JSX.Element {
  const session = useSession();
  const signOuts = session.once(createSignOuts);
  const named = (text: string) => fill(text, { provider: session.provider(props.connection.provider)?.name ?? props.connection.provider });
  /** With whose it is, where another one has the same name. */
  const name = () => {
    const short = session.nameOf(props.connection);
    const twins = session.connections.all().filter((one) => session.nameOf(one) === short).length > 1;
    return twins ? namedWith(short, props.connection) : short;
  };
  const [able, setAble] = createSignal<Capabilities | 'reading' | 'unknown'>('reading');
  onMount(() => {
    // What comes of it is told by this; it is there before it is needed.
    void import('./sign-out-told.tsx').catch(() => {});
    void session.singlet.preflight(props.connection.provider).then(setAble, () => setAble('unknown'));
  });
  const reading = () => able() === 'reading';
  const known = () => {
    const now = able();
    return typeof now === 'object' ? now : undefined;
  };
  const [asks, setAsks] = createSignal(true);
  const [signsOut, setSignsOut] = createSignal(false);
  const [going, setGoing] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const consequence = () => {
    const revocation = known()?.revocation;
    if (revocation === undefined) return named(disconnect.unknown);
    return named(revocation ? (asks() ? disconnect.revokes : disconnect.local) : disconnect.only);
  };
  const go = async () => {
    if (going() || reading()) return;
    setGoing(true);
    setFailure(null);
    // Nothing is awaited before this: the window opens in the click.
    const failed = await signOuts.begin(props.connection, { name: name(), revoke: asks(), endSession: signsOut() });
    // Else this is gone with its row.
    if (!failed) return;
    setFailure(failed);
    setGoing(false);
  };
  return (
    <Dialog
      title={fill(disconnect.title, { name: session.nameOf(props.connection) })}
      onClose={props.onClose}
      onSubmit={() => void go()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{disconnect.keep}</Button>
          {/* Busy while it is read, so that it neither flashes nor does anything before one knows what. */}
          <Button type="submit" kind="primary" busy={going() || reading()}>
            {going() ? disconnect.going : disconnect.go}
          </Button>
        </>
      }
    >
      <p class="whose">
        <Pill thread={props.connection.thread} tail={props.connection.tail} words={words.tokenEnding} />
        <span class="t13 quiet breaks">{identityLine(props.connection, named('{provider}'))}</span>
      </p>
      <Show when={!reading()} fallback={<Wait label={named(disconnect.reading)} lines={2} />}>
        <p class="quiet">{consequence()}</p>
        <Show when={known()?.revocation}>
          <Check words={named(disconnect.alsoRevoke)} checked={asks()} onCheck={setAsks} />
        </Show>
        <Show when={known()?.endSession}>
          <Check words={named(disconnect.alsoSignOut)} why={named(disconnect.signOutWhy)} checked={signsOut()} onCheck={setSignsOut} />
        </Show>
      </Show>
      <Show when={failure()}>
        {(why) => (
          <FailureBanner
            failure={why()}
            provider={named('{provider}')}
            acts={{ retry: () => void go() }}
            onDismiss={() => setFailure(null)}
          />
        )}
      </Show>
    </Dialog>
  );
}
