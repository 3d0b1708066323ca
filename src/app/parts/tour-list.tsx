/** The tours as rows to press: begin one, or go on where it was left. */

import { Icon as GoIcon } from 'icon:arrow-right';
import { For, type JSX } from 'solid-js';
import { useSession } from '../state/session.ts';
import { createTours, type JourneyName, stepCount } from '../state/tour.ts';
import { asideOf, tourLines, tourTitles } from '../text/tour-offer.ts';
import './tour-list.css';

interface TourListProps {
  readonly names: readonly JourneyName[];
  readonly label: string;
  /** Which one is being begun. */
  readonly busy?: JourneyName | null;
  readonly blocked?: string | undefined;
  readonly onChoose: (name: JourneyName) => void;
}

/** What stands beside a tour: how long it is, or where it goes on. */
export function useAside(): (name: JourneyName) => string {
  const session = useSession();
  const tours = session.once(createTours);
  return (name) => asideOf(name === 'try' ? undefined : tours.place(name)?.step, stepCount(name, tours.providerOf(name)?.id));
}

export function TourList(props: TourListProps): JSX.Element {
  const aside = useAside();
  return (
    <ul class="tour-list" aria-label={props.label}>
      <For each={props.names}>
        {(name) => (
          <li>
            <button
              type="button"
              aria-busy={props.busy === name ? 'true' : undefined}
              aria-disabled={props.blocked ? 'true' : undefined}
              title={props.blocked}
              onClick={() => !props.blocked && !props.busy && props.onChoose(name)}
            >
              <span class="breaks">
                <b>{tourTitles[name]}</b>
                <small>{tourLines[name]}</small>
              </span>
              <span class="aside">{aside(name)}</span>
              <GoIcon />
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}
