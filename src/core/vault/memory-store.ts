/**
 * The vault's store in memory, for pages whose storage is blocked. It ends with the page.
 * Loaded only there. Side effects: none.
 */
import type { Store, Writer } from './database.ts';

export function memoryStore(): Store {
  const records = new Map<string, unknown>();
  const to: Writer = {
    put: (value, key) => records.set(key, value),
    delete: (key) => records.delete(key),
    clear: () => records.clear(),
  };
  const get = (keys: readonly string[]) => keys.map((key) => records.get(key));
  return {
    read: async (keys) => get(keys),
    transact: async (keys, change) => change(get(keys), to),
    close: () => {},
  };
}
