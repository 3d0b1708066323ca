/** The simulated seed systems behind a tab, at the addresses of their presets, all on the tab's clock. For the tests of this folder. */
import { readFileSync } from 'node:fs';
import type { ConfigEntry } from '../../../src/core/provider/entry.ts';
import type { SignInResult, Singlet } from '../../../src/core/session/door.ts';
import { createSigneasy } from '../../../src/sandbox/signeasy/signeasy.ts';
import { createSinglefile } from '../../../src/sandbox/singlefile/singlefile.ts';
import { createSingleview } from '../../../src/sandbox/singleview/singleview.ts';
import { createSmartfile } from '../../../src/sandbox/smartfile/smartfile.ts';
import { aTab, type Server, type Tab } from '../../fixtures/browser-ports.ts';
import {
  signeasyClient,
  signeasyMachineClient,
  singlefileClient,
  singleviewClient,
  singleviewKey,
  smartfileClient,
} from '../../fixtures/farm/seeds.ts';

const keys = new URL('../../fixtures/keys/', import.meta.url);
export const keyFile = (name: string) => new Blob([readFileSync(new URL(name, keys))]);
export const rightKey = () => new Blob([readFileSync(singleviewKey)]);

export const entries: readonly ConfigEntry[] = [
  { id: 'smartfile', preset: 'smartfile', client_id: smartfileClient.client_id },
  { id: 'signeasy', preset: 'signeasy', client_id: signeasyClient.client_id },
  { id: 'signeasy-machine', preset: 'signeasy-machine', client_id: signeasyMachineClient.client_id },
  { id: 'singlefile', preset: 'singlefile', client_id: singlefileClient.client_id },
  { id: 'singleview', preset: 'singleview', client_id: singleviewClient.client_id },
  { id: 'singleview-unsigned', preset: 'singleview-unsigned', client_id: singleviewClient.client_id },
];

export interface World {
  readonly tab: Tab;
  readonly singlet: Singlet;
  /** How often a path was asked. */
  asked(path: string): number;
}

/** `answer` comes before the simulations where it gives something. */
export async function aWorld(answer?: Server, indexedDB?: IDBFactory): Promise<World> {
  let clock = () => 1_760_000_000_000;
  const name = 'Singlet';
  const shared = { redirectAllowed: () => true, originAllowed: () => true };
  const signeasy = createSigneasy({
    ...shared,
    tokenCors: true,
    now: () => clock(),
    clients: [
      { ...signeasyClient, name, grants: ['authorization_code'] },
      { ...signeasyMachineClient, name, grants: ['client_credentials'] },
    ],
  });
  const smartfile = createSmartfile({ ...shared, cors: true, now: () => clock(), clients: [{ ...smartfileClient, name }] });
  const singlefile = createSinglefile({ ...shared, clock: () => clock(), clients: [singlefileClient] });
  const publicKey = readFileSync(new URL('singleview-test.spki.pem', keys), 'utf8');
  const singleview = createSingleview({ ...shared, clock: () => clock(), clients: [{ ...singleviewClient, publicKey }] });
  const hosts: Readonly<Record<string, { fetch(request: Request): Response | Promise<Response> }>> = {
    'app.smartfile.com': smartfile,
    'auth.signeasy.com': signeasy.auth,
    'api.signeasy.com': signeasy.api,
    'api.demo.singlefile.ai': singlefile,
    'sandboxapi.onesingleview.com': singleview,
  };
  const tab = aTab(async (url, init) => (await answer?.(url, init)) ?? hosts[url.host]?.fetch(new Request(url, init)), indexedDB);
  clock = tab.ports.now;
  const singlet = await tab.open({ providers: entries });
  return { tab, singlet, asked: (path) => tab.served.filter(({ url }) => new URL(url).pathname === path).length };
}

/** Gives what is asked for, or says what came instead. */
export async function give(result: SignInResult, values: Readonly<Record<string, string | Blob>>, keep = false): Promise<SignInResult> {
  if (result.status !== 'secret-needed') throw new Error(`it is ${result.status}`);
  return result.submit(values, { keep });
}

export const singleviewInputs = {
  client_name: singleviewClient.client_name,
  CompanyId: singleviewClient.companyId,
  BankCode: 'RIYADH',
  CompanyCode: 'NAKHEEL01',
  AccNumber: '2418803350119',
};
