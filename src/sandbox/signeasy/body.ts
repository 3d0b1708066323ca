/** The JSON body of a request to the auth host, and the application that it proves to be. Context -> fields + client, or a refusal. */
import type { Context } from 'hono';
import type { StandardEnv } from '../standard/world.ts';
import { answerError, answerUnauthorized } from './answer.ts';
import type { SigneasyClient, World } from './terms.ts';

export interface ClientBody {
  readonly client: SigneasyClient;
  /** Those that are text and not empty. */
  readonly fields: ReadonlyMap<string, string>;
}

async function readJson(c: Context<StandardEnv>): Promise<object | undefined> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  const value: unknown = await c.req.json().catch(() => undefined);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

export async function readClientBody(c: Context<StandardEnv>, world: World): Promise<ClientBody | Response> {
  const body = await readJson(c);
  if (!body) return answerError('invalid_request', 'The body has to be a JSON object.', 400);
  const texts = Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as const] : [],
  );
  const fields = new Map(texts);
  const client = world.clients.find(
    ({ client_id, client_secret }) => client_id === fields.get('client_id') && client_secret === fields.get('client_secret'),
  );
  return client ? { client, fields } : answerUnauthorized();
}
