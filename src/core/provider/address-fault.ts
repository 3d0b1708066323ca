/** Why an address is refused, in one clause. Text -> clause, or the parsed address. Pure. */
import { SingletError } from '../base/errors.ts';
import { isAcceptable } from './address.ts';

/** null when it is fine. */
export function addressFault(text: string): string | null {
  if (isAcceptable(text)) return null;
  if (!URL.canParse(text)) return 'not an absolute address';
  const { username, password } = new URL(text);
  if (text.includes('#')) return 'has a fragment';
  return username || password ? 'has a user name or password' : 'neither https nor http on this device';
}

/** The parsed address, or `endpoint_refused`. */
export function checkAddress(text: string, what: string, provider?: string): URL {
  const fault = addressFault(text);
  if (fault) throw new SingletError('endpoint_refused', { provider, detail: `${what} ${fault}` });
  return new URL(text);
}
