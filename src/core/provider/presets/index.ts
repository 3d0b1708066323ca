/** Presets by name, each loaded only when a config names it. */
import { staleRelease } from '../../base/errors.ts';
import type { Preset } from '../entry.ts';

const presets = new Map<unknown, () => Promise<{ readonly preset: Preset }>>([['singly', () => import('./singly.ts')]]);

export const presetNames = () => [...presets.keys()];

/** The preset, or undefined for a name that is none. */
export async function loadPreset(name: unknown): Promise<Preset | undefined> {
  return (await presets.get(name)?.().catch(staleRelease))?.preset;
}
