/**
 * Takes a `Request` apart, with what `init` lays over it. `Request` + init -> `Parts`. Side effect: reads its body whole:
 * handed on as a stream, a browser would send it only over HTTP/2, and Firefox not at all. As bytes, since a Blob is
 * thirty times slower; its type is in the headers.
 */
import type { Parts } from './attach.ts';

export async function requestParts(input: Request, init: RequestInit | undefined): Promise<Parts> {
  const request = new Request(input, init);
  const { method, signal, mode, cache, integrity, keepalive, headers } = request;
  // What will be refused keeps its body.
  const unread = method === 'GET' || method === 'HEAD' || mode === 'no-cors';
  const body = unread ? undefined : await request.arrayBuffer();
  // What a Request does not show of itself (priority, window) is in the init alone.
  const { body: _, ...rest } = init ?? {};
  return {
    init: { ...rest, signal, mode, cache, integrity, keepalive, ...(body && { body }) },
    headers: Object.fromEntries(headers),
  };
}
