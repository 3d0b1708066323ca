/**
 * The page that measures one competitor: index.html?peer=NAME&api=ORIGIN&auth=ORIGIN. The driver calls `rig`.
 * Before this module the page put a switch in front of `fetch`: stubbed, it answers at once and asks nothing.
 * Side effects: those of the competitor's set-up; requests.
 */
import { bearer, type Call, type Setup } from './competitor.ts';
import { sizes } from './vaults.ts';

declare global {
  var ready: Promise<unknown>;
  var rig: Rig;
  /** True: `fetch` answers at once. */
  var stubbed: boolean;
}

/** Text and plain init; a URL object; a `Request`; one with a body; a text that no rule matches. */
export type Kind = 'text' | 'url' | 'request' | 'body' | 'foreign';

export interface StorageUse {
  /** IndexedDB transactions. */
  readonly transactions: number;
  /** `getItem` and `setItem` of localStorage and sessionStorage. */
  readonly items: number;
}

export interface Rig {
  /** Microseconds a call, one number a batch, against the stub. Past `limitMs` no further batch begins, so a slow row is a short one. */
  attach(kind: Kind, batches: number, size: number, limitMs: number): Promise<number[]>;
  /** Calls against the stub, for nothing but their effect on memory. */
  repeat(calls: number): Promise<void>;
  storage(calls: number): Promise<StorageUse>;
  /** Milliseconds of each of so many calls to the API, one after the other. */
  sequence(calls: number): Promise<number[]>;
  /** Calls a second with so many under way. */
  parallel(calls: number, width: number): Promise<number>;
}

const peers: Readonly<Record<string, () => Promise<Setup>>> = {
  bare: () => import('./peers/bare.ts').then(({ setup }) => setup),
  'oidc-memory': () => import('./peers/oidc-client-ts.ts').then(({ oidcClientWith }) => oidcClientWith('memory')),
  'oidc-session': () => import('./peers/oidc-client-ts.ts').then(({ oidcClientWith }) => oidcClientWith('session')),
  'oidc-local': () => import('./peers/oidc-client-ts.ts').then(({ oidcClientWith }) => oidcClientWith('local')),
  'auth0-token': () => import('./peers/auth0-spa-js.ts').then(({ auth0Token }) => auth0Token),
  'auth0-fetcher': () => import('./peers/auth0-spa-js.ts').then(({ auth0Fetcher }) => auth0Fetcher),
  keycloak: () => import('./peers/keycloak-js.ts').then(({ setup }) => setup),
  hello: () => import('./peers/hellojs.ts').then(({ setup }) => setup),
  'msal-session': () => import('./peers/msal-browser.ts').then(({ msalWith }) => msalWith('sessionStorage')),
  'msal-local': () => import('./peers/msal-browser.ts').then(({ msalWith }) => msalWith('localStorage')),
  worker: () => import('./peers/worker.ts').then(({ setup }) => setup),
};

async function setupOf(name: string): Promise<Setup> {
  const size = sizes.find((one) => name === `singlet-${one}`);
  if (size) return (await import('./peers/singlet.ts')).singletOf(size);
  const peer = peers[name];
  if (!peer) throw new Error(`no competitor is called ${name}`);
  return peer();
}

/** A new one for each call, since nobody sends the same options object twice. */
const plainInit = (): RequestInit => ({ headers: { accept: 'application/json' } });

function inputOf(kind: Kind, address: string): RequestInfo | URL {
  // The floor's requests are born with their header; an interceptor would leave such a one alone.
  const carried = { accept: 'application/json', ...(isFloor && { authorization: bearer }) };
  switch (kind) {
    case 'text':
      return address;
    case 'foreign':
      return 'https://elsewhere.example/v1/items?page=1';
    case 'url':
      return new URL(address);
    case 'request':
      return new Request(address, { headers: carried });
    case 'body':
      return new Request(address, {
        method: 'POST',
        headers: { ...carried, 'content-type': 'application/json' },
        body: JSON.stringify({ item: 'Hosho paper', sheets: 25, note: 'x'.repeat(120) }),
      });
  }
}

const given = new URL(location.href).searchParams;
const around = { api: given.get('api') ?? '', auth: given.get('auth') ?? '' };
const isFloor = given.get('peer') === 'bare';
const address = `${around.api}/v1/items?page=1`;

/** Counts while `act` runs; the patches are gone afterwards. */
async function countStorage(act: () => Promise<unknown>): Promise<StorageUse> {
  const use = { transactions: 0, items: 0 };
  const { transaction } = IDBDatabase.prototype;
  const { getItem, setItem } = Storage.prototype;
  IDBDatabase.prototype.transaction = function (...args) {
    use.transactions += 1;
    return transaction.apply(this, args);
  };
  Storage.prototype.getItem = function (key) {
    use.items += 1;
    return getItem.call(this, key);
  };
  Storage.prototype.setItem = function (key, value) {
    use.items += 1;
    setItem.call(this, key, value);
  };
  try {
    await act();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
    Object.assign(Storage.prototype, { getItem, setItem });
  }
  return use;
}

function rigOf(call: Call): Rig {
  const good = async (response: Response) => {
    if (response.status !== 200) throw new Error(`the API answered ${response.status}`);
    return response.text();
  };
  const repeat: Rig['repeat'] = async (calls) => {
    stubbed = true;
    for (let done = 0; done < calls; done += 1) await call(address, plainInit());
    stubbed = false;
  };
  return {
    repeat,
    async attach(kind, batches, size, limitMs) {
      const times: number[] = [];
      const hasInit = kind !== 'request' && kind !== 'body';
      const end = performance.now() + limitMs;
      stubbed = true;
      for (let batch = 0; batch < batches && (batch === 0 || performance.now() < end); batch += 1) {
        const inputs = Array.from({ length: size }, () => inputOf(kind, address));
        const inits = inputs.map(() => (hasInit ? plainInit() : undefined));
        const began = performance.now();
        for (let index = 0; index < size; index += 1) await call(inputs[index] as RequestInfo, inits[index]);
        times.push(((performance.now() - began) * 1000) / size);
      }
      stubbed = false;
      return times;
    },
    storage: (calls) => countStorage(() => repeat(calls)),
    async sequence(calls) {
      const times: number[] = [];
      for (let done = 0; done < calls; done += 1) {
        const began = performance.now();
        await good(await call(address, plainInit()));
        times.push(performance.now() - began);
      }
      return times;
    },
    async parallel(calls, width) {
      let left = calls;
      const began = performance.now();
      const one = async () => {
        while (left > 0) {
          left -= 1;
          await good(await call(address, plainInit()));
        }
      };
      await Promise.all(Array.from({ length: width }, one));
      return (calls * 1000) / (performance.now() - began);
    },
  };
}

globalThis.ready = (async () => {
  const call = await (await setupOf(given.get('peer') ?? ''))(around);
  const rig = rigOf(call);
  // Once for real: whoever attached no token, or the wrong one, would look fast.
  await rig.sequence(1);
  globalThis.rig = rig;
})();
