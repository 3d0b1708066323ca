/** The simulated Singly behind a tab, and connections made by its own action that brings a token in. For the tests of actions. */
import type { ActionEntry } from '../../../src/core/provider/action-entry.ts';
import type { ConfigEntry, SingletConfig } from '../../../src/core/provider/entry.ts';
import type { ProviderAction } from '../../../src/core/session/action-door.ts';
import type { Singlet } from '../../../src/core/session/door.ts';
import type { Ports } from '../../../src/core/session/ports.ts';
import type { ConnectionInfo } from '../../../src/core/vault/records.ts';
import { createSingly } from '../../../src/sandbox/singly/singly.ts';
import { aTab, type Server, type Tab } from '../../fixtures/browser-ports.ts';

export const client = { client_id: 'app1', client_secret: 'CANARY-client-secret' };

/** Credentials of a service, by id there, as the simulation hands them out. */
export const githubToken = (id: string) => `sim-github-${id}-credential`;

export const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

export interface Bench {
  readonly tab: Tab;
  readonly singlet: Singlet;
  /** Parameters that were kept out of the timing list. */
  readonly guarded: string[];
  /** Paths of the requests so far, with their methods. */
  paths(): string[];
}

/** `answer` comes before the simulation where it gives something. */
export async function aBench(config: SingletConfig | ConfigEntry[], answer?: Server, change: Partial<Ports> = {}): Promise<Bench> {
  const guarded: string[] = [];
  const singly = createSingly({ apps: [{ ...client, name: 'Test', callbackUrls: ['https://app.example/'] }] });
  const tab = aTab(
    async (url, init) => {
      const own = await answer?.(url, init);
      if (own) return own;
      return url.host === 'api.singly.com' ? singly.fetch(new Request(url, init)) : undefined;
    },
    undefined,
    { guardTiming: (name) => void guarded.push(name), ...change },
  );
  const singlet = await tab.open(Array.isArray(config) ? { providers: config } : config);
  const paths = () => tab.served.map(({ url, init }) => `${init?.method ?? 'GET'} ${new URL(url).pathname}`);
  return { tab, singlet, guarded, paths };
}

export const singlyConfig: SingletConfig = { providers: [{ id: 'singly', preset: 'singly', client_id: client.client_id }] };

/** Brings a token in, and says yes to what came of it. */
export async function bring(singlet: Singlet, inputs: Readonly<Record<string, string>>): Promise<ConnectionInfo> {
  const action = await singlet.action('singly', 'apply');
  const { signIn } = await action.submit({ inputs, client_secret: client.client_secret });
  if (signIn?.status !== 'confirm') throw new Error(`it is ${signIn?.status}`);
  return signIn.confirm();
}

/** One provider with one action, and a connection at it. */
export async function withAction(action: Partial<ActionEntry>, answer: Server, entry: Partial<ConfigEntry> = {}) {
  const acme: ConfigEntry = {
    id: 'acme',
    client_id: 'spa',
    flow: 'paste',
    token_endpoint: 'https://id.acme.example/token',
    identity: { endpoint: 'https://api.acme.example/me', sub: 'id', profiles: 'lists' },
    api: [{ origin: 'https://api.acme.example' }],
    actions: [{ id: 'act', label: 'Act', request: { url: 'https://api.acme.example/act' }, ...action }],
    ...entry,
  };
  const bench = await aBench([acme], (url, init) => (url.pathname === '/me' ? json({ id: 'u1' }) : answer(url, init)));
  const result = await bench.singlet.addToken('acme', { access_token: 'CANARY-access-token' });
  if (result.status !== 'confirm') throw new Error(`it is ${result.status}`);
  const connection = await result.confirm();
  const prepare = (): Promise<ProviderAction> => bench.singlet.action('acme', 'act', connection.id);
  return { ...bench, connection, prepare };
}
