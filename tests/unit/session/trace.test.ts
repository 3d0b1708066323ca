/** What a page that finishes a sign-in tells of it: also the steps of the page that left, and never a secret. */
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { encodeBase64Url } from '../../../src/core/base/base64url.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import type { TraceEvent } from '../../../src/core/base/trace-event.ts';
import { aTab, leave, type Tab } from '../../fixtures/browser-ports.ts';
import { aMemory, config, consent, type Memory, serverOf } from './harness-world.ts';

interface Traced {
  readonly tab: Tab;
  readonly memory: Memory;
  readonly events: TraceEvent[];
  readonly provider: string;
}

/** Leaves on one page, comes back to the next, and listens there only. */
async function throughRedirect(provider: string): Promise<Traced> {
  const memory = aMemory();
  const tab = aTab(serverOf(memory), new IDBFactory());
  const first = await tab.open(config);
  const url = await leave(tab, first.connect(provider, { login_hint: 'maya@canary.example' }));
  tab.move(4000);
  await tab.arrive(await consent(memory, url));
  const events: TraceEvent[] = [];
  const next = await tab.open(config);
  next.trace((event) => events.push(event));
  await next.completeSignIn();
  return { tab, memory, events, provider };
}

const steps = ({ events }: Traced) => events.map(({ step }) => step);
const named = ({ events }: Traced, step: TraceEvent['step']) => events.find((event) => event.step === step);
const shown = (value: unknown) => (value instanceof Secret ? value.reveal() : value);

describe('after a redirect', () => {
  test('the steps of the page that is gone are told by the one that finishes', async () => {
    const traced = await throughRedirect('acme');
    expect(steps(traced)).toEqual([
      // Read by the page that finishes, and so told before what the other page did.
      'metadata-read',
      'left-for-provider',
      'callback-received',
      'callback-checked',
      'token-requested',
      'token-received',
      'identity-requested',
      'identified',
      'stored',
    ]);
    const [read, left, came] = traced.events;
    expect(read).toMatchObject({
      url: 'https://acme.example/.well-known/openid-configuration',
      status: 200,
      checks: [{ name: 'issuer', passed: true, expected: 'https://acme.example', actual: 'https://acme.example' }],
    });
    expect(left).toMatchObject({ flow: 'code', mode: 'redirect' });
    expect(left).toMatchObject({ url: 'https://acme.example/authorize', method: 'GET' });
    expect((came?.happened ?? 0) - (left?.happened ?? 0)).toBe(4000);
    expect(left?.parameters).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'spa' });
  });

  test('challenge and verifier, code and nonce belong together, and none can be read without asking for it', async () => {
    const traced = await throughRedirect('acme');
    const { code_challenge } = named(traced, 'left-for-provider')?.parameters ?? {};
    const { code_verifier, code } = named(traced, 'token-requested')?.parameters ?? {};
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(String(shown(code_verifier))));
    expect(encodeBase64Url(new Uint8Array(digest))).toBe(shown(code_challenge));
    expect(shown(named(traced, 'callback-received')?.parameters?.code)).toBe(shown(code));
    const nonce = named(traced, 'token-received')?.checks?.find(({ name }) => name === 'nonce');
    expect(shown(nonce?.expected)).toBe(shown(nonce?.actual));
    const text = JSON.stringify(traced.events);
    for (const secret of [...traced.memory.secrets, shown(code_verifier), shown(code_challenge), shown(nonce?.expected)])
      expect(text).not.toContain(secret);
  });

  test('a name of the person that was sent along is kept nowhere', async () => {
    const traced = await throughRedirect('acme');
    expect(shown(named(traced, 'left-for-provider')?.parameters?.login_hint)).toBe('');
    expect(traced.tab.session.dump()).not.toContain('canary.example');
  });

  test('a token in the address, with its nonce masked in redirect_uri', async () => {
    const traced = await throughRedirect('singly');
    expect(steps(traced)).toEqual([
      'left-for-provider',
      'callback-received',
      'callback-checked',
      'quarantined',
      'identity-requested',
      'identified',
    ]);
    const { redirect_uri } = named(traced, 'left-for-provider')?.parameters ?? {};
    const txn = new URL(String(shown(redirect_uri))).searchParams.get('txn') ?? '';
    expect(txn).not.toBe('');
    const text = JSON.stringify(traced.events.map(({ transaction, ...event }) => event));
    for (const secret of [...traced.memory.secrets, txn]) expect(text).not.toContain(secret);
  });
});

describe('a failure', () => {
  test('[S3] is told once, after what was compared', async () => {
    const memory = aMemory();
    const tab = aTab(serverOf(memory), new IDBFactory());
    const first = await tab.open(config);
    await leave(tab, first.connect('acme'));
    await tab.arrive('https://app.example/singlet/callback/?code=c_canary_1234567&state=strange');
    const events: TraceEvent[] = [];
    const next = await tab.open(config);
    next.trace((event) => events.push(event));
    await next.completeSignIn().catch(() => {});
    expect(events.map(({ step }) => step)).toEqual([
      'metadata-read',
      'left-for-provider',
      'callback-received',
      'callback-checked',
      'failed',
    ]);
    expect(events.at(-2)?.checks).toMatchObject([{ name: 'state', passed: false }]);
    expect(events.at(-1)).toMatchObject({ code: 'state_mismatch', transaction: events[0]?.transaction });
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  test('[S7] a name that no protocol knows may be a token itself, and is masked', async () => {
    const memory = aMemory();
    const tab = aTab(serverOf(memory), new IDBFactory());
    const first = await tab.open(config);
    const url = await leave(tab, first.connect('acme'));
    const state = encodeURIComponent(url.searchParams.get('state') ?? '');
    await tab.arrive(
      `https://app.example/singlet/callback/?state=${state}&error=access_denied&error_description=<img onerror=x>#Zcanary.TOKEN-1`,
    );
    const events: TraceEvent[] = [];
    const next = await tab.open(config);
    next.trace((event) => events.push(event));
    await next.completeSignIn().catch(() => {});
    const came = events.find(({ step }) => step === 'callback-received');
    expect(came?.parameters).toMatchObject({ error: 'access_denied', error_description: '<img onerror=x>' });
    expect(JSON.stringify(events)).not.toContain('Zcanary');
  });
});

test('when all is forgotten, whoever keeps traces is told', async () => {
  const tab = aTab(serverOf(aMemory()));
  const singlet = await tab.open(config);
  const events: TraceEvent[] = [];
  singlet.trace((event) => events.push(event));
  await singlet.clear();
  expect(events).toMatchObject([{ step: 'cleared' }]);
});
