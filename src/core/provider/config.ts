/**
 * Reads `singlet.config.json`. unknown JSON -> providers + one problem per mistake; a bad entry
 * never takes a good one with it. Side effect: fetches the file and the presets it names.
 */
import { SingletError } from '../base/errors.ts';
import type { SingletConfig } from './entry.ts';
import { entryFaults, type Fault, hasShape, secretKeys } from './faults.ts';
import { loadPreset } from './presets/index.ts';
import type { ConfigProblem, Provider } from './provider.ts';
import { resolveProvider, withPreset } from './resolve.ts';

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
  } catch (cause) {
    // Only the place: some engines quote the text, and a secret may stand there by mistake.
    const place = /line \d+ column \d+|position \d+/.exec((cause as Error).message)?.[0];
    throw new SingletError('config_invalid', { detail: `${url} is not JSON${place ? ` (${place})` : ''}` });
  }
}

async function report(entry: unknown, faults: readonly Fault[], index: number): Promise<ConfigProblem[]> {
  const { describeFaults } = await import('./config-report.ts').catch((cause: unknown) => {
    throw new SingletError('stale_release', { cause });
  });
  return describeFaults(entry, faults, `$.providers[${index}]`);
}

/** Checks entries one by one and resolves those that are sound. `local`: they were added in this browser. */
export async function loadProviders(entries: readonly unknown[], context: ConfigContext, local: boolean): Promise<LoadedConfig> {
  const providers: Provider[] = [];
  const problems: ConfigProblem[] = [];
  const pageOrigin = new URL(context.callback).origin;
  for (const [index, entry] of entries.entries()) {
    if (!hasShape(entry)) {
      problems.push(...(await report(entry, [], index)));
      continue;
    }
    const preset = entry.preset === undefined ? undefined : await loadPreset(entry.preset);
    const whole = withPreset(entry, preset);
    const faults = entryFaults(whole, pageOrigin);
    if (entry.preset !== undefined && !preset) faults.push({ path: '.preset', rule: 'preset-unknown', found: entry.preset });
    if (providers.some(({ id }) => id === entry.id)) faults.push({ path: '.id', rule: 'duplicate-id', found: entry.id });
    if (faults.length > 0) problems.push(...(await report(entry, faults, index)));
    else providers.push(resolveProvider(whole, context.callback, local));
  }
  return { providers, problems };
}

/** The whole file or object. */
export async function loadConfig(config: unknown, context: ConfigContext): Promise<LoadedConfig> {
  const entries = (config as { providers?: unknown } | null)?.providers;
  if (!Array.isArray(entries)) throw new SingletError('config_invalid', { detail: '$.providers must be a list' });
  const { providers: _, ...rest } = config as SingletConfig;
  const [leak] = secretKeys(rest);
  if (leak) throw new SingletError('config_invalid', { detail: `$${leak.path} is a secret` });
  return loadProviders(entries, context, false);
}
