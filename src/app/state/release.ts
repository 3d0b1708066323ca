/**
 * Parts that are loaded when they are needed. After a new release on the host the old ones may be gone; then the page
 * says so instead of breaking. Without a network nothing is gone: the part is asked for again when there is one, and
 * with the next press. (Solid's own `lazy` would bring resources and suspense along, 2 kB that nothing else here needs.)
 * Side effects: loads scripts; one bare request to this page when a part does not come; listens to `online`.
 */
import { type Component, createMemo, createSignal, type JSX, untrack } from 'solid-js';

const [staleRelease, setStaleRelease] = createSignal(false);
const [unreached, setUnreached] = createSignal<ReadonlySet<() => void>>(new Set());

/** True once a part of this release could not be loaded any more. */
export { staleRelease };

/** True while a part could not be loaded because its host was not reached. */
export const partsUnreached = () => unreached().size > 0;

/** Asks again for every part that did not come. */
export function retryParts(): void {
  for (const ask of unreached()) ask();
}

/** Whether the host of this page answers at all: then a part that does not come is gone. */
async function hostAnswers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

function note(ask: () => void, missing: boolean): void {
  setUnreached((before) => {
    const asks = new Set(before);
    if (missing) asks.add(ask);
    else asks.delete(ask);
    return asks;
  });
}

// eslint-disable-next-line solid/reactivity -- what an event does, not what is shown
if (typeof addEventListener !== 'undefined') addEventListener('online', () => retryParts());

/** `ahead` asks for the part before it is shown. */
export type Late<Props extends object> = Component<Props> & { readonly ahead: () => void };

/** A component of its own chunk; `waiting` stands in for it. A chunk that is gone is told by `staleRelease()`. */
export function late<Props extends object>(load: () => Promise<Component<Props>>, waiting?: () => JSX.Element): Late<Props> {
  const [part, setPart] = createSignal<Component<Props>>();
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    load().then(
      (loaded) => {
        note(ask, false);
        setPart(() => loaded);
      },
      async () => {
        const gone = await hostAnswers();
        asked = false;
        note(ask, !gone);
        if (gone) setStaleRelease(true);
      },
    );
  };
  const component: Component<Props> = (props) => {
    ask();
    // A memo, so that what it makes belongs to whoever shows it and goes with them. A function is an element to Solid's DOM,
    // though not to the type of a component's result.
    const shown = createMemo(() => {
      const loaded = part();
      return loaded ? untrack(() => loaded(props)) : waiting?.();
    });
    return shown as unknown as JSX.Element;
  };
  return Object.assign(component, { ahead: ask });
}
