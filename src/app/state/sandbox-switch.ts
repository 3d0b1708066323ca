/**
 * Whether the sandbox is on: the config says so, or the person switched it on in this browser. All that a page without it loads.
 * Side effects: fetches the config; reads localStorage.
 */
import type { SingletConfig } from '../../core/index.ts';
import type { Sandbox } from './sandbox.ts';
import { switchKey, workerScript } from './sandbox-names.ts';

function isKept(base: URL): boolean {
  try {
    return localStorage.getItem(switchKey(base)) !== null;
  } catch {
    return false;
  }
}

export interface Settings {
  /** Its address where it could not be read here: the core then says why. */
  readonly config: SingletConfig | URL;
  readonly sandbox: Sandbox | null;
}

async function readConfig(url: URL): Promise<SingletConfig | undefined> {
  try {
    const reply = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(15_000) });
    const value: unknown = reply.ok && (await reply.json());
    return typeof value === 'object' && value !== null ? (value as SingletConfig) : undefined;
  } catch {
    return undefined;
  }
}

export async function readSettings(base: URL): Promise<Settings> {
  const url = new URL('singlet.config.json', base);
  const config = await readConfig(url);
  const on = config?.sandbox === true || isKept(base);
  // Switched off by the operator: the worker that is still there goes.
  const left = globalThis.navigator.serviceWorker?.controller?.scriptURL === workerScript(base);
  if (!config || !(on || left)) return { config: config ?? url, sandbox: null };
  const { joinSandbox, leaveSandbox } = await import('./sandbox.ts');
  if (on) return joinSandbox(base, config);
  await leaveSandbox(base);
  return { config, sandbox: null };
}
