/// <reference path="../virtual.d.ts" />
/**
 * Reads `singlet.config.json`. unknown JSON -> providers + one problem per mistake; a bad entry
 * never takes a good one with it. Side effect: fetches the file and the presets it names.
 */
import { usualShape } from 'virtual:config-shape';
import { SingletError, staleRelease } from '../base/errors.ts';
import { ruleKey } from '../base/rule-key.ts';
import type { ConfigEntry, SingletConfig } from './entry.ts';
import type { ConfigProblem, Provider } from './provider.ts';
import { resolveProvider } from './resolve.ts';
import { fits, type Shape } from './shape.ts';
import { isSound } from './sound.ts';

export interface ConfigContext {
  readonly fetch: typeof fetch;
  /** `<base>callback/`, absolute. */
  readonly callback: string;
}

export interface LoadedConfig {
  readonly providers: readonly Provider[];
  readonly problems: readonly ConfigProblem[];
}

/** The parsed file. `config_unreachable` when it cannot be had, `config_invalid` when it is no JSON object. */
export async function fetchConfig(url: string, { fetch }: ConfigContext): Promise<unknown> {
  let text: string;
  try {
    const response = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(15_000) });
    if (!response.ok) throw new SingletError('config_unreachable', { detail: `${url} answered ${response.status}` });
    text = await response.text();
  } catch (cause) {
    throw cause instanceof SingletError ? cause : new SingletError('config_unreachable', { detail: url, cause });
  }
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause: some engines quote the text, and a secret may stand there by mistake.
    const { notJson } = await import('./not-json.ts').catch(staleRelease);
    throw new SingletError('config_invalid', { detail: `${url} is not JSON; ${notJson(text)}` });
  }
}

const report = () => import('./config-report.ts').catch(staleRelease);

/** Fields that few entries have are known to a part that loads with the first of them. */
const hasShape = async (entry: unknown) =>
  fits(usualShape, entry) || (await import('./whole-shape.ts').catch(staleRelease)).hasShape(entry);

/** With its preset and its base put in, or undefined where there is no such preset. */
async function fillIn(given: unknown): Promise<ConfigEntry | undefined> {
  const entry = (given ?? {}) as ConfigEntry;
  const { preset: name, base } = entry;
  if (name === undefined && base === undefined) return entry;
  const [{ loadPreset }, { withPreset }] = await Promise.all([import('./presets/index.ts'), import('./fill-in.ts')]).catch(staleRelease);
  const preset = await loadPreset(name);
  return preset || name === undefined ? withPreset(entry, preset) : undefined;
}

/** Checks entries one by one and resolves those that are sound. `local`: they were added in this browser. */
export async function loadProviders(entries: readonly unknown[], context: ConfigContext, local: boolean): Promise<LoadedConfig> {
  const providers: Provider[] = [];
  const pageOrigin = new URL(context.callback).origin;
  // Ids and rules that were there before; both shall be told.
  const seen = new Set<unknown>();
  let fine = true;
  // All parts are asked for at the same time.
  const filled = await Promise.all(entries.map((entry) => Promise.all([fillIn(entry), hasShape(entry), entry])));
  for (const [whole, shaped, given] of filled) {
    if (whole && !providers.some(({ id }) => id === whole.id) && shaped && isSound(whole, pageOrigin)) {
      const provider = resolveProvider(whole, context.callback, local);
      providers.push(provider);
      for (const key of [whole.id, ...provider.api.map(ruleKey)]) {
        if (seen.has(key)) fine = false;
        seen.add(key);
      }
    } else {
      seen.add((given as ConfigEntry | null)?.id);
      fine = false;
    }
  }
  return { providers, problems: fine ? [] : await (await report()).describeEntries(entries, pageOrigin, providers) };
}

/** What may stand beside the providers, as `configSchema` has it. */
const fileShape: Shape = { '$schema?': 's', 'embed?': { hosts: ['s'] }, 'sandbox?': 'b', 'locked?': 'b' };

/** The whole file or object. */
export async function loadConfig(config: unknown, context: ConfigContext): Promise<LoadedConfig> {
  const { providers: entries, ...rest } = (config ?? {}) as Partial<SingletConfig>;
  if (!Array.isArray(entries)) throw (await report()).noProviders(entries, rest);
  const loaded = await loadProviders(entries, context, false);
  if (fits(fileShape, rest)) return loaded;
  return { ...loaded, problems: [...(await report()).describeFile(rest), ...loaded.problems] };
}
