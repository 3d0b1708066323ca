/**
 * Reads `singlet.config.json`. unknown JSON -> providers + one problem per mistake; a bad entry
 * never takes a good one with it. Side effect: fetches the file and the presets it names.
 */
import { SingletError } from '../base/errors.ts';
import type { ConfigEntry, SingletConfig } from './entry.ts';
import { entryFaults, hasShape, secretKeys } from './faults.ts';
import { loadPreset } from './presets/index.ts';
import type { ConfigProblem, Provider } from './provider.ts';
import { resolveProvider, withPreset } from './resolve.ts';
import { fits, type Shape } from './shape.ts';

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
    const { notJson } = await import('./not-json.ts').catch(stale);
    throw new SingletError('config_invalid', { detail: `${url} is not JSON; ${notJson(text)}` });
  }
}

function stale(cause: unknown): never {
  throw new SingletError('stale_release', { cause });
}

const report = () => import('./config-report.ts').catch(stale);

/** Checks entries one by one and resolves those that are sound. `local`: they were added in this browser. */
export async function loadProviders(entries: readonly unknown[], context: ConfigContext, local: boolean): Promise<LoadedConfig> {
  const providers: Provider[] = [];
  const problems: ConfigProblem[] = [];
  const refused = new Set<unknown>();
  const pageOrigin = new URL(context.callback).origin;
  for (const [index, entry] of entries.entries()) {
    const shaped = hasShape(entry);
    // What of a misshapen entry has the right shape is checked for its meaning as well, so that all is told in one go.
    const sound = shaped ? entry : ((await report()).soundPart(entry) as ConfigEntry);
    const preset = sound.preset === undefined ? undefined : await loadPreset(sound.preset);
    const whole = withPreset(sound, preset);
    const faults = entryFaults(whole, pageOrigin);
    const at = `$.providers[${index}]`;
    if (sound.preset !== undefined && !preset) faults.push({ path: '.preset', rule: 'preset-unknown', found: sound.preset });
    if (providers.some(({ id }) => id === sound.id)) faults.push({ path: '.id', rule: 'duplicate-id', found: sound.id });
    if (!shaped || faults.length > 0) {
      problems.push(...(await report()).describeFaults(entry, faults, at));
      refused.add(sound.id);
    } else {
      // A bad entry does not take a good one with it, but once it is mended there would be two.
      if (refused.has(sound.id)) problems.push((await report()).describeShared(entry, at));
      providers.push(resolveProvider(whole, context.callback, local));
    }
  }
  return { providers, problems };
}

/** What may stand beside the providers, as `configSchema` has it. */
const fileShape: Shape = { '$schema?': 's', 'embed?': { hosts: ['s'] }, 'sandbox?': 'b', 'locked?': 'b' };

/** The whole file or object. */
export async function loadConfig(config: unknown, context: ConfigContext): Promise<LoadedConfig> {
  const { providers: entries, ...rest } = (config ?? {}) as Partial<SingletConfig>;
  if (!Array.isArray(entries)) {
    const near = entries === undefined ? (await report()).closest('providers', Object.keys(rest)) : undefined;
    throw new SingletError('config_invalid', { detail: `$.providers must be a list${near ? `; did you mean "${near}"?` : ''}` });
  }
  const loaded = await loadProviders(entries, context, false);
  if (fits(fileShape, rest) && secretKeys(rest).length === 0) return loaded;
  return { ...loaded, problems: [...(await report()).describeFile(rest), ...loaded.problems] };
}
