/** What every part of the simulated Singleview works with. options -> world. */
import { type CallLimiter, createCallLimiter } from '../call-limit.ts';
import { createMemory } from '../memory.ts';
import { createJwtMaker, type MakeJwt } from './jwt.ts';
import { importPublicKey } from './message.ts';
import type { SingleviewClient, SingleviewOptions } from './terms.ts';

export interface Token {
  readonly client: SingleviewClient;
  /** Epoch ms. */
  endsAt: number;
}

export interface World {
  readonly clients: readonly SingleviewClient[];
  readonly clock: () => number;
  readonly lifeS: () => number;
  readonly signedToken: 'jwt' | 'opaque';
  readonly tokens: Map<string, Token>;
  readonly limiter: CallLimiter;
  readonly makeJwt: MakeJwt;
  /** Imported once for each client; undefined where none is registered. */
  publicKeyOf(client: SingleviewClient): Promise<CryptoKey> | undefined;
}

export function createWorld(options: SingleviewOptions): World {
  const clock = options.clock ?? Date.now;
  const keys = new Map<string, Promise<CryptoKey>>();
  return {
    clients: options.clients,
    clock,
    lifeS: () => options.accessTokenLifeS?.() ?? 3600,
    signedToken: options.signedToken ?? 'jwt',
    tokens: (options.memory ?? createMemory()).map('tokens'),
    limiter: createCallLimiter([{ calls: options.callsPerMinute ?? 10, windowS: 60 }], clock),
    makeJwt: createJwtMaker(),
    publicKeyOf({ client_id, publicKey }) {
      if (publicKey === undefined) return undefined;
      const key = keys.get(client_id) ?? importPublicKey(publicKey);
      keys.set(client_id, key);
      return key;
    },
  };
}
