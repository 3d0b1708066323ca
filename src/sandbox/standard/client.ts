/**
 * Who asks the token and revocation endpoints: form fields, each once, and the client with its proof
 * (RFC 6749 sections 2.3.1 and 3.2.1). Context -> fields + client, or a refusal.
 */
import type { StandardClient } from './terms.ts';
import type { StandardContext, World } from './world.ts';

export interface ClientRequest {
  readonly client: StandardClient;
  readonly fields: ReadonlyMap<string, string>;
}

const noStore: Readonly<Record<string, string>> = { 'cache-control': 'no-store', pragma: 'no-cache' };

export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...noStore, ...headers },
  });
}

export function answerError(error: string, error_description: string, status = 400): Response {
  return answerJson({ error, error_description }, status);
}

const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));

/** Name and secret of a Basic header, both form-encoded inside; undefined where it cannot be read. */
export function readBasic(header: string): readonly [string, string] | undefined {
  try {
    const text = atob(header.replace(/^basic\s+/i, ''));
    const cut = text.indexOf(':');
    return cut < 0 ? undefined : [decode(text.slice(0, cut)), decode(text.slice(cut + 1))];
  } catch {
    return undefined;
  }
}

export async function readClientRequest(c: StandardContext, world: World): Promise<ClientRequest | Response> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
    return answerError('invalid_request', 'The body has to be application/x-www-form-urlencoded.');
  const form = new URLSearchParams(await c.req.text());
  if (new Set(form.keys()).size !== form.size) return answerError('invalid_request', 'A parameter stands there more than once.');
  const header = c.req.header('authorization');
  const basic = header === undefined ? undefined : readBasic(header);
  const challenge = header === undefined ? undefined : { 'www-authenticate': `Basic realm="${world.name}"` };
  const refused = (error_description: string) => answerJson({ error: 'invalid_client', error_description }, 401, challenge);
  if (header !== undefined && !basic) return refused('The Authorization header cannot be read.');
  if (basic && form.has('client_secret')) return answerError('invalid_request', 'The secret came in two ways.');
  const client = world.clients.find(({ client_id }) => client_id === (basic?.[0] ?? form.get('client_id')));
  if (!client) return refused('No application has this client_id.');
  const secret = basic?.[1] ?? form.get('client_secret') ?? undefined;
  if (client.client_secret !== undefined && secret !== client.client_secret)
    return refused(secret === undefined ? 'This client needs its secret.' : 'The secret is wrong.');
  return { client, fields: new Map(form) };
}
