/**
 * A browser over its own DevTools pipe: file descriptors 3 and 4, one JSON message after the other, each ended by NUL.
 * No domain is enabled and no event is heard, so nothing of the driver runs while a page measures.
 * Side effects: starts a browser with a profile folder of its own, and ends it; `close` removes the folder.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Fields = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

export interface Tab {
  /** Goes there and waits until the page says that it is ready: `globalThis.ready`, a promise. */
  open(url: string): Promise<void>;
  /** Only goes there. */
  leave(url: string): Promise<void>;
  /** Waits for the `ready` of the page it shows, or is about to show. */
  ready(): Promise<void>;
  /** Value of an expression; a promise is waited for. Fails with what the page threw. */
  run<T>(expression: string): Promise<T>;
  /** Bytes of live objects, after everything else was collected. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

export interface Browser {
  readonly version: string;
  tab(): Promise<Tab>;
  close(): Promise<void>;
}

/** A page that neither answers nor fails; the whole bench is meant to be over in less than four of these. */
const answerWithinMs = 60_000;

interface Pipe {
  send(method: string, params?: Fields, sessionId?: string): Promise<Fields>;
}

function openPipe(child: ChildProcess): Pipe {
  const [, , , down, up] = child.stdio as unknown as [unknown, unknown, unknown, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  let last = 0;
  let rest = '';
  up.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const one of messages) {
      const message = JSON.parse(one) as Message;
      if (message.id !== undefined) waiting.get(message.id)?.(message);
    }
  });
  down.on('error', () => {});
  child.on('exit', () => {
    for (const answer of waiting.values()) answer({ error: { message: 'the browser ended' } });
  });
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1;
        const id = last;
        const timer = setTimeout(() => waiting.get(id)?.({ error: { message: 'no answer in time' } }), answerWithinMs);
        waiting.set(id, ({ result, error }) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result ?? {});
        });
        down.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
      }),
  };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

const whenReady = `new Promise((done, fail) => {
  const look = () => (globalThis.ready ? globalThis.ready.then(() => done(), fail) : setTimeout(look, 10));
  look();
})`;

async function openTab(pipe: Pipe): Promise<Tab> {
  const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method: string, params?: Fields) => pipe.send(method, params, sessionId as string);
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails: thrown } = (await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as unknown as Evaluated;
    if (thrown) throw new Error(`${thrown.text} ${thrown.exception?.description ?? ''}`);
    return result.value as T;
  };
  const leave = async (url: string) => {
    const { errorText } = await send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
  };
  const ready = () => run<void>(whenReady);
  return {
    run,
    leave,
    ready,
    async open(url) {
      await leave(url);
      await ready();
    },
    async heap() {
      await send('HeapProfiler.collectGarbage');
      await send('HeapProfiler.collectGarbage');
      return (await send('Runtime.getHeapUsage')).usedSize as number;
    },
    close: async () => void (await pipe.send('Target.closeTarget', { targetId })),
  };
}

/** `file`: the program; `args`: switches beside those that the pipe and the profile need. */
export async function startBrowser(file: string, args: readonly string[]): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'singlet-bench-profile-'));
  const own = ['--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`];
  const child = spawn(file, [...own, ...args, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((done) => {
    child.on('exit', () => done()).on('error', () => done());
  });
  const pipe = openPipe(child);
  const close = async () => {
    await Promise.race([pipe.send('Browser.close').catch(() => {}), ended]);
    const slow = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(slow);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const { product } = await pipe.send('Browser.getVersion');
    return { version: String(product).replace('/', ' '), tab: () => openTab(pipe), close };
  } catch (error) {
    await close();
    throw error;
  }
}
