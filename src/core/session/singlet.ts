/**
 * Puts the parts together: config + surroundings -> `Singlet`, the public door.
 * Side effects: reads the config, opens the vault, listens to other tabs.
 */
import { SingletError, staleRelease } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import type { TraceListener } from '../base/trace-event.ts';
import { words } from '../base/words.ts';
import { install } from '../intercept/install.ts';
import { makeIntercept } from '../intercept/intercept.ts';
import { fetchConfig, loadConfig } from '../provider/config.ts';
import type { SingletConfig } from '../provider/entry.ts';
import { openCoherence } from '../vault/coherence.ts';
import { readVault } from '../vault/reader.ts';
import { mayWait, notePopup } from '../vault/waiting.ts';
import type { ActOptions, Acts } from './acts.ts';
import type { Context } from './context.ts';
import type { ConnectOptions, DisconnectOptions, Singlet } from './door.ts';
import { makeEmitter } from './events.ts';
import { makeListing } from './listing.ts';
import type { Popup } from './popup.ts';
import type { Ports } from './ports.ts';
import { makeRegistry } from './registry.ts';
import { openStorage } from './storage.ts';
import { holdTokens, makeTokenSource } from './tokens.ts';

export interface CreateOptions {
  /** The config itself, or where it lies. Default: `singlet.config.json` beside singlet.js. */
  readonly config?: string | URL | SingletConfig | undefined;
}

/** Ends with `dispose()`. */
interface Life {
  over: boolean;
}

async function makeContext(options: CreateOptions, ports: Ports, base: URL, listeners: Set<TraceListener>, life: Life): Promise<Context> {
  const config = { fetch: ports.fetch, callback: new URL('callback/', base).href };
  const given = options.config ?? new URL('singlet.config.json', base);
  const raw = typeof given === 'string' || given instanceof URL ? fetchConfig(new URL(given, ports.href()).href, config) : given;
  const name = `singlet:${base.pathname}`;
  // What can be had at the same time is asked for at the same time; a reply that waits will want the acts.
  if (mayWait(name, ports.sessionStorage, false)) import('./acts.ts').catch(() => {});
  const opening = openStorage(ports, name);
  opening.catch(() => {});
  const { providers, problems } = await loadConfig(await raw, config);
  const { store, memoryOnly } = await opening;
  const vaultPorts = { store, random: ports.random };
  const vault = readVault(store);
  const registry = makeRegistry(providers, problems, config);
  await registry.setLocal(await vault.localProviders());
  const alive = () => {
    if (life.over) throw new SingletError('disposed');
  };
  const trace: Context['trace'] = (event) => {
    for (const listener of listeners) {
      try {
        listener({ ...event, at: ports.now() });
      } catch {
        // A watcher must not stop what it watches.
      }
    }
  };
  return { ports, name, base, config, registry, vault, vaultPorts, memoryOnly, emitter: makeEmitter(), alive, trace };
}

/** Loads acts.ts once, with the first act; a failed load may be tried again. */
function lazyActs(context: Context, options: ActOptions): () => Promise<Acts> {
  let loading: Promise<Acts> | undefined;
  return () => {
    loading ??= import('./acts.ts').then(
      ({ makeActs }) => makeActs(context, options),
      (cause: unknown) => {
        loading = undefined;
        staleRelease(cause);
      },
    );
    return loading;
  };
}

/** What loads with the first act and is handed on as it is. */
const lazyNames = words(
  'action submitCode addToken presets fillSample explain refresh rename setDefault unsafeAccessToken preflight diagnose inspectProvider addProvider removeProvider clear',
);

