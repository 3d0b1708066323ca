/**
 * What a provider offers for its inputs, where it publishes that: the keys of a JSON object. Provider -> options by input.
 * Asked without a token and without a query, since some servers take either for more than it is. Side effect: GET requests.
 */
import { fetchJson, type GuardedFetch } from '../flow/guarded-fetch.ts';
import { isAcceptable } from '../provider/address.ts';
import type { Provider } from '../provider/provider.ts';

/** What is longer or odder than a name is no choice for a person. */
const isName = (text: string) => /^[\w.-]{1,40}$/.test(text);

export async function readInputOptions({ inputs }: Provider, fetch: GuardedFetch): Promise<Record<string, readonly string[]>> {
  const asked = inputs.map(async ({ name, optionsFrom }) => {
    if (optionsFrom === undefined || !isAcceptable(optionsFrom)) return [];
    const body = await fetchJson(fetch, optionsFrom).catch(() => undefined);
    const names = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body).filter(isName).sort() : [];
    return names.length > 0 ? [[name, names] as const] : [];
  });
  return Object.fromEntries((await Promise.all(asked)).flat());
}
