/** The tours below simulated providers that are there already: the whole way at once, or one of them step by step. */
import { type JSX, Show } from 'solid-js';
import { createStart } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { TourList } from '../../parts/tour-list.tsx';
import { useSession } from '../../state/session.ts';
import { createTours, type JourneyName, tourNames } from '../../state/tour.ts';
import { offer } from '../../text/tour-offer.ts';

const journeys: readonly JourneyName[] = ['try', ...tourNames];

export function TourOffer(): JSX.Element {
  const session = useSession();
  const tours = session.once(createTours);
  const start = createStart();
  const there = () => journeys.filter((name) => tours.providerOf(name) !== undefined);
  const choose = (name: JourneyName) => {
    const provider = tours.providerOf(name);
    if (!provider) return;
    tours.begin(name);
    if (name !== 'try') return;
    const inputs = Object.fromEntries(
      provider.inputs.flatMap(({ name: of, default: value }) => (value === undefined ? [] : [[of, value]])),
    );
    void start.go(provider, { inputs });
  };
  return (
    <Show when={there().length > 0}>
      <section aria-labelledby="tours">
        <h2 id="tours">{offer.title}</h2>
        <p>{offer.why}</p>
        <TourList names={there()} label={offer.title} blocked={start.blocked()} onChoose={choose} />
        <Show when={start.failure()}>
          {(failure) => <StartFailure failure={failure()} provider={start.last()?.name} again={start.again} onDismiss={start.forget} />}
        </Show>
      </section>
    </Show>
  );
}
