/** A simulated SingleFile of its own with a clock that stands. */
import { createSinglefile, type SinglefileOptions } from '../../../src/sandbox/singlefile/singlefile.ts';
import type { Bend } from '../../../src/sandbox/standard/terms.ts';

export const origin = 'https://singlefile.example';
export const app = 'https://app.example';
export const client = { client_id: 'of-the-office', client_secret: 'p:ss wörd+' };
export const otherClient = { client_id: 'of-the-annexe', client_secret: 'other' };

export type Bench = ReturnType<typeof createBench>;

export function createBench(more: Partial<SinglefileOptions> = {}) {
  const clock = { ms: Date.UTC(2026, 10, 20, 9) };
  let bend: Bend | undefined;
  const singlefile = createSinglefile({
    clients: [client, otherClient],
    originAllowed: (one) => one === app,
    clock: () => clock.ms,
    bend: (leg, request, answer) => bend?.(leg, request, answer) ?? answer(),
    ...more,
  });
  const fetch = (path: string, init: RequestInit = {}) =>
    singlefile.fetch(new Request(origin + path, { ...init, headers: { origin: app, ...init.headers } }));
  const ask = (fields: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) =>
    fetch('/o/token/', { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'client_credentials', ...client, ...fields }) });
  return {
    singlefile,
    clock,
    fetch,
    ask,
    token: async (fields: Readonly<Record<string, string>> = {}): Promise<string> => (await (await ask(fields)).json()).access_token,
    call: (path: string, token: string, init: RequestInit = {}) =>
      fetch(`/external-api/v1${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
    setBend: (next: Bend | undefined) => {
      bend = next;
    },
  };
}
