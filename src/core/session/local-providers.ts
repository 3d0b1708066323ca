/** Providers that a person keeps in this browser: added, replaced and removed. Entry -> `ProviderInfo`. Side effects: vault, metadata, broadcast. */
import { SingletError } from '../base/errors.ts';
import type { ConfigEntry } from '../provider/entry.ts';
import type { ActContext } from './context.ts';
import type { Singlet } from './door.ts';

/** `changed` tells listeners here and in other tabs. */
export function makeLocalProviders(
  { vault, registry, metadata, listing }: ActContext,
  changed: () => void,
): Pick<Singlet, 'addProvider' | 'removeProvider'> {
  const save = async (entries: readonly ConfigEntry[]) => {
    await vault.setLocalProviders(entries);
    await registry.setLocal(entries);
    changed();
  };
  return {
    async addProvider(given) {
      const entry = structuredClone(given);
      await metadata.inspect(entry);
      const known = registry.find(entry.id);
      if (known && !known.local) throw new SingletError('config_invalid', { provider: entry.id, detail: 'this id is taken' });
      // One that was added here is replaced in its place; its connections stay.
      const local = registry.localEntries();
      await save(known ? local.map((one) => (one.id === entry.id ? entry : one)) : [...local, entry]);
      return registry.info(registry.get(entry.id));
    },
    async removeProvider(id) {
      const used = (await listing.all()).some(({ provider }) => provider === id);
      if (used) throw new SingletError('config_invalid', { provider: id, detail: 'it still has connections' });
      await save(registry.localEntries().filter((entry) => entry.id !== id));
    },
  };
}
