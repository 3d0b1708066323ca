/** Presets by name. This and the list of them load with the first config that names one. */
import { staleRelease } from '../../base/errors.ts';
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';
import { presets } from './table.ts';

export { presetNames } from './table.ts';

const load = async (name: unknown) => presets.get(name)?.().catch(staleRelease);

/** The preset, or undefined for a name that is none. */
export async function loadPreset(name: unknown): Promise<Preset | undefined> {
  const found = await load(name);
  return found && { ...found.preset, icon: found.glyph };
}

/** What the provider's documentation says of it, or undefined for a name that is no preset. */
export const loadFacts = async (name: unknown): Promise<ProviderFacts | undefined> => (await load(name))?.facts;
