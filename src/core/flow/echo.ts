/**
 * Some servers repeat in an error what they were sent ("code abc is not valid"); our error must not. Failure -> the same one
 * with the secrets of its request masked. RFC 6749 section 5.2, security case 41. Pure.
 */
import { SingletError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';

/** As sent, and as a form or an address has it. */
const spellings = (secret: string) => [secret, encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)];

export function withoutEcho(error: unknown, secrets: readonly (Secret | undefined)[]): unknown {
  if (!(error instanceof SingletError)) return error;
  const hidden = secrets.flatMap((secret) => spellings(secret?.reveal() ?? '')).filter((text) => text !== '');
  const mask = (text: string) => hidden.reduce((masked, secret) => masked.replaceAll(secret, '••••'), text);
  const { code, provider, phase, oauth, detail, facts, cause } = error;
  const said = oauth && (Object.fromEntries(Object.entries(oauth).map(([name, text]) => [name, mask(text)])) as unknown as typeof oauth);
  return new SingletError(code, { provider, phase, oauth: said, detail: detail && mask(detail), facts, cause });
}
