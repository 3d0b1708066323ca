/**
 * What a trace tells of a sign-in: what the person was sent with, what came back, what was asked of the token endpoint and
 * what it gave. Request, reply, tokens -> events; whatever must not be seen is a `Secret`. Side effect: the trace.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TokenReply } from '../flow/token-response.ts';
import type { BodyEntry } from '../provider/entry.ts';
import type { Provider } from '../provider/provider.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { Context } from './context.ts';

type Tracing = Pick<Context, 'trace'>;
type Parameters = Readonly<Record<string, string | Secret>>;

/** Shown as a mask; the nonce of a token flow stands in redirect_uri. */
const masked = /^(state|nonce|code_challenge|redirect_uri|login_hint|.*(token|hint))$/;
/** Kept nowhere, not even until the reply comes. */
const unkept = /^(login_hint|.*(token|hint))$/;

/** The parts of the address that may wait in this tab: state, nonce and challenge wait there anyway. */
export function sentWith(url: string, { link }: Provider): NonNullable<Transaction['sent']> {
  const { origin, pathname, searchParams } = new URL(url);
  const kept = (name: string) => !unkept.test(name) && name !== link?.parameter;
  const parameters = Object.fromEntries([...searchParams].map(([name, value]) => [name, kept(name) ? value : '']));
  return { url: origin + pathname, parameters };
}

/** `happened`: of a page that is gone, told by the one that finishes. */
export function traceSent(
  { trace }: Tracing,
  { id, provider, sent, flow, mode }: Transaction,
  link: Provider['link'],
  happened?: number,
): void {
  if (!sent) return;
  const hides = (name: string) => (name === 'redirect_uri' ? flow === 'token' : masked.test(name) || name === link?.parameter);
  const parameters = Object.fromEntries(
    Object.entries(sent.parameters).map(([name, value]) => [name, hides(name) ? new Secret(value) : value]),
  );
  const base = { provider, transaction: id, from: 'app', to: 'provider', method: 'GET' } as const;
  trace({ ...base, step: 'left-for-provider', happened, flow, mode, url: sent.url, parameters });
}

const plainReply = /^(token_type|expires_in|scope|error|error_description|error_uri|iss|p)$/;
const [longest, most] = [300, 40];

/** The reply taken apart as it came, before anything of it is believed. A strange name may itself be a token. */
export function replyParameters(href: string): Parameters {
  const { searchParams, hash } = new URL(href);
  const all = [...searchParams, ...new URLSearchParams(hash.replace(/^#[#/]*/, ''))].slice(0, most);
  return Object.fromEntries(
    all.map(([name, value]) => {
      if (!/^[a-z_]{1,24}$/.test(name)) return ['(another)', new Secret(name)];
      return [name, plainReply.test(name) ? value.slice(0, longest) : new Secret(value)];
    }),
  );
}

/** Fields of a token reply that mean something to us. */
export function tokenParameters({ access_token, refresh_token, id_token, scope, expires_in }: TokenReply): Parameters {
  return {
    access_token,
    ...(refresh_token && { refresh_token }),
    ...(id_token && { id_token }),
    ...(scope !== undefined && { scope: scope.slice(0, longest) }),
    ...(expires_in !== undefined && { expires_in: String(expires_in) }),
  };
}

/** Typed by a person, and told of nowhere but by its name. */
export const unseen = (): Secret => new Secret('');

/** What a machine asks with: the grant of RFC 6749 section 4.4, or the members that its provider wants in its place. */
export function machineParameters(
  { tokenRequest, extraTokenParams, client_id }: Provider,
  scope: string,
  inputs: Readonly<Record<string, string>> | undefined = {},
): Parameters {
  const { body, headers = {}, client_authentication, sign } = tokenRequest;
  const plain: Parameters = { client_id, ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`input.${name}`, value])) };
  const shown = (template: string): string | Secret => {
    if (template.includes('{client_secret}')) return unseen();
    return template.replace(/\{([\w.-]+)\}/g, (whole, name: string) => (Object.hasOwn(plain, name) ? String(plain[name]) : whole));
  };
  const members = (part: BodyEntry): (readonly [string, string | Secret])[] =>
    Object.entries(part).flatMap(([name, item]) =>
      typeof item === 'string' ? [[name, shown(item)] as const] : members(item as BodyEntry),
    );
  const named = Object.entries(headers).map(([name, template]) => [name, shown(template)] as const);
  if (body) return Object.fromEntries([...named, ...members(body), ...(sign ? [[sign.as, unseen()] as const] : [])]);
  const grant = { grant_type: 'client_credentials', ...(scope && { scope }), ...extraTokenParams };
  const secret = client_authentication === 'client_secret_basic' ? 'authorization' : 'client_secret';
  return { ...Object.fromEntries(named), ...grant, client_id, ...(client_authentication !== 'none' && { [secret]: unseen() }) };
}

const told = new WeakSet<object>();

/** Once for each failure, however many stages it passes. */
export function traceFailure(
  { trace }: Tracing,
  about: { provider: string; transaction?: string; connection?: string },
  error: unknown,
): void {
  if (!(error instanceof SingletError) || told.has(error)) return;
  told.add(error);
  trace({ ...about, step: 'failed', code: error.code, error });
}