/** Builds the door over a context. */
function makeDoor(context: Context, listeners: Set<TraceListener>, life: Life): Singlet {
  const { ports, registry, vault, emitter, alive } = context;
  const listing = makeListing(vault.list, registry.all, ports.now);
  const held = holdTokens(vault, registry, listing);
  const coherence = openCoherence(context.name, ports.channel, (news) => {
    const before = listing.all().catch(() => []);
    // At once, so that the next call uses nothing stale; who listens is told after that.
    if (news.type === 'changed') held.stale(news.id);
    else held.forget(news.id);
    listing.reset();
    void Promise.all([load(), before])
      .then(([{ heard }, listed]) => heard(news, listed))
      .catch(() => {});
  });
  const acts = async () => {
    alive();
    return load();
  };
  const tokens = makeTokenSource(held, ports.now, async (id, known) => (await acts()).renew(id, known));
  const load = lazyActs(context, { listing, held, coherence, tokens });
  const intercept = makeIntercept({
    fetch: ports.fetch,
    index: listing.index,
    tokens,
    base: ports.baseUri,
    inQuery: ports.guardTiming,
    sign: async (...asked) => (await acts()).sign(...asked),
    sent: (call) => listeners.size && context.trace({ step: 'answered', ...call }),
  });
  const guarded: typeof intercept = async (...request) => {
    alive();
    return intercept(...request);
  };
  /** The window opens in the click itself, before anything is loaded or awaited: a browser refuses it later (security case 75). */
  const travelling =
    (name: 'connect' | 'disconnect') =>
    async (id: string, options?: ConnectOptions & DisconnectOptions): Promise<never> => {
      alive();
      let popup: Popup | undefined;
      if (options?.mode === 'popup' && (name === 'connect' || options.endSession)) {
        const popupId = randomId(ports.random);
        try {
          notePopup(context.name, ports.sessionStorage, popupId, ports.now());
        } catch (cause) {
          // Blocked storage is known; callback/ then goes by the reply's own id. A full one would lose the way back.
          if (!context.memoryOnly) throw new SingletError('storage_unavailable', { provider: id, cause });
        }
        popup = { id: popupId, window: ports.openWindow() };
      }
      const loaded = await load().catch((error: unknown) => {
        popup?.window?.close();
        throw error;
      });
      return loaded[name](id, options, popup) as Promise<never>;
    };
  const reason = context.memoryOnly;
  // It was so before anybody could listen.
  if (reason) setTimeout(() => emitter.emit('vault:memory-only', { reason }));
  const lazily = Object.fromEntries(
    lazyNames.map((name) => [name, async (...given: never[]) => ((await acts())[name] as (...args: never[]) => unknown)(...given)]),
  ) as unknown as Pick<Singlet, (typeof lazyNames)[number]>;
  return {
    ...lazily,
    providers: () => registry.all().map(registry.info),
    redirectUri: (id) => registry.get(id).redirect_uri,
    connect: travelling('connect'),
    disconnect: travelling('disconnect'),
    async completeSignIn() {
      alive();
      return mayWait(context.name, ports.sessionStorage, !context.memoryOnly) ? (await load()).completeSignIn() : null;
    },
    async connections() {
      alive();
      return (await listing.all()).map(listing.info);
    },
    fetch: (input, init) => guarded(input, init),
    for: (id) => ({ fetch: async (input, init) => guarded(input, init, (await listing.get(id)).id) }),
    installFetch: (target) => install(target, guarded, () => life.over),
    problems: () => registry.problems,
    exportConfig: () => ({ $schema: './singlet.schema.json', providers: registry.localEntries() }),
    storage: () => (context.memoryOnly ? 'memory' : 'indexeddb'),
    on: emitter.on,
    trace(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async dispose() {
      life.over = true;
      coherence.close();
      held.forget();
      listeners.clear();
      vault.close();
    },
  };
}

/** `createSinglet` with its surroundings handed in; see index.ts. */
export async function createWith(options: CreateOptions, ports: Ports, folder: URL): Promise<Singlet> {
  if (!ports.secure) throw new SingletError('insecure_context');
  // A folder without its slash would put callback/ beside it; one of another origin would get the replies.
  const base = new URL(folder.pathname.endsWith('/') ? folder : `${folder.href}/`);
  if (base.origin !== new URL(ports.href()).origin) throw new SingletError('config_invalid', { detail: 'base: another origin' });
  const listeners = new Set<TraceListener>();
  const life = { over: false };
  return makeDoor(await makeContext(options, ports, base, listeners, life), listeners, life);
}
