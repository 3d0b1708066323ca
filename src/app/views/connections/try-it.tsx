/** One press from an empty page to a sign-in at a simulated provider: switches the sandbox on and loads the page anew with it. */
import { createSignal, type JSX, Show } from 'solid-js';
import { switchOn } from '../../state/sandbox.ts';
import { useSession } from '../../state/session.ts';
import { sandbox as text } from '../../text/sandbox.ts';
import { fill } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

export function TryIt(): JSX.Element {
  const session = useSession();
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal<'taken' | 'unavailable' | null>(null);
  const start = async () => {
    setBusy(true);
    setFault(null);
    const state = await switchOn(session.base, 'sandbox-singly').catch(() => 'unavailable' as const);
    if (state === 'ready' || state === 'bypassed') return location.reload();
    setBusy(false);
    setFault(state);
  };
  return (
    <>
      <p>{text.tryWhy}</p>
      <div class="first-press">
        <Button kind="primary" busy={busy()} blocked={session.memoryOnly() ? text.tryMemory : undefined} onPress={() => void start()}>
          {busy() ? text.tryBusy : text.tryStart}
        </Button>
      </div>
      <Show when={fault()}>
        {(why) => (
          <Banner
            tone="bad"
            title={why() === 'taken' ? text.takenTitle : text.unavailableTitle}
            why={why() === 'taken' ? fill(text.takenWhy, { address: session.base.href }) : text.unavailableWhy}
          />
        )}
      </Show>
    </>
  );
}
