/**
 * Where the strip of a tour stands and what it points at: beside the view, or inside a sheet that lies over everything else; the
 * control that is meant carries a mark. Side effects: an attribute on that control, moves of the strip, its height as a property of
 * the document, scrolling a control from under the strip.
 */
import { type Accessor, createEffect, createSignal, onCleanup, onMount } from 'solid-js';

const mark = 'data-tour';

interface Placed {
  /** The control that is meant; undefined while it is not on the page. */
  readonly target: Accessor<HTMLElement | undefined>;
}

/** From under the strip, so that it can be pressed. */
function uncover(target: HTMLElement, strip: HTMLElement): void {
  const [one, other] = [target.getBoundingClientRect(), strip.getBoundingClientRect()];
  const covered = one.bottom > other.top && one.top < other.bottom && one.left < other.right && one.right > other.left;
  if (covered && !strip.contains(target)) target.scrollIntoView({ block: 'center' });
}

export function createPlacing(home: () => HTMLElement, strip: () => HTMLElement, find: () => HTMLElement | undefined): Placed {
  const [target, setTarget] = createSignal<HTMLElement>();
  const move = () => {
    const parent = document.querySelector('dialog.drawer:modal') ?? home();
    if (strip().parentElement === parent) return;
    const focused = strip().contains(document.activeElement) ? document.activeElement : null;
    parent.append(strip());
    if (focused instanceof HTMLElement) focused.focus();
  };
  const look = () => {
    move();
    setTarget(find());
  };
  // What a press or a key changes without a trace in the tree: a value, an open menu.
  const events = ['input', 'toggle', 'focusin'] as const;
  onMount(() => {
    const tree = new MutationObserver(look);
    tree.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['open', 'aria-current', 'hidden'] });
    const size = new ResizeObserver(() => document.documentElement.style.setProperty('--tour-h', `${strip().offsetHeight}px`));
    size.observe(strip());
    for (const event of events) document.addEventListener(event, look, true);
    onCleanup(() => {
      tree.disconnect();
      size.disconnect();
      for (const event of events) document.removeEventListener(event, look, true);
      document.documentElement.style.removeProperty('--tour-h');
    });
    createEffect(look);
  });
  createEffect(() => {
    const now = target();
    if (!now) return;
    now.setAttribute(mark, '');
    uncover(now, strip());
    onCleanup(() => now.removeAttribute(mark));
  });
  return { target };
}
