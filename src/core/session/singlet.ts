/**
 * Puts the parts together: config + surroundings -> `Singlet`, the public door.
 * Side effects: reads the config, opens the vault, listens to other tabs.
 */
import { SingletError, isSingletError } from '../base/errors.ts';
import type { TraceListener } from '../base/trace-event.ts';
import { fetchJson, guardFetch } from '../flow/guarded-fetch.ts';
import { makeIntercept } from '../intercept/intercept.ts';
import { loadConfig, fetchConfig } from '../provider/config.ts';
import type { ConfigEntry, SingletConfig } from '../provider/entry.ts';
import { type VaultNews, openCoherence } from '../vault/coherence.ts';
import { memoryStore, openStore } from '../vault/database.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { openTransactions } from '../vault/transactions.ts';
import { openVault } from '../vault/vault.ts';
import { completeSignIn } from './complete.ts';
import { connect } from './connect.ts';
import type { Context } from './context.ts';
import { disconnect } from './disconnect.ts';
import type { Singlet, SignInResult } from './door.ts';
import { makeEmitter } from './events.ts';
import { explain } from './explain.ts';
import { makeListing } from './listing.ts';
import type { Ports } from './ports.ts';
import { makeRegistry } from './registry.ts';
import { makeTokens } from './tokens.ts';

export interface CreateOptions {
  /** The config itself, or where it lies. Default: `singlet.config.json` beside singlet.js. */
  readonly config?: string | URL | SingletConfig | undefined;
}

async function openStorage(ports: Ports, name: string): Promise<{ store: ReturnType<typeof memoryStore>; memoryOnly: SingletError | undefined }> {
  const store = openStore(name, { indexedDB: ports.indexedDB });
  try {
    await store.read([]);
    ports.sessionStorage();
    return { store, memoryOnly: undefined };
  } catch (error) {
    // Only blocked storage is worked around; a newer or blocked vault must not be hidden from the person.
    const code = isSingletError(error) ? error.code : 'storage_unavailable';
    if (code === 'vault_newer' || code === 'vault_blocked') throw error;
    const memoryOnly = isSingletError(error) ? error : new SingletError('storage_unavailable', { phase: 'vault', cause: error });
    return { store: memoryStore(), memoryOnly };
  }
}

async function makeContext(options: CreateOptions, ports: Ports, base: URL, listeners: Set<TraceListener>): Promise<Context> {
  const callback = new URL('callback/', base).href;
  const guarded = guardFetch({ fetch: ports.fetch, now: ports.now });
  const configContext = { fetch: ports.fetch, callback };
  const given = options.config ?? new URL('singlet.config.json', base);
  const raw = typeof given === 'string' || given instanceof URL ? await fetchConfig(new URL(given, ports.href()).href, configContext) : given;
  const { providers, problems } = await loadConfig(raw, configContext);
  const registry = makeRegistry({ configured: providers, problems, context: configContext, fetchJson: (url) => fetchJson(guarded, url) });
  const name = `singlet:${base.pathname}`;
  const { store, memoryOnly } = await openStorage(ports, name);
  const vaultPorts = { store, random: ports.random };
  const vault = openVault(vaultPorts);
  await registry.setLocal(await vault.localProviders());
  const trace: Context['trace'] = (event) => {
    for (const listener of listeners) {
      try {
        listener({ ...event, at: ports.now() });
      } catch {
        // A watcher must not stop what it watches.
      }
    }
  };
  const transactions = openTransactions(name, { storage: ports.sessionStorage, clock: ports.now });
  return { ports, name, base, callback, guarded, registry, vault, vaultPorts, transactions, memoryOnly, emitter: makeEmitter(), trace };
}

