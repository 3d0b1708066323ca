/**
 * What Singlet takes from its surroundings, so that everything above can be tested without a browser.
 * The originals are taken at load time: a page that patches `fetch` later does not change ours.
 */
import type { Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import { makeTimingGuard } from '../intercept/timing.ts';

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
  /** Keeps addresses with this parameter out of the page's timing list. */
  readonly guardTiming: (parameter: string) => void;
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
    channel: typeof BroadcastChannel === 'undefined' ? undefined : (name) => new BroadcastChannel(name),
    locks: globalThis.navigator?.locks,
    href: () => location.href,
    baseUri: () => document.baseURI,
    leave: (url) => location.assign(url),
    guardTiming: makeTimingGuard(),
    secure: globalThis.crypto?.subtle !== undefined,
  };
}
