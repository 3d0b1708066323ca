/**
 * The fetch that the build puts into oidc-client-ts (see tests/tools/build/rewrite.ts).
 * Each call names its own context in a private header, so that nothing global is switched:
 * the reply is read by our guarded fetch, judged by our own checks, and only then handed on.
 */
import { SingletError } from '../base/errors.ts';
import type { GuardedFetch, Reply } from './guarded-fetch.ts';

export interface TransportContext {
  readonly fetch: GuardedFetch;
  /** Throws when the reply must not reach the library. */
  readonly inspect: (reply: Reply) => void;
}

/** Never sent: taken off before the request leaves. */
export const contextHeader = 'x-singlet-context';

const contexts = new Map<string, TransportContext>();

/** Runs `act` while calls that carry `id` go through `context`. */
export async function withContext<T>(id: string, context: TransportContext, act: () => Promise<T>): Promise<T> {
  contexts.set(id, context);
  try {
    return await act();
  } finally {
    contexts.delete(id);
  }
}

/** Takes the place of `fetch` inside oidc-client-ts. */
export async function oidcTransport(input: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const context = contexts.get(headers.get(contextHeader) ?? '');
  if (!context) throw new SingletError('disposed');
  headers.delete(contextHeader);
  const reply = await context.fetch(input, { ...init, headers });
  context.inspect(reply);
  return new Response(reply.text || '{}', {
    // A 204 may have no body, and the library wants one.
    status: reply.status === 204 ? 200 : reply.status,
    headers: { 'content-type': 'application/json' },
  });
}
