/**
 * The sandbox worker: put in place, joined by a page, taken away. Config + base -> config with the simulated providers in it.
 * Side effects: a service worker for the folder of the app, localStorage and sessionStorage; deletes the worker's database.
 */
import { type Accessor, createSignal } from 'solid-js';
import type { ConnectionInfo, Singlet, SingletConfig } from '../../core/index.ts';
import { sandboxEntries } from '../../sandbox/worker/entries.ts';
import { switchKey, workerScript } from './sandbox-names.ts';
import type { Settings } from './sandbox-switch.ts';
import { tourKey } from './tour-key.ts';

/**
 * `bypassed`: a hard reload went past the worker, so that calls of this page do not reach it. `taken`: another service worker
 * serves this folder. `unavailable`: this browser or host has none.
 */
export type SandboxState = 'ready' | 'bypassed' | 'taken' | 'unavailable';

export interface Sandbox {
  readonly state: SandboxState;
  /** By the config, so it cannot be switched off here. */
  readonly stated: boolean;
  /** It was switched off in another tab, while this page knows its providers still. */
  readonly off: Accessor<boolean>;
  /** Whether a provider is one of it. */
  owns(provider: string): boolean;
  /** The provider whose sign-in was asked for when the sandbox was switched on; once. */
  takeStart(): string | undefined;
}

/** How long a worker may take until it has this page. */
const claimMs = 5000;

const workerOf = ({ active, waiting, installing }: ServiceWorkerRegistration) => active ?? waiting ?? installing;

async function findOwn(base: URL): Promise<ServiceWorkerRegistration | undefined> {
  const found = await navigator.serviceWorker.getRegistration(base.href);
  return found?.scope === base.href ? found : undefined;
}

interface PolicyMaker {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: ReturnType<PolicyMaker['createPolicy']> | undefined;

/** Trusted Types: the policy of the page lets no other script's address through, and knows the name once. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker };
  policy ??= trustedTypes?.createPolicy('singlet-sandbox', { createScriptURL: () => address });
  return policy?.createScriptURL(address) ?? address;
}

function controlled(script: string): Promise<boolean> {
  const { serviceWorker } = navigator;
  const ours = () => serviceWorker.controller?.scriptURL === script;
  return new Promise((done) => {
    const settle = () => {
      clearTimeout(timer);
      serviceWorker.removeEventListener('controllerchange', settle);
      done(ours());
    };
    const timer = setTimeout(settle, claimMs);
    if (ours()) settle();
    else serviceWorker.addEventListener('controllerchange', settle);
  });
}

async function putInPlace(base: URL): Promise<SandboxState> {
  if (!('serviceWorker' in navigator)) return 'unavailable';
  const script = workerScript(base);
  try {
    const own = await findOwn(base);
    if (own && workerOf(own)?.scriptURL !== script) return 'taken';
    if (navigator.serviceWorker.controller?.scriptURL === script) return 'ready';
    await navigator.serviceWorker.register(trusted(script), { scope: base.href });
    if (own?.active) return 'bypassed';
    return (await controlled(script)) ? 'ready' : 'bypassed';
  } catch {
    return 'unavailable';
  }
}

const startKey = (base: URL) => `${switchKey(base)}-start`;

function takeStart(base: URL): string | undefined {
  try {
    const provider = sessionStorage.getItem(startKey(base)) ?? undefined;
    sessionStorage.removeItem(startKey(base));
    return provider;
  } catch {
    return undefined;
  }
}

/** What this tab alone remembers of it. */
function forgetHere(base: URL): void {
  sessionStorage.removeItem(startKey(base));
  sessionStorage.removeItem(tourKey(base));
}

/** Another tab switches it off, and perhaps on again: events of `localStorage` come from other tabs alone. */
function followSwitch(base: URL): Accessor<boolean> {
  const [off, setOff] = createSignal(false);
  addEventListener('storage', ({ key }) => {
    if (key !== null && key !== switchKey(base)) return;
    const gone = localStorage.getItem(switchKey(base)) === null;
    if (gone) forgetHere(base);
    setOff(gone);
  });
  return off;
}

/** For a page that opens while the sandbox is on. */
export async function joinSandbox(base: URL, config: SingletConfig): Promise<Settings> {
  const state = await putInPlace(base);
  const stated = config.sandbox === true;
  const off = stated ? () => false : followSwitch(base);
  const sandbox = { state, stated, off, owns: isSandboxed, takeStart: () => takeStart(base) };
  if (!Array.isArray(config.providers)) return { config, sandbox };
  return { config: { ...config, providers: [...config.providers, ...sandboxEntries(base)] }, sandbox };
}

/** Switches it on in this browser. The next load of the page joins it. */
export async function switchOn(base: URL): Promise<SandboxState> {
  const state = await putInPlace(base);
  if (state === 'ready' || state === 'bypassed') localStorage.setItem(switchKey(base), 'on');
  return state;
}

/** The next load of the page signs in at a provider of it. */
export const startNext = (base: URL, provider: string): void => sessionStorage.setItem(startKey(base), provider);

const deleted = (name: string) =>
  new Promise<void>((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = () => done();
  });

/** Takes away everything that the sandbox left in this browser, but for connections. */
export async function leaveSandbox(base: URL): Promise<void> {
  localStorage.removeItem(switchKey(base));
  forgetHere(base);
  const own = await findOwn(base);
  if (own && workerOf(own)?.scriptURL === workerScript(base)) await own.unregister();
  await deleted(`singlet-sandbox:${base.pathname}`);
}

/** Whether a provider is one of the sandbox. */
export const isSandboxed = (provider: string): boolean => provider.startsWith('sandbox-');

type Known = Pick<Singlet, 'connections' | 'disconnect' | 'providers'>;

/** Connections of simulated providers that nobody set up any more, of a time when the config had them: what they led to is gone. */
export async function forgetLeft(singlet: Known, base: URL): Promise<readonly ConnectionInfo[]> {
  const known = new Set(singlet.providers().map(({ id }) => id));
  const gone = new Set<string>(sandboxEntries(base).flatMap(({ id }) => (known.has(id) ? [] : [id])));
  for (const { id, provider } of await singlet.connections()) if (gone.has(provider)) await singlet.disconnect(id, { revoke: false });
  return singlet.connections();
}
