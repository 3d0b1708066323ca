/**
 * The providers of a session: those of the config, those a person added here, and what their
 * metadata said. Side effects: reads metadata from the network once a page, local entries from the vault.
 */
import { SingletError } from '../base/errors.ts';
import { capabilitiesOf, infoOf, withMetadata } from '../provider/capabilities.ts';
import { type ConfigContext, loadProviders } from '../provider/config.ts';
import { discover } from '../provider/discovery.ts';
import type { Capabilities, ConfigProblem, Metadata, Provider, ProviderInfo } from '../provider/provider.ts';
import type { ConfigEntry } from '../provider/entry.ts';

export interface ProviderRegistry {
  readonly problems: readonly ConfigProblem[];
  all(): readonly Provider[];
  /** By id, with its metadata laid under it as far as it was read. Error: `provider_unknown`. */
  get(id: string): Provider;
  find(id: string): Provider | undefined;
  info(id: string): ProviderInfo;
  infos(): ProviderInfo[];
  /** The provider with its metadata, read now if it was not yet. */
  prepare(id: string): Promise<{ readonly provider: Provider; readonly capabilities: Capabilities }>;
  /** Checks an entry and reads its metadata without keeping it. Error: `config_invalid`. */
  inspect(entry: ConfigEntry): Promise<{ readonly provider: ProviderInfo; readonly capabilities: Capabilities }>;
  readonly localEntries: () => readonly ConfigEntry[];
  setLocal(entries: readonly unknown[]): Promise<void>;
}

export interface RegistryOptions {
  readonly configured: readonly Provider[];
  readonly problems: readonly ConfigProblem[];
  readonly context: ConfigContext;
  readonly fetchJson: (url: string) => Promise<unknown>;
}

/** One entry, or `config_invalid` with its first mistake. */
async function resolveOne(entry: ConfigEntry, context: ConfigContext): Promise<Provider> {
  const { providers, problems } = await loadProviders([entry], context, true);
  const [provider] = providers;
  if (provider) return provider;
  const [problem] = problems;
  throw new SingletError('config_invalid', { provider: entry.id, detail: problem && `${problem.path.replace('$.providers[0]', '')}: found ${problem.found}, allowed ${problem.allowed}` });
}

export function makeRegistry({ configured, problems, context, fetchJson }: RegistryOptions): ProviderRegistry {
  const metadata = new Map<string, Metadata>();
  const reading = new Map<string, Promise<Metadata>>();
  let local: readonly Provider[] = [];
  let entries: readonly ConfigEntry[] = [];

  const all = () => [...configured, ...local];
  const find = (id: string) => {
    const provider = all().find((one) => one.id === id);
    return provider && withMetadata(provider, metadata.get(id));
  };
  const get = (id: string) => {
    const provider = find(id);
    if (!provider) throw new SingletError('provider_unknown', { provider: id });
    return provider;
  };
  /** In-tab single flight by issuer; a failure is forgotten. */
  const read = (issuer: string) => {
    const running = reading.get(issuer) ?? discover(issuer, fetchJson);
    reading.set(issuer, running);
    running.catch(() => reading.delete(issuer));
    return running;
  };
  const info = (provider: Provider) => infoOf(provider, all(), metadata);

  return {
    problems,
    all,
    find,
    get,
    info: (id) => info(get(id)),
    infos: () => all().map(info),
    async prepare(id) {
      const { issuer } = get(id);
      if (issuer !== undefined && !metadata.has(id)) metadata.set(id, await read(issuer));
      const provider = get(id);
      return { provider, capabilities: capabilitiesOf(provider, metadata.get(id)) };
    },
    async inspect(entry) {
      const provider = await resolveOne(entry, context);
      const said = provider.issuer === undefined ? undefined : await read(provider.issuer);
      const known = said ? new Map([...metadata, [provider.id, said]]) : metadata;
      return { provider: infoOf(provider, all(), known), capabilities: capabilitiesOf(withMetadata(provider, said), said) };
    },
    localEntries: () => entries,
    async setLocal(next) {
      const loaded = await loadProviders(next, context, true);
      // The operator's entry wins over one of the same id that was added here earlier.
      local = loaded.providers.filter(({ id }) => !configured.some((one) => one.id === id));
      entries = next as readonly ConfigEntry[];
      for (const id of [...metadata.keys()]) if (!all().some((one) => one.id === id)) metadata.delete(id);
    },
  };
}
