/**
 * What Singlet takes from its surroundings, so that everything above can be tested without a browser.
 * The originals are taken at load time: a page that patches `fetch` later does not change ours.
 */
import type { Clock } from '../base/clock.ts';
import { staleRelease } from '../base/errors.ts';
import type { RandomSource } from '../base/random.ts';
import type { EvidencePorts } from '../flow/network-evidence.ts';

/** A window of ours, as far as a sign-in needs it. `closed` is also true when the provider cut the connection to it (COOP). */
export type PopupWindow = Pick<Window, 'closed' | 'close' | 'focus'> & { readonly location: Pick<Location, 'replace'> };

/** What only acts need; see act-ports.ts. */
export interface ActPorts {
  /** Messages of windows of this origin; `answer` goes back to the one that spoke. Gives its undo. */
  readonly messages: (hear: (data: unknown, answer: (reply: unknown) => void) => void) => () => void;
  /** True where a page of another site framed this one or holds a handle to it. */
  readonly watched: () => boolean;
  readonly evidence: EvidencePorts;
}

export interface Ports {
  readonly fetch: typeof fetch;
  readonly now: Clock;
  readonly random: RandomSource;
  /** May throw where storage is blocked. */
  readonly indexedDB: () => IDBFactory;
  readonly sessionStorage: () => Storage;
  readonly channel: ((name: string) => BroadcastChannel) | undefined;
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /** Address of the page. */
  readonly href: () => string;
  /** What relative addresses count from, now. */
  readonly baseUri: () => string;
  readonly leave: (url: string) => void;
  /** An empty window, or null where the browser refuses one. */
  readonly openWindow: () => PopupWindow | null;
  readonly acts?: Partial<ActPorts> | undefined;
  /** Keeps addresses with this parameter out of the page's timing list. */
  readonly guardTiming: (parameter: string) => void | Promise<void>;
  /** False on plain http away from this device, where `crypto.subtle` is missing. */
  readonly secure: boolean;
}

const nativeFetch = globalThis.fetch?.bind(globalThis);

export function browserPorts(): Ports {
  return {
    fetch: nativeFetch,
    now: () => Date.now(),
    random: (bytes) => crypto.getRandomValues(bytes),
    indexedDB: () => indexedDB,
    sessionStorage: () => sessionStorage,
    // Throws where there is none; whoever asks goes on alone then.
    channel: (name) => new BroadcastChannel(name),
    locks: globalThis.navigator?.locks,
    href: () => location.href,
    baseUri: () => document.baseURI,
    leave: (url) => location.assign(url),
    // Without a name, so that no other page can take hold of it by one.
    openWindow: () => open('', '_blank', 'popup,width=520,height=680'),
    // Only for the few providers that take a token nowhere else.
    guardTiming: (parameter) => import('../intercept/timing.ts').then(({ guardTiming }) => guardTiming(parameter), staleRelease),
    secure: globalThis.crypto?.subtle !== undefined,
  };
}
