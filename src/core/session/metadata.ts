/**
 * Reads the metadata of providers, once a page, when a sign-in or a check needs it.
 * Provider id -> `Provider` + `Capabilities`. Side effect: GET requests to the issuer.
 */
import { SingletError } from '../base/errors.ts';
import { fetchJson } from '../flow/guarded-fetch.ts';
import { capabilitiesOf } from '../provider/capabilities.ts';
import { type ConfigContext, loadProviders } from '../provider/config.ts';
import { discover } from '../provider/discovery.ts';
import type { ConfigEntry } from '../provider/entry.ts';
import { infoOf, withMetadata } from '../provider/info.ts';
import type { Capabilities, Metadata, Provider, ProviderInfo } from '../provider/provider.ts';
import { failureAt } from './failure.ts';
import type { ProviderRegistry } from './registry.ts';
import { type About, compareIssuer, type Reading, tellingFetch } from './trace-read.ts';

export interface Prepared {
  readonly provider: Provider;
  readonly capabilities: Omit<Capabilities, 'callback'>;
}

export interface MetadataReader {
  /** Errors: `provider_unknown`, `pkce_missing`, those of discovery. */
  prepare(id: string, about?: About): Promise<Prepared>;
  /** Checks an entry without keeping it. Errors: `config_invalid` and those of `prepare`. */
  inspect(entry: ConfigEntry): Promise<{ readonly provider: ProviderInfo; readonly capabilities: Capabilities }>;
}

/** One entry, or `config_invalid` with its first mistake. */
async function resolveOne(entry: ConfigEntry, config: ConfigContext): Promise<Provider> {
  const { providers, problems } = await loadProviders([entry], config, true);
  const [provider] = providers;
  if (provider) return provider;
  const [problem] = problems;
  const detail = problem && `${problem.path.replace('$.providers[0]', '')}: found ${problem.found}, allowed ${problem.allowed}`;
  throw new SingletError('config_invalid', { detail });
}

export function makeMetadataReader(registry: ProviderRegistry, config: ConfigContext, ports: Reading): MetadataReader {
  const { metadata } = registry;
  const reading = new Map<string, Promise<Metadata>>();
  /** In-tab single flight by issuer; a failure is forgotten. */
  const read = (issuer: string, about: About) => {
    const fetch = tellingFetch(ports, about, (reply) => compareIssuer(issuer, reply));
    const running = reading.get(issuer) ?? discover(issuer, (url) => fetchJson(fetch, url));
    reading.set(issuer, running);
    running.catch(() => reading.delete(issuer));
    return running;
  };
  return {
    async prepare(id, about) {
      const { issuer } = registry.get(id);
      if (issuer !== undefined && !metadata.has(issuer)) {
        const said = await read(issuer, { provider: id, ...about }).catch((error: unknown) => {
          throw failureAt(id, error, 'discovery');
        });
        metadata.set(issuer, said);
      }
      const provider = registry.get(id);
      return { provider, capabilities: capabilitiesOf(provider, metadata.get(provider.issuer ?? '')) };
    },
    async inspect(entry) {
      const provider = await resolveOne(entry, config);
      const said = provider.issuer === undefined ? undefined : await read(provider.issuer, { provider: provider.id });
      const known = said ? new Map([...metadata, [said.issuer, said]]) : metadata;
      const capabilities = capabilitiesOf(withMetadata(provider, said), said);
      return { provider: infoOf(provider, registry.all(), known), capabilities: { ...capabilities, callback: 'unknown' } };
    },
  };
}