/** Builds the door over a context. */
function makeDoor(context: Context, listeners: Set<TraceListener>): Singlet {
  const { ports, registry, vault, emitter } = context;
  const listing = makeListing(() => vault.list(), registry.all, ports.now);
  /** Another tab changed the vault: forget what was read, look again, and say what is different. */
  const hear = async ({ id }: VaultNews) => {
    const before = await listing.all().catch(() => []);
    tokens.forget(id);
    listing.reset();
    if (id === undefined) await registry.setLocal(await vault.localProviders());
    const after = await listing.all();
    for (const old of before) if (!after.some((one) => one.id === old.id)) emitter.emit('connection:removed', { id: old.id });
    for (const one of after) {
      const old = before.find((earlier) => earlier.id === one.id);
      if (!old || one.id === id) emitter.emit(old ? 'connection:updated' : 'connection:added', listing.info(one));
    }
  };
  const coherence = openCoherence(context.name, ports.channel, (news) => void hear(news).catch(() => {}));
  const changed = (connection: Connection) => {
    listing.put(connection);
    coherence.tell({ type: 'changed', id: connection.id, generation: connection.generation });
    emitter.emit('connection:updated', listing.info(connection));
  };
  const tokens = makeTokens(context, listing, changed);
  const keep = (connection: Connection, set: TokenSet, isNew: boolean) => {
    listing.put(connection);
    tokens.hold(connection, set);
    coherence.tell({ type: 'changed', id: connection.id, generation: connection.generation });
    emitter.emit(isNew ? 'connection:added' : 'connection:updated', listing.info(connection));
    emitter.emit('signin:completed', listing.info(connection));
  };
  const intercept = makeIntercept({
    fetch: ports.fetch,
    index: listing.index,
    tokens,
    base: ports.href(),
    sent: (connection, { url, method }, status) => context.trace({ step: 'answered', connection, from: 'api', to: 'app', method, url: url.origin + url.pathname, status }),
  });
  const saveLocal = async (entries: readonly ConfigEntry[]) => {
    await vault.setLocalProviders(entries);
    await registry.setLocal(entries);
    listing.reindex();
    coherence.tell({ type: 'changed' });
  };
  let completing: Promise<SignInResult | null> | undefined;
  let over = false;
  const alive = () => {
    if (over) throw new SingletError('disposed');
  };

  return {
    providers: () => registry.infos(),
    redirectUri: (id) => registry.get(id).redirect_uri,
    async connect(id, options) {
      alive();
      return connect(context, id, options);
    },
    async completeSignIn() {
      alive();
      // Two callers of the same moment get the same answer; the reply is spent once.
      completing ??= completeSignIn({ context, listing, keep }).finally(() => {
        completing = undefined;
      });
      return completing;
    },
    connections: async () => (await listing.all()).map(listing.info),
    async fetch(input, init) {
      alive();
      return intercept(input, init);
    },
    for: (id) => ({
      async fetch(input, init) {
        alive();
        await listing.get(id);
        return intercept(input, init, id);
      },
    }),
    explain: (input, init) => explain(input, init, { listing, registry, base: ports.href(), now: ports.now() }),
    async refresh(id) {
      alive();
      return listing.info(await tokens.refresh(id));
    },
    async disconnect(id, options = {}) {
      alive();
      const connection = await listing.get(id);
      const result = await disconnect(context, connection, options);
      tokens.forget(id);
      listing.drop(id);
      coherence.tell({ type: 'removed', id });
      emitter.emit('connection:removed', { id });
      return result;
    },
    async rename(id, label) {
      alive();
      const renamed = await vault.update(id, () => ({ label: label?.trim() || null }));
      changed(renamed);
      return listing.info(renamed);
    },
    preflight: async (id) => (await registry.prepare(id)).capabilities,
    problems: () => registry.problems,
    inspectProvider: (entry) => registry.inspect(entry),
    async addProvider(entry) {
      if (registry.find(entry.id)) throw new SingletError('config_invalid', { provider: entry.id, detail: 'this id is taken' });
      await registry.inspect(entry);
      await saveLocal([...registry.localEntries(), entry]);
      return registry.info(entry.id);
    },
    async removeProvider(id) {
      await saveLocal(registry.localEntries().filter((entry) => entry.id !== id));
    },
    exportConfig: () => ({ $schema: './singlet.schema.json', providers: registry.localEntries() }),
    storage: () => (context.memoryOnly ? 'memory' : 'indexeddb'),
    on: emitter.on,
    trace(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async clear() {
      const known = await listing.all().catch(() => []);
      await vault.clear();
      tokens.forget();
      listing.reset();
      await registry.setLocal([]);
      coherence.tell({ type: 'cleared' });
      for (const { id } of known) emitter.emit('connection:removed', { id });
    },
    async dispose() {
      over = true;
      coherence.close();
      tokens.forget();
      listeners.clear();
      vault.close();
    },
  };
}

/** `createSinglet` with its surroundings handed in; see index.ts. */
export async function createWith(options: CreateOptions, ports: Ports, base: URL): Promise<Singlet> {
  if (!ports.secure) throw new SingletError('insecure_context');
  const listeners = new Set<TraceListener>();
  const context = await makeContext(options, ports, base, listeners);
  const singlet = makeDoor(context, listeners);
  if (context.memoryOnly) {
    const reason = context.memoryOnly;
    queueMicrotask(() => context.emitter.emit('vault:memory-only', { reason }));
  }
  return singlet;
}
