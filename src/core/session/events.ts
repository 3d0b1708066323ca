/** The events of the door. A listener that throws does not stop the others. */
import type { SingletEvents } from './door.ts';

type Listener = (detail: never) => void;

export interface Emitter {
  on<K extends keyof SingletEvents>(event: K, listener: (detail: SingletEvents[K]) => void): () => void;
  emit<K extends keyof SingletEvents>(event: K, detail: SingletEvents[K]): void;
}

export function makeEmitter(): Emitter {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    emit(event, detail) {
      for (const listener of listeners.get(event) ?? []) {
        try {
          (listener as (value: unknown) => void)(detail);
        } catch (error) {
          // Shown where a developer looks, without stopping a sign-in.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
