/** Presets by name, each loaded only when a config names it. */
import { SingletError } from '../../base/errors.ts';
import type { Preset } from '../entry.ts';

const presets: Readonly<Record<string, () => Promise<{ readonly preset: Preset }>>> = {
  singly: () => import('./singly.ts'),
};

export const presetNames = Object.keys(presets);

/** The preset, or undefined for a name that is none. */
export async function loadPreset(name: string): Promise<Preset | undefined> {
  const load = Object.hasOwn(presets, name) ? presets[name] : undefined;
  try {
    return (await load?.())?.preset;
  } catch (cause) {
    throw new SingletError('stale_release', { cause });
  }
}
