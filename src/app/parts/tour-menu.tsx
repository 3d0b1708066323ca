/** The tours as a menu, where there is no room for a list. Nothing where none can be walked. */
import { type JSX, Show } from 'solid-js';
import { useSession } from '../state/session.ts';
import { createTours, tourNames } from '../state/tour.ts';
import { offer, tourTitles } from '../text/tour-offer.ts';
import { Menu } from '../ui/menu.tsx';
import { useAside } from './tour-list.tsx';

export function TourMenu(): JSX.Element {
  const session = useSession();
  const tours = session.once(createTours);
  const aside = useAside();
  const there = () => tourNames.filter((name) => tours.providerOf(name) !== undefined);
  return (
    <Show when={there().length > 0}>
      <Menu
        label={offer.title}
        small
        items={there().map((name) => ({ words: tourTitles[name], note: aside(name), onChoose: () => tours.begin(name) }))}
      >
        {offer.menu}
      </Menu>
    </Show>
  );
}
