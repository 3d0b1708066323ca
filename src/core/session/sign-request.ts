/**
 * Signs the JSON body of a request with the key that a person gave for a connection. Request parts -> the same with a signature.
 * Reads the key; sends nothing.
 */
import { SingletError } from '../base/errors.ts';
import { signBody } from '../flow/request-template.ts';
import type { Parts } from '../intercept/attach.ts';
import type { SignEntry } from '../provider/entry.ts';
import type { ActContext } from './context.ts';

function memberOf(body: unknown): Readonly<Record<string, unknown>> {
  const text = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body;
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, without the text.
  }
  throw new SingletError('request_refused', { detail: 'only a JSON object can be signed here' });
}

/** A request without a body goes as it is. Errors: `secret_needed`, `request_refused`. */
export async function signParts(context: ActContext, connection: string, sign: SignEntry, { init, headers }: Parts): Promise<Parts> {
  const { body } = init;
  if (body === undefined || body === null) return { init, headers };
  const whole = memberOf(body);
  const key = (await context.typed.get(connection))?.private_key;
  if (!key) throw new SingletError('secret_needed', { provider: (await context.listing.get(connection)).provider });
  return { init: { ...init, body: await signBody(whole, sign, key) }, headers };
}
