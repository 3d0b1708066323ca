/** Singlet, from the built singlet.js, over a vault of a given size. */
import type { createSinglet } from '../../../../src/core/index.ts';
import type { Setup } from '../competitor.ts';
import { fillVault, type Size } from '../vaults.ts';

/** Not bundled: what is measured is the file that people load. */
const file = '/singlet.js';

export async function loadSinglet(): Promise<typeof createSinglet> {
  return ((await import(/* @vite-ignore */ file)) as { createSinglet: typeof createSinglet }).createSinglet;
}

export const singletOf =
  (size: Size): Setup =>
  async (around) => {
    const create = await loadSinglet();
    const { config, base, connection } = await fillVault(size, around);
    const singlet = await create({ config, base });
    if (size === 'chosen') await singlet.setDefault(`${around.api}/v1`, connection);
    if (size === 'crowd') return singlet.for(connection).fetch;
    return singlet.fetch;
  };
