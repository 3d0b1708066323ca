/**
 * Puts the parts together: config + surroundings -> `Singlet`, the public door.
 * Side effects: reads the config, opens the vault, listens to other tabs.
 */
import { SingletError, isSingletError } from '../base/errors.ts';
import type { TraceListener } from '../base/trace-event.ts';
import { fetchJson, guardFetch } from '../flow/guarded-fetch.ts';
import { makeIntercept } from '../intercept/intercept.ts';
import { loadConfig, fetchConfig } from '../provider/config.ts';
import type { ConfigEntry, SingletConfig } from '../provider/schema.ts';
import { openCoherence } from '../vault/coherence.ts';
import { memoryStore, openStore } from '../vault/database.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { makeTransactions } from '../vault/transactions.ts';
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
  const { store, memoryOnly } = await openStorage(ports, `singlet:${base.pathname}`);
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
  const transactions = makeTransactions(ports.sessionStorage, base.pathname, ports.now);
  return { ports, base, callback, guarded, registry, vault, vaultPorts, transactions, memoryOnly, emitter: makeEmitter(), trace };
}

/** Builds the door over a context. */
function makeDoor(context: Context, listeners: Set<TraceListener>): Singlet {
  const { ports, registry, vault, emitter } = context;
  const listing = makeListing(() => vault.list(), registry.all, ports.now);
  const coherence = openCoherence(context.base.pathname, ports.channel, async ({ type, id }) => {
    tokens.forget(id);
    const before = id === undefined ? [] : await listing.all().catch(() => []);
    listing.reset();
    if (type === 'providers') return registry.setLocal(await vault.localProviders());
    const now = await listing.all();
    const found = now.find((one) => one.id === id);
    if (found) emitter.emit(before.some((one) => one.id === id) ? 'connection:updated' : 'connection:added', listing.info(found));
    else emitter.emit('connection:removed', { id: id ?? '' });
  });
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
  const update = async (id: string, change: Partial<Connection>) => {
    await listing.get(id);
    const next = await vault.update(id, change);
    if (!next) throw new SingletError('connection_unknown');
    changed(next);
    return listing.info(next);
  };
  const saveLocal = async (entries: readonly ConfigEntry[]) => {
    await vault.setLocalProviders(entries);
    await registry.setLocal(entries);
    listing.reindex();
    coherence.tell({ type: 'providers' });
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
    rename: (id, label) => update(id, { label: label?.trim() || null }),
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
      await vault.clear();
      tokens.forget();
      listing.reset();
      await registry.setLocal([]);
      coherence.tell({ type: 'cleared' });
      emitter.emit('connection:removed', { id: '' });
    },
    async dispose() {
      over = true;
      coherence.close();
      tokens.forget();
      listeners.clear();
      context.vaultPorts.store.close();
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
