/** One press from an empty page to a sign-in at a simulated provider, and the tours, for which the page is loaded anew. */
import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { TourList } from '../../parts/tour-list.tsx';
import { useSession } from '../../state/session.ts';
import { type JourneyName, tourNames } from '../../state/tour.ts';
import { expectPress, type Refused, startTour } from '../../state/tour-start.ts';
import { sandbox as text } from '../../text/sandbox.ts';
import { fill } from '../../text/text.ts';
import { offer } from '../../text/tour-offer.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** By then the first screen has come; a pointer or the focus may come before. */
const restMs = 1000;

export function TryIt(): JSX.Element {
  const session = useSession();
  const [busy, setBusy] = createSignal<JourneyName | null>(null);
  const [fault, setFault] = createSignal<Refused | null>(null);
  const start = async (name: JourneyName) => {
    setBusy(name);
    setFault(null);
    const refused = await startTour(session, name);
    if (!refused) return;
    setBusy(null);
    setFault(refused);
  };
  const blocked = () => (session.memoryOnly() ? text.tryMemory : undefined);
  const expect = () => expectPress(session);
  onMount(() => {
    const timer = setTimeout(expect, restMs);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <>
      <p>{text.tryWhy}</p>
      <div class="first-press" onPointerEnter={expect} onFocusIn={expect}>
        <Button kind="primary" busy={busy() === 'try'} blocked={blocked()} onPress={() => void start('try')}>
          {busy() === 'try' ? text.tryBusy : text.tryStart}
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
      <h3 class="tours-head">{offer.title}</h3>
      <p>{offer.why}</p>
      <TourList
        names={tourNames}
        label={offer.title}
        busy={busy()}
        blocked={blocked()}
        onChoose={(name) => busy() === null && void start(name)}
      />
    </>
  );
}
