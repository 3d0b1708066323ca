/**
 * Whether the sandbox is on: the config says so, or the person switched it on in this browser. All that a page without it loads.
 * Side effects: fetches the config; reads localStorage.
 */
import { type ConnectionInfo, type Singlet, type SingletConfig, SingletError } from '../../core/index.ts';
import type { Sandbox } from './sandbox.ts';
import { switchKey, workerScript } from './sandbox-names.ts';

/** The person switched it on in this browser. */
export function isKept(base: URL): boolean {
  try {
    return localStorage.getItem(switchKey(base)) !== null;
  } catch {
    return false;
  }
}

export interface Settings {
  /** Its address where it is no JSON object: the core then says where it is wrong. */
  readonly config: SingletConfig | URL;
  readonly sandbox: Sandbox | null;
}

/** The config, or undefined where what came is no JSON object. Error: `config_unreachable`, as the core has it. */
async function readConfig(url: URL): Promise<SingletConfig | undefined> {
  const unreachable = (cause: unknown): never => {
    throw new SingletError('config_unreachable', { detail: url.href, cause });
  };
  const reply = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(15_000) }).catch(unreachable);
  if (!reply.ok) throw new SingletError('config_unreachable', { detail: `${url} answered ${reply.status}` });
  const text = await reply.text().catch(unreachable);
  try {
    const value: unknown = JSON.parse(text);
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

/** Without connections of simulated providers that the operator took out of the config. */
export async function connectionsOf(singlet: Singlet, { sandbox }: Settings, base: URL): Promise<readonly ConnectionInfo[]> {
  const all = await singlet.connections();
  if (sandbox || !all.some(({ provider }) => provider.startsWith('sandbox-'))) return all;
  const { forgetLeft } = await import('./sandbox.ts');
  return forgetLeft(singlet, base).catch(() => all);
}
