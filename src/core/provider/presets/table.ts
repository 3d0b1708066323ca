/** The list of presets, each loaded when it is named. Loads with index.ts. */
import type { Preset } from '../entry.ts';
import type { ProviderFacts } from '../facts.ts';

/** What each file of this folder exports. */
export interface PresetModule {
  readonly preset: Preset;
  readonly facts: ProviderFacts;
  /** Two letters that stand for the provider, no two alike. */
  readonly glyph: string;
}

/** Asked with what a config says, whatever that is. */
export const presets: ReadonlyMap<unknown, () => Promise<PresetModule>> = new Map<unknown, () => Promise<PresetModule>>([
  ['singly', () => import('./singly.ts')],
  ['singly-code', () => import('./singly-code.ts')],
  ['smartfile', () => import('./smartfile.ts')],
  ['singlefile', () => import('./singlefile.ts')],
  ['signeasy', () => import('./signeasy.ts')],
  ['signeasy-machine', () => import('./signeasy-machine.ts')],
  ['singleview', () => import('./singleview.ts')],
  ['singleview-unsigned', () => import('./singleview-unsigned.ts')],
  ['google', () => import('./google.ts')],
  ['entra', () => import('./entra.ts')],
  ['github', () => import('./github.ts')],
  ['gitlab', () => import('./gitlab.ts')],
  ['spotify', () => import('./spotify.ts')],
  ['auth0', () => import('./auth0.ts')],
  ['okta', () => import('./okta.ts')],
  ['keycloak', () => import('./keycloak.ts')],
]);

export const presetNames = () => [...presets.keys()].map(String);
