/** Sends a draft of the console. `Draft` -> `Answer`; never rejects. Side effect: the request. */
import { isSingletError, type Singlet } from '../../core/index.ts';
import { readBody } from './body.ts';
import { type Answer, type Draft, initOf } from './call.ts';
import { failureOf } from './failure.ts';

/** What a bare call throws has no code: it was cancelled, or no readable answer came. */
function failed(error: unknown, signal: AbortSignal): Answer {
  const failure = failureOf(error);
  if (isSingletError(error)) return { kind: 'failure', failure };
  return { kind: 'failure', failure: { ...failure, code: signal.aborted ? 'aborted' : 'network_failed', detail: undefined } };
}

/** With `connection`, that one carries it or nothing is sent; without, the rules decide. */
export async function send(singlet: Singlet, draft: Draft, connection: string | undefined, signal: AbortSignal): Promise<Answer> {
  const init = { ...initOf(draft), signal };
  const url = draft.url.trim();
  try {
    const response = await (connection === undefined ? singlet.fetch(url, init) : singlet.for(connection).fetch(url, init));
    const body = await readBody(response);
    const headers = [...response.headers].map(([name, value]) => [name, value] as const);
    const { status, statusText } = response;
    return { kind: 'response', status, statusText, type: response.headers.get('content-type') ?? '', headers, body };
  } catch (error) {
    return failed(error, signal);
  }
}
