/** What the live region says. Saying the same thing twice is heard twice. */
import { type Accessor, createSignal } from 'solid-js';

export interface Announcer {
  readonly message: Accessor<string>;
  say(words: string): void;
}

export function createAnnouncer(): Announcer {
  const [message, setMessage] = createSignal('');
  return {
    message,
    say(words) {
      setMessage('');
      queueMicrotask(() => setMessage(words));
    },
  };
}
