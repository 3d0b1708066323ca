/** Asks before a provider of this browser is forgotten. */
import { createSignal, type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { connectionCount } from '../../text/connections.ts';
import { describe } from '../../text/errors.ts';
import { providersText } from '../../text/providers.ts';
import { fill } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface RemoveDialogProps {
  readonly provider: ProviderInfo;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

export function RemoveDialog(props: RemoveDialogProps): JSX.Element {
  const session = useSession();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const held = () => session.connections.all().filter(({ provider }) => provider === props.provider.id).length;
  const remove = async () => {
    if (held() > 0) return;
    try {
      await session.singlet.removeProvider(props.provider.id);
      session.announcer.say(fill(providersText.removed, { name: props.provider.name }));
      props.onRemoved();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Dialog
      title={fill(providersText.removeTitle, { name: props.provider.name })}
      onClose={props.onClose}
      onSubmit={() => void remove()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{providersText.keep}</Button>
          <Show when={held() === 0}>
            <Button type="submit" kind="primary">
              {providersText.remove}
            </Button>
          </Show>
        </>
      }
    >
      <p class="quiet">{held() > 0 ? fill(providersText.removeHeld, { count: connectionCount(held()) }) : providersText.removeWhy}</p>
      <Show when={failure()}>{(why) => <Banner tone="bad" title={describe(why()).title} why={describe(why()).why} />}</Show>
    </Dialog>
  );
}
