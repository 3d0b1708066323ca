/**
 * What a simulation remembers between requests: maps by name, plain data only, so that the whole can be copied and put back
 * (structured clone keeps what several entries share). Pure apart from the maps it hands out.
 */

export type Kept = Map<string, Map<string, unknown>>;

export interface Memory {
  /** The map of this name; the same one each time. */
  map<T>(name: string): Map<string, T>;
}

export function createMemory(kept: Kept = new Map()): Memory {
  return {
    map<T>(name: string) {
      const map = kept.get(name) ?? new Map<string, unknown>();
      kept.set(name, map);
      return map as Map<string, T>;
    },
  };
}
