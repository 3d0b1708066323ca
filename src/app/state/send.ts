/** Sends a draft of the console. `Draft` -> `Answer`; never rejects. Side effects: the request; after a failure, those of `diagnose`. */
import { isSingletError, type Singlet } from '../../core/index.ts';
import { readBody } from './body.ts';
import { type Answer, type Draft, initOf } from './call.ts';
import { type Failure, failureOf } from './failure.ts';

type Caller = Pick<Singlet, 'fetch' | 'for' | 'diagnose'>;

const bare = (code: Failure['code'], facts?: Failure['facts']): Failure => ({
  code,
  detail: undefined,
  said: undefined,
  provider: undefined,
  ...(facts && { facts }),
});

/** The person may cancel while the evidence is looked for. */
function cancelled(signal: AbortSignal): Promise<Failure> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(bare('aborted')), { once: true }));
}

/** What a bare call throws has no code: it was cancelled, or no readable answer came and evidence has to tell why. */
async function failed(error: unknown, singlet: Caller, url: string, signal: AbortSignal): Promise<Failure> {
  if (isSingletError(error)) return failureOf(error);
  if (signal.aborted) return bare('aborted');
  const found = singlet.diagnose(url).then(
    ({ code, certainty, origin }) => bare(code, { certainty, origin }),
    () => bare('network_failed'),
  );
  return Promise.race([found, cancelled(signal)]);
}

/** With `connection`, that one carries it or nothing is sent; without, the rules decide. */
export async function send(singlet: Caller, draft: Draft, connection: string | undefined, signal: AbortSignal): Promise<Answer> {
  const init = { ...initOf(draft), signal };
  const url = draft.url.trim();
  let response: Response;
  try {
    response = await (connection === undefined ? singlet.fetch(url, init) : singlet.for(connection).fetch(url, init));
  } catch (error) {
    // Before the evidence is looked for, which takes its time.
    const over = Date.now();
    const failure = await failed(error, singlet, url, signal);
    return { kind: 'failure', failure, ...(!isSingletError(error) && { over }) };
  }
  try {
    const body = await readBody(response);
    const headers = [...response.headers].map(([name, value]) => [name, value] as const);
    const { status, statusText } = response;
    return { kind: 'response', status, statusText, type: response.headers.get('content-type') ?? '', headers, body };
  } catch {
    const { origin } = new URL(url);
    return { kind: 'failure', failure: signal.aborted ? bare('aborted') : bare('network_failed', { certainty: 'certain', origin }) };
  }
}
