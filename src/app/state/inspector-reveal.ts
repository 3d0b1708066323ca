/**
 * One value at a time is shown, for ten seconds, and never in a page that nobody looks at.
 * Secret -> signals. Side effects: a timer, listeners.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Secret } from '../../core/index.ts';

export interface Reveal {
  readonly revealed: Accessor<Secret | null>;
  /** Seconds that it stays. */
  readonly left: Accessor<number>;
  reveal(secret: Secret | null): void;
}

const shownSeconds = 10;

export function createReveal(): Reveal {
  const [revealed, setRevealed] = createSignal<Secret | null>(null);
  const [left, setLeft] = createSignal(0);
  let timer = 0;
  let rest = 0;
  const reveal = (secret: Secret | null) => {
    clearInterval(timer);
    rest = shownSeconds;
    setLeft(rest);
    setRevealed(secret);
    if (secret) timer = window.setInterval(tick, 1000);
  };
  const hide = () => reveal(null);
  const tick = () => {
    rest -= 1;
    setLeft(rest);
    if (rest <= 0) hide();
  };
  document.addEventListener('visibilitychange', hide);
  for (const event of ['blur', 'pagehide']) addEventListener(event, hide);
  onCleanup(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', hide);
    for (const event of ['blur', 'pagehide']) removeEventListener(event, hide);
  });
  return { revealed, left, reveal };
}
