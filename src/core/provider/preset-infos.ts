/** What there is to start from: every preset, in the order of the list, with its facts. Loads them all; for a form that shows them. */
import type { PresetInfo } from './preset-info.ts';
import { presets } from './presets/table.ts';

export async function presetInfos(): Promise<readonly PresetInfo[]> {
  return Promise.all(
    [...presets].map(async ([name, load]) => {
      const { preset, facts, glyph } = await load();
      const { base, flow = 'auto', docs } = preset;
      const baseless = !JSON.stringify(preset).includes('{base}');
      return { preset: String(name), name: preset.name ?? String(name), icon: glyph, base, baseless, flow, docs, facts };
    }),
  );
}
