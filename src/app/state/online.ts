/** Whether the browser believes that there is a network. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

export function createOnline(host: Window): Accessor<boolean> {
  const [online, setOnline] = createSignal(host.navigator.onLine);
  const follow = () => setOnline(host.navigator.onLine);
  host.addEventListener('online', follow);
  host.addEventListener('offline', follow);
  onCleanup(() => {
    host.removeEventListener('online', follow);
    host.removeEventListener('offline', follow);
  });
  return online;
}
