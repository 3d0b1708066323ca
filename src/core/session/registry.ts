/**
 * The providers of a session: those of the config, those a person added here, and what their
 * metadata said (metadata.ts reads it). Nothing here asks the network.
 */
import { SingletError } from '../base/errors.ts';
import { type ConfigContext, loadProviders } from '../provider/config.ts';
import type { ConfigEntry } from '../provider/entry.ts';
import { infoOf, withMetadata } from '../provider/info.ts';
import type { ConfigProblem, Metadata, Provider, ProviderInfo } from '../provider/provider.ts';

export interface ProviderRegistry {
  readonly problems: readonly ConfigProblem[];
  /** By issuer. */
  readonly metadata: Map<string, Metadata>;
  all(): readonly Provider[];
  /** With its metadata laid under it, as far as it was read. */
  find(id: string): Provider | undefined;
  /** The same, or `provider_unknown`. */
  get(id: string): Provider;
  info(provider: Provider): ProviderInfo;
  localEntries(): readonly ConfigEntry[];
  setLocal(entries: readonly unknown[]): Promise<void>;
}

export function makeRegistry(configured: readonly Provider[], problems: readonly ConfigProblem[], config: ConfigContext): ProviderRegistry {
  const metadata = new Map<string, Metadata>();
  let local: readonly Provider[] = [];
  let entries: readonly ConfigEntry[] = [];
  const all = () => [...configured, ...local];
  const find = (id: string) => {
    const provider = all().find((one) => one.id === id);
    return provider && withMetadata(provider, metadata.get(provider.issuer ?? ''));
  };
  return {
    problems,
    metadata,
    all,
    find,
    get(id) {
      const provider = find(id);
      if (!provider) throw new SingletError('provider_unknown', { provider: id });
      return provider;
    },
    info: (provider) => infoOf(provider, all(), metadata),
    localEntries: () => entries,
    async setLocal(next) {
      const loaded = await loadProviders(next, config, true);
      // The operator's entry wins over one of the same id that was added here earlier.
      local = loaded.providers.filter(({ id }) => !configured.some((one) => one.id === id));
      entries = next as readonly ConfigEntry[];
    },
  };
}
