/** The way through the pages of a simulated system that gives codes, and what every test of one needs. */
import { createVisitor, locationOf } from '../../fixtures/farm/visitor.ts';

export const app = 'https://app.example';
export const redirect_uri = `${app}/callback/`;

export interface Serving {
  fetch(request: Request): Response | Promise<Response>;
}

/** Undefined ones are left out. */
export type Parameters = Readonly<Record<string, string | undefined>>;

export function queryOf(parameters: Parameters): URLSearchParams {
  return new URLSearchParams(Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export interface Way {
  readonly response: Response;
  /** Where it leads, if it leaves. */
  readonly back: URL | undefined;
}

export interface Choice {
  readonly login?: Readonly<Record<string, string>>;
  readonly decision?: string;
}

/** From the address that starts a sign-in to where it ends: signs in as who is filled in, unless said otherwise. */
export async function goThrough(serving: Serving, start: string, { login, decision = 'allow' }: Choice = {}): Promise<Way> {
  const { origin } = new URL(start);
  const visitor = createVisitor((request) => serving.fetch(request));
  const here = (url: string) => url.startsWith(`${origin}/`);
  const first = await visitor.follow(start, here);
  if (!first.response) return { response: new Response(), back: new URL(first.url) };
  const page = await first.response.clone().text();
  const filledIn = (name: string) => new RegExp(`id="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1];
  if (filledIn('username') === undefined) return { response: first.response, back: undefined };
  const who = login ?? { username: filledIn('username') ?? '', password: filledIn('password') ?? '' };
  const signedIn = await visitor.submit(first.url, { ...who, decision: 'login' });
  const consent = locationOf(signedIn, first.url);
  if (consent === undefined) return { response: signedIn, back: undefined };
  const response = await visitor.submit(consent, { decision });
  const next = locationOf(response, consent);
  return { response, back: next === undefined ? undefined : new URL(next) };
}

export const corsOf = (response: Response) => response.headers.get('access-control-allow-origin');
