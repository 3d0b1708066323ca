/**
 * Parts that are loaded when they are needed. After a new release on the host the old ones may be
 * gone; then the page says so instead of breaking. (Solid's own `lazy` would bring resources and
 * suspense along, 2 kB that nothing else here needs.)
 */
import { type Component, createSignal, type JSX, untrack } from 'solid-js';

const [staleRelease, setStaleRelease] = createSignal(false);

/** True once a part of this release could not be loaded any more. */
export { staleRelease };

/** A component of its own chunk; `waiting` stands in for it. A chunk that is gone is told by `staleRelease()`. */
export function late<Props extends object>(load: () => Promise<Component<Props>>, waiting?: () => JSX.Element): Component<Props> {
  const [part, setPart] = createSignal<Component<Props>>();
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    load().then(
      (loaded) => setPart(() => loaded),
      () => setStaleRelease(true),
    );
  };
  return (props) => {
    ask();
    // A function is an element to Solid's DOM, though not to the type of a component's result; it is tracked where it is inserted.
    // eslint-disable-next-line solid/reactivity -- as said
    return (() => {
      const loaded = part();
      return loaded ? untrack(() => loaded(props)) : waiting?.();
    }) as unknown as JSX.Element;
  };
}
