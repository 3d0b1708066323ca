/**
 * Where a person signs in: in this tab, or in a window while this page stays. Kept for this browser.
 * Side effect: localStorage, which may throw where storage is blocked; then the choice lasts as long as the page.
 */
import { type Accessor, createSignal } from 'solid-js';

export type Way = 'redirect' | 'popup';

export interface Travel {
  readonly way: Accessor<Way>;
  choose(way: Way): void;
}

/** `onlyWindow`: nothing would be left of this page when the tab leaves it. */
export function createTravel(storage: () => Storage, base: URL, onlyWindow: Accessor<boolean>): Travel {
  const key = `singlet:${base.pathname}:sign-in-where`;
  const kept = (): Way => {
    try {
      return storage().getItem(key) === 'popup' ? 'popup' : 'redirect';
    } catch {
      return 'redirect';
    }
  };
  const [chosen, setChosen] = createSignal(kept());
  return {
    way: () => (onlyWindow() ? 'popup' : chosen()),
    choose(way) {
      setChosen(way);
      try {
        storage().setItem(key, way);
      } catch {
        // Then it is asked for again after a reload.
      }
    },
  };
}
