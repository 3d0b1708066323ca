/** The present time as a signal: once a second, only while somebody needs it and the page is seen. */
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

export function createClock(needed: Accessor<boolean>): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const [seen, setSeen] = createSignal(!document.hidden);
  const follow = () => setSeen(!document.hidden);
  document.addEventListener('visibilitychange', follow);
  onCleanup(() => document.removeEventListener('visibilitychange', follow));
  createEffect(() => {
    if (!seen() || !needed()) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    onCleanup(() => clearInterval(timer));
  });
  return now;
}
