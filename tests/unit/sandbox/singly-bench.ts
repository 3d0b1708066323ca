/** A simulated Singly with two apps, a steady clock and a counting random source, and the way through its sign-in. */

import type { SinglyOptions } from '../../../src/sandbox/singly/singly.ts';
import { createSingly } from '../../../src/sandbox/singly/singly.ts';
import type { Visitor } from '../../fixtures/farm/visitor.ts';
import { createVisitor, locationOf } from '../../fixtures/farm/visitor.ts';

export const origin = 'http://singly.test';
export const client = { client_id: 'a1'.repeat(16), client_secret: 'b2'.repeat(16) };
export const otherClient = { client_id: 'c3'.repeat(16), client_secret: 'd4'.repeat(16) };
export const callback = 'https://app.example/callback/';

export function createBench(more: Partial<SinglyOptions> = {}) {
  let drawn = 0;
  const lines: string[] = [];
  const singly = createSingly({
    apps: [
      { ...client, name: 'Singlet', callbackUrls: ['https://app.example'] },
      { ...otherClient, name: 'Other', callbackUrls: ['https://other.example/'], sandbox: true },
    ],
    clock: () => Date.UTC(2013, 10, 11, 9),
    random: (bytes) => bytes.map(() => (drawn = (drawn * 31 + 7) % 251)),
    log: (line) => lines.push(line),
    ...more,
  });
  const visit = (): Visitor => createVisitor((request) => singly.fetch(request));
  const get = (path: string, init?: RequestInit) => Promise.resolve(singly.fetch(new Request(origin + path, init)));
  return { singly, get, visit, lines };
}

export type Bench = ReturnType<typeof createBench>;

export interface SignIn {
  readonly service?: string;
  readonly username?: string;
  readonly decision?: string;
  readonly path?: string;
  /** Added to, or taken instead of, the usual parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export function startUrl({ service = 'twitter', path = '/oauth/authenticate', parameters = {} }: SignIn = {}): string {
  const usual = { service, client_id: client.client_id, redirect_uri: callback, response_type: 'token' };
  return `${origin}${path}?${new URLSearchParams({ ...usual, ...parameters })}`;
}

/** Start, the service's page, the decision; the answer that leads back, or does not. */
export async function signIn(visitor: Visitor, how: SignIn = {}): Promise<Response> {
  const start = startUrl(how);
  const page = locationOf(await visitor.go(start), start);
  if (page === undefined) throw new Error('The start did not lead to the page of the service.');
  return visitor.submit(page, { username: how.username ?? '@mayaokafor', decision: how.decision ?? 'allow' });
}

/** The fragment's parameters after a sign-in by the token flow. */
export async function signInForToken(visitor: Visitor, how: SignIn = {}): Promise<{ token: string; account: string }> {
  const location = (await signIn(visitor, how)).headers.get('location') ?? '';
  const fragment = new URLSearchParams(location.slice(location.indexOf('#') + 1));
  return { token: fragment.get('access_token') ?? '', account: fragment.get('account') ?? '' };
}
