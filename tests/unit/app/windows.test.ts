import { createRoot } from 'solid-js';
import { describe, expect, test, vi } from 'vitest';
import { createTravel } from '../../../src/app/state/travel.ts';
import { createWindows, type Windows } from '../../../src/app/state/windows.ts';
import { type ConnectOptions, type SignInResult, SingletError } from '../../../src/core/index.ts';

interface Call {
  readonly provider: string;
  readonly options: ConnectOptions;
  resolve(result: SignInResult): void;
  reject(error: unknown): void;
}

/** Windows over a core that does what the test says. */
function stand() {
  const calls: Call[] = [];
  const settled: [SignInResult, string][] = [];
  const timers = new Map<number, () => void>();
  const connect = (provider: string, options: ConnectOptions = {}) =>
    new Promise<SignInResult>((resolve, reject) => calls.push({ provider, options, resolve, reject }));
  const host = {
    setTimeout: (act: () => void) => {
      timers.set(timers.size + 1, act);
      return timers.size;
    },
    clearTimeout: (id: number) => void timers.delete(id),
  } as unknown as Window;
  let windows!: Windows;
  const end = createRoot((dispose) => {
    windows = createWindows({ singlet: { connect }, host, settle: (result, { provider }) => void settled.push([result, provider]) });
    return dispose;
  });
  return { windows, calls, settled, timers, end };
}

const attempt = (provider: string) => ({ provider, name: provider });
const connected = { status: 'connected', connection: {}, returnTo: '/' } as unknown as SignInResult;

describe('sign-ins in windows', () => {
  test('the core is asked in the same turn, for a window', () => {
    const { windows, calls } = stand();
    windows.open(attempt('kiln'), { scope: 'a' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.options).toMatchObject({ mode: 'popup', scope: 'a' });
  });

  test('one entry each, which follows its window and goes with its result', async () => {
    const { windows, calls, settled, timers } = stand();
    const [kiln, wayfare] = [windows.open(attempt('kiln'), {}), windows.open(attempt('wayfare'), {})];
    expect(windows.all()).toEqual([kiln, wayfare]);
    const focus = vi.fn();
    calls[0]?.options.onPopup?.({ state: 'open', focus });
    expect(kiln.phase()).toBe('open');
    kiln.show();
    expect(focus).toHaveBeenCalledOnce();
    calls[1]?.options.onPopup?.({ state: 'blocked', url: 'https://id.example/x' });
    expect([wayfare.phase(), wayfare.url()]).toEqual(['blocked', 'https://id.example/x']);
    calls[1]?.options.onPopup?.({ state: 'closed' });
    expect([wayfare.phase(), wayfare.url()]).toEqual(['closed', null]);
    calls[0]?.resolve(connected);
    await vi.waitFor(() => expect(settled).toEqual([[connected, 'kiln']]));
    expect(windows.all()).toEqual([wayfare]);
    expect(timers.size).toBe(1);
  });

  test('a second press shows the window that is out; a blocked one is begun anew', () => {
    const { windows, calls } = stand();
    const focus = vi.fn();
    const first = windows.open(attempt('kiln'), {});
    calls[0]?.options.onPopup?.({ state: 'open', focus });
    expect(windows.open(attempt('kiln'), {})).toBe(first);
    expect(focus).toHaveBeenCalledOnce();
    calls[0]?.options.onPopup?.({ state: 'blocked', url: 'https://id.example' });
    expect(windows.open(attempt('kiln'), {})).not.toBe(first);
    expect(calls[0]?.options.signal?.aborted).toBe(true);
    expect(windows.all()).toHaveLength(1);
  });

  test('a failure stays until it is taken away; what is stopped says nothing more', async () => {
    const { windows, calls, settled } = stand();
    const [failing, stopped] = [windows.open(attempt('kiln'), {}), windows.open(attempt('wayfare'), {})];
    calls[0]?.reject(new SingletError('popup_closed'));
    await vi.waitFor(() => expect(failing.phase()).toBe('failed'));
    expect(failing.failure()?.code).toBe('popup_closed');
    stopped.stop();
    calls[1]?.resolve(connected);
    calls[1]?.options.onPopup?.({ state: 'closed' });
    await Promise.resolve();
    expect(settled).toEqual([]);
    expect(stopped.phase()).toBe('opening');
    expect(windows.all()).toEqual([failing]);
  });

  test('it is slow after its time', () => {
    const { windows, timers } = stand();
    const one = windows.open(attempt('kiln'), {});
    expect(one.slow()).toBe(false);
    for (const act of timers.values()) act();
    expect(one.slow()).toBe(true);
  });
});

describe('in this tab or in a window', () => {
  const base = new URL('https://host.example/a/');

  test('is remembered apart for every base path', () => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    };
    const travel = createTravel(
      () => storage as Storage,
      base,
      () => false,
    );
    expect(travel.way()).toBe('redirect');
    travel.choose('popup');
    expect(
      createTravel(
        () => storage as Storage,
        base,
        () => false,
      ).way(),
    ).toBe('popup');
    expect(
      createTravel(
        () => storage as Storage,
        new URL('https://host.example/b/'),
        () => false,
      ).way(),
    ).toBe('redirect');
  });

  test('blocked storage forgets it with the page, and without any storage there is only the window', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const travel = createTravel(blocked, base, () => false);
    travel.choose('popup');
    expect(travel.way()).toBe('popup');
    const memory = createTravel(blocked, base, () => true);
    memory.choose('redirect');
    expect(memory.way()).toBe('popup');
  });
});
