/**
 * The systems of the sandbox, each under a folder of its own below the app: `<base>sandbox/NAME/…`.
 * name + surroundings -> a fetch-style app that knows this app as its one application. Nothing is asked of the network.
 */
import { cookiesIn } from '../cookies.ts';
import type { Memory } from '../memory.ts';
import { createSigneasy } from '../signeasy/signeasy.ts';
import { createSinglefile } from '../singlefile/singlefile.ts';
import { createSingleview } from '../singleview/singleview.ts';
import { createSingly } from '../singly/singly.ts';
import { createSmartfile } from '../smartfile/smartfile.ts';
import { createSigningKeys } from '../standard/id-token.ts';
import { kiln } from '../standard/kiln.ts';
import { createStandard } from '../standard/standard.ts';
import type { Bend, Business } from '../standard/terms.ts';
import { wayfare } from '../standard/wayfare.ts';
import { registered } from './registered.ts';

export const systemNames = ['singly', 'wayfare', 'kiln', 'smartfile', 'signeasy', 'singlefile', 'singleview'] as const;
export type SystemName = (typeof systemNames)[number];

export interface System {
  fetch(request: Request): Response | Promise<Response>;
  /** Ends every access token handed out so far; Singly's have no end. */
  expireAccessTokens?(): void;
}

export interface Surroundings {
  /** Where the app is, with a trailing slash. */
  readonly base: URL;
  readonly memory: Memory;
  readonly bend: Bend;
  /** A key that outlives the worker. */
  key(name: string, make: () => Promise<CryptoKeyPair>): Promise<CryptoKeyPair>;
  /** Public half of the key that requests to Singleview are signed with, as PEM. */
  readonly publicKey?: string;
}

const name = 'Singlet';

function createBusiness(system: 'wayfare' | 'kiln', business: Business, { base, memory, bend, key }: Surroundings): System {
  const { origin, href } = base;
  return createStandard({
    ...business,
    issuer: `${href}sandbox/${system}`,
    clients: [{ ...registered[system], name }],
    redirectAllowed: (uri) => isCallback(base, uri),
    postLogoutAllowed: (uri) => uri.startsWith(href),
    originAllowed: (asking) => asking === origin,
    accessTokenLifeS: () => 3600,
    cookies: cookiesIn(memory.map('cookies')),
    createKeys: () => key(system, createSigningKeys),
    memory,
    bend,
  });
}

/** `<base>callback/`, plain or with a provider's `?p=`. */
export function isCallback({ href }: URL, uri: string): boolean {
  return uri === `${href}callback/` || (uri.startsWith(`${href}callback/?`) && /^\?p=[\w-]+$/.test(new URL(uri).search));
}

/** Singly takes no bend of its own: its sign-in stands at two places, the rest is its API. */
function bent(singly: System, mount: string, bend: Bend): System {
  return {
    async fetch(request) {
      const path = new URL(request.url).pathname.slice(mount.length);
      const leg = /^(\/v0)?\/(oauth\/auth|auth\/[^/]+\/auth)/.test(path) ? 'authorize' : 'api';
      return bend(leg, request.clone(), async () => singly.fetch(request));
    },
  };
}

export function createSystem(system: SystemName, around: Surroundings): System {
  const { base, memory, bend, key } = around;
  const mount = `${base.pathname}sandbox/${system}`;
  const originAllowed = (origin: string) => origin === base.origin;
  const shared = { mount, memory, bend, originAllowed, redirectAllowed: (uri: string) => isCallback(base, uri) };
  switch (system) {
    case 'singly':
      return bent(
        createSingly({
          apps: [{ ...registered.singly, name, callbackUrls: [`${base.href}callback/`] }],
          redirectCheck: 'refuse',
          cookies: cookiesIn(memory.map('cookies')),
          mount,
          memory,
        }),
        mount,
        bend,
      );
    case 'wayfare':
      return createBusiness(system, wayfare, around);
    case 'kiln':
      return createBusiness(system, kiln, around);
    case 'smartfile':
      return createSmartfile({ ...shared, cors: true, clients: [{ ...registered.smartfile, name }] });
    case 'signeasy':
      return createSigneasy({
        ...shared,
        tokenCors: true,
        createKeys: () => key(system, createSigningKeys),
        clients: [
          { ...registered.signeasy, name, grants: ['authorization_code'] },
          { ...registered['signeasy-machine'], name: `${name} for one user`, grants: ['client_credentials'] },
        ],
      });
    case 'singlefile':
      return createSinglefile({ ...shared, clients: [registered.singlefile] });
    case 'singleview':
      return createSingleview({
        ...shared,
        clients: [{ ...registered.singleview, ...(around.publicKey !== undefined && { publicKey: around.publicKey }) }],
      });
  }
}
