/** The acts that are made to fail, each from its first page to its end, as a person would walk it. */
import type { ConnectOptions, SignInResult, Singlet } from '../../../src/core/session/door.ts';
import type { FaultyTab } from '../../fixtures/faulty.ts';
import { codeFor, consent, type Memory, typedSecret } from './harness-world.ts';

export interface Walk {
  readonly tab: FaultyTab;
  readonly memory: Memory;
  /** Opens a page in the tab and watches what its Singlet says. */
  page(): Promise<Singlet>;
}

export interface Act {
  readonly name: string;
  /** Ends with what the act is about, or rejects. */
  readonly walk: (walk: Walk) => Promise<unknown>;
  /** Provider of the connection that it is to end. */
  readonly ends?: string;
  /** Provider of the connection that works when it succeeds. */
  readonly makes?: string;
  /** So much later than the sign-ins that came before it begins. */
  readonly later?: number;
}

/** Lets an act run until it goes to an address, or ends without. */
async function goes(act: Promise<unknown>, addresses: () => readonly string[]): Promise<URL | undefined> {
  const before = addresses().length;
  let over = false;
  const stop = () => {
    over = true;
  };
  act.then(stop, stop);
  while (addresses().length === before && !over) await new Promise((resolve) => setTimeout(resolve));
  const address = addresses()[before];
  return address === undefined ? undefined : new URL(address);
}

/** The window goes where it is sent, the person says yes there, and callback/ answers. */
async function inWindow<T>({ tab, memory }: Walk, act: () => Promise<T>): Promise<T> {
  const addresses = () => tab.windows.flatMap(({ went }) => went);
  const running = act();
  const url = await goes(running, addresses);
  if (url) tab.relay(await consent(memory, url));
  return running;
}

async function sayYes(result: SignInResult | null): Promise<unknown> {
  return result?.status === 'confirm' ? result.confirm() : result;
}

const byRedirect =
  (provider: string, options: ConnectOptions = {}) =>
  async ({ tab, memory, page }: Walk) => {
    const first = await page();
    const leaving = first.connect(provider, options);
    const url = await goes(leaving, () => tab.left);
    if (!url) return leaving;
    await first.dispose();
    await tab.arrive(await consent(memory, url));
    return sayYes(await (await page()).completeSignIn());
  };

const byWindow = (provider: string) => async (walk: Walk) => {
  const singlet = await walk.page();
  return sayYes(await inWindow(walk, () => singlet.connect(provider, { mode: 'popup' })));
};

async function byHand({ memory, page }: Walk): Promise<unknown> {
  const singlet = await page();
  const asked = await singlet.connect('manual');
  if (asked.status !== 'code-needed') return asked;
  const code = codeFor(memory, new URL(asked.url).searchParams.get('nonce') ?? '');
  const next = await singlet.submitCode(asked.transactionId, code);
  return next.status === 'secret-needed' ? next.submit({ client_secret: typedSecret }) : next;
}

async function connectionOf(singlet: Singlet, provider: string): Promise<string> {
  return (await singlet.connections()).find((one) => one.provider === provider)?.id ?? '';
}

async function renew({ page }: Walk): Promise<unknown> {
  const singlet = await page();
  return singlet.refresh(await connectionOf(singlet, 'acme'));
}

async function call({ page }: Walk): Promise<unknown> {
  const singlet = await page();
  const connected = singlet.for(await connectionOf(singlet, 'acme'));
  return connected.fetch('https://api.acme.example/v1/me', { signal: AbortSignal.timeout(15_000) }).catch((error: unknown) => {
    // What becomes of the call itself is the caller's: it fails as a bare fetch does.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return { failed: (error as Error).name };
    throw error;
  });
}

async function signOut(walk: Walk): Promise<unknown> {
  const singlet = await walk.page();
  const id = await connectionOf(singlet, 'acme');
  return inWindow(walk, () => singlet.disconnect(id, { endSession: true, mode: 'popup' }));
}

async function disconnect({ page }: Walk): Promise<unknown> {
  const singlet = await page();
  return singlet.disconnect(await connectionOf(singlet, 'acme'));
}

export const acts: readonly Act[] = [
  { name: 'code redirect', walk: byRedirect('acme'), makes: 'acme' },
  { name: 'token redirect', walk: byRedirect('singly'), makes: 'singly' },
  { name: 'id_token token redirect', walk: byRedirect('wayfare'), makes: 'wayfare' },
  { name: 'code popup', walk: byWindow('acme'), makes: 'acme' },
  { name: 'token popup', walk: byWindow('singly'), makes: 'singly' },
  { name: 'manual code with secret', walk: byHand, makes: 'manual' },
  { name: 'refresh', walk: renew, makes: 'acme' },
  { name: 'call with renewal', walk: call, makes: 'acme', later: 7_200_000 },
  { name: 'disconnect with revoke', walk: disconnect, ends: 'acme' },
  { name: 'disconnect with sign-out', walk: signOut, ends: 'acme' },
];
