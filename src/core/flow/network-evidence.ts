/**
 * Why a request failed, as far as evidence goes: a page is never told, so each finding says how sure it is.
 * Address + surroundings -> `NetworkEvidence`. Engines word their errors differently, so no message is ever read.
 * Side effects: at most two bare requests without any secret, credential or query, to the address and to the root
 * of its origin. The request that failed is never sent again.
 */
import { isLoopback } from '../provider/address.ts';

export type NetworkCause =
  | 'offline'
  | 'mixed_content'
  | 'policy_blocked'
  | 'local_network_denied'
  | 'cors_blocked'
  | 'unreachable'
  | 'redirect_refused'
  | 'network_failed';

export interface NetworkEvidence {
  readonly code: NetworkCause;
  readonly certainty: 'certain' | 'likely';
  readonly origin: string;
}

/** Listens for what the policy of the page refuses, from its making until `stop`. */
export interface PolicyWatch {
  /** Waits for the events of this turn first. */
  refused(address: string): Promise<boolean>;
  stop(): void;
}

export interface EvidencePorts {
  readonly fetch: typeof fetch;
  /** False only where the browser is sure that there is no network. */
  readonly online: () => boolean;
  /** Origin of the page. */
  readonly page: () => string;
  readonly watch: () => PolicyWatch;
  /** State of a permission; undefined in engines that do not know it. */
  readonly permission: (name: string) => Promise<string | undefined>;
}

export interface EvidenceOptions {
  /** Begun before the request that failed; without it only the requests made here are watched. */
  readonly watch?: PolicyWatch | undefined;
  /** The request that failed needed a preflight. */
  readonly preflight?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

const probeMs = 4000;

/** 2: this device. 1: the network it is in, by address or `.local` name. 0: everywhere else, as far as a name tells. */
function nearness(hostname: string): 0 | 1 | 2 {
  if (isLoopback(hostname) || /^127(\.\d+){3}$/.test(hostname)) return 2;
  const four = /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
  return four.test(hostname) || /^\[f([cd]|e[89ab])[\da-f]*:/.test(hostname) || hostname.endsWith('.local') ? 1 : 0;
}

/** Local Network Access: what the browser lets this page do there, undefined where it does not ask. */
async function localAccess(url: URL, page: URL | undefined, { permission }: EvidencePorts): Promise<string | undefined> {
  const near = nearness(url.hostname);
  if (near <= nearness(page?.hostname ?? '')) return undefined;
  // The first name is the one of Chromium 142; later releases tell the two kinds apart.
  return (await permission(near === 2 ? 'loopback-network' : 'local-network')) ?? (await permission('local-network-access'));
}

type Answer = 'readable' | 'redirects' | 'none';

async function ask({ fetch }: EvidencePorts, url: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Answer | 'opaque'> {
  if (signal?.aborted) return 'none';
  const limit = AbortSignal.timeout(probeMs);
  try {
    const response = await fetch(url, {
      ...init,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    void response.body?.cancel();
    if (response.type === 'opaqueredirect') return 'redirects';
    return response.type === 'opaque' ? 'opaque' : 'readable';
  } catch {
    return 'none';
  }
}

async function find(url: URL, ports: EvidencePorts, watch: PolicyWatch, options: EvidenceOptions): Promise<NetworkEvidence> {
  const told = (code: NetworkCause, certainty: NetworkEvidence['certainty'] = 'likely') => ({ code, certainty, origin: url.origin });
  if (!ports.online()) return told('offline', 'certain');
  const page = URL.canParse(ports.page()) ? new URL(ports.page()) : undefined;
  const access = await localAccess(url, page, ports);
  // Where the browser asks for the local network, it lets https pages use plain http there.
  if (page?.protocol === 'https:' && url.protocol === 'http:' && nearness(url.hostname) < 2 && access === undefined) {
    return told('mixed_content', 'certain');
  }
  if (await watch.refused(url.href)) return told('policy_blocked', 'certain');
  if (access === 'denied') return told('local_network_denied', 'certain');
  // Not answered or waved away; a request of ours would ask again.
  if (access === 'prompt') return told('local_network_denied');
  const bare = url.origin + url.pathname;
  const answer = await ask(ports, bare, { mode: 'cors', redirect: 'manual' }, options.signal);
  if (answer === 'redirects') return told('redirect_refused');
  // Pages may read it, so it was a moment's fault, or the method or a header is not allowed.
  if (answer === 'readable') return told(options.preflight ? 'cors_blocked' : 'network_failed');
  if (await watch.refused(bare)) return told('policy_blocked', 'certain');
  const root = `${url.origin}/`;
  // `no-cors` allows no other redirect mode than `follow`.
  if ((await ask(ports, root, { mode: 'no-cors' }, options.signal)) !== 'none') return told('cors_blocked');
  // A policy that names paths may refuse the root alone: then nothing is known.
  if (await watch.refused(root)) return told('network_failed');
  return ports.online() ? told('unreachable') : told('offline', 'certain');
}

/** `address` is absolute, http or https. Never rejects. Order of the questions: from certain to likely. */
export async function findEvidence(address: string, ports: EvidencePorts, options: EvidenceOptions = {}): Promise<NetworkEvidence> {
  const watch = options.watch ?? ports.watch();
  try {
    return await find(new URL(address), ports, watch, options);
  } finally {
    if (!options.watch) watch.stop();
  }
}

/** The address as reports name it: without fragment, user name and password. */
function reported(address: string): string {
  const url = new URL(address);
  url.hash = url.username = url.password = '';
  return url.href;
}

function watchPolicy(): PolicyWatch {
  const page = globalThis.document;
  const refused = new Set<string>();
  const note = ({ disposition, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'report') refused.add(blockedURI);
  };
  page?.addEventListener('securitypolicyviolation', note);
  return {
    async refused(address) {
      if (!page) return false;
      // The event is a task of its own and may come after the rejection.
      await new Promise((done) => setTimeout(done, 20));
      // Some engines report no more than the origin.
      return refused.has(reported(address)) || refused.has(new URL(address).origin);
    },
    stop: () => page?.removeEventListener('securitypolicyviolation', note),
  };
}

/** The surroundings in a browser; what an engine lacks counts as unknown. `fetch` is the one taken at load time. */
export function browserEvidence(fetch: typeof globalThis.fetch): EvidencePorts {
  return {
    fetch,
    online: () => globalThis.navigator?.onLine !== false,
    page: () => globalThis.origin ?? '',
    watch: watchPolicy,
    async permission(name) {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state;
      } catch {
        return undefined;
      }
    },
  };
}
