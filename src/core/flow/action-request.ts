/**
 * The request of an action, and what its reply means. Action + provider + values -> the arguments of a fetch; reply -> JSON or
 * a `SingletError`. The token goes only to origins that the provider's rules or its own endpoints name, a typed secret only to
 * where its tokens come from. RFC 6750 section 5.3, RFC 6749 section 2.3.1. Pure, but for a signature.
 */
import { type ErrorCode, SingletError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { ActionEntry } from '../provider/action-entry.ts';
import type { Provider } from '../provider/provider.ts';
import type { Reply } from './guarded-fetch.ts';
import { oauthDetails, parseObject } from './oauth-error.ts';
import { fillRequest, fillText, placesOf, type TemplateValues } from './request-template.ts';
import { retryAfterMs } from './retry-after.ts';

/** Names in braces that stand for a token, and for what a person types unseen. */
export function secretPlaces({ request, inputs = [] }: ActionEntry): {
  readonly tokens: readonly string[];
  readonly typed: readonly string[];
} {
  const typed = ['client_secret', ...inputs.filter(({ secret }) => secret).map(({ name }) => `input.${name}`)];
  const asked = [...new Set(placesOf(request))];
  return { tokens: asked.filter((name) => /^(other\.)?token$/.test(name)), typed: asked.filter((name) => typed.includes(name)) };
}

const pairsOf = (url: string) => (url.split('?')[1] ?? '').split('&').filter((pair) => pair !== '');

/** Parameters of the query that carry a secret, by name. */
export function secretParameters(action: ActionEntry): readonly string[] {
  const { tokens, typed } = secretPlaces(action);
  const secret = [...tokens, ...typed];
  return pairsOf(action.request.url)
    .filter((pair) => placesOf(pair).some((name) => secret.includes(name)))
    .map((pair) => pair.split('=')[0] ?? '');
}

/** The address without its values, for people and traces: no secret can stand in it. */
export function shownAddress({ request }: ActionEntry): { readonly method: string; readonly url: string; readonly host: string } {
  const [url = ''] = request.url.split('?');
  return { method: request.method ?? 'POST', url, host: new URL(request.url.replace(/[{}]/g, '')).host };
}

const originsOf = (addresses: readonly (string | undefined)[]) =>
  addresses.flatMap((address) => (address ? [new URL(address).origin] : []));

/** Origins that a token of the provider may go to. */
function tokenOrigins(provider: Provider): readonly string[] {
  const { api, identity, authorization_endpoint, token_endpoint, revocation_endpoint, userinfo_endpoint } = provider;
  const own = [authorization_endpoint, token_endpoint, revocation_endpoint, userinfo_endpoint, identity?.endpoint];
  return [...api.map(({ origin }) => origin), ...originsOf(own)];
}

/** Where its tokens come from: what a typed secret is for. */
const secretOrigins = ({ token_endpoint, authorization_endpoint, issuer }: Provider) =>
  originsOf([token_endpoint ?? authorization_endpoint ?? issuer]);

/** Errors: `endpoint_refused`, where a token or a typed secret has no business at the address. */
export function checkDestination(action: ActionEntry, provider: Provider): void {
  const { origin, host } = new URL(action.request.url.replace(/[{}]/g, ''));
  const { tokens, typed } = secretPlaces(action);
  const refused = (detail: string) => new SingletError('endpoint_refused', { provider: provider.id, detail: `${host} ${detail}` });
  if (tokens.length > 0 && !tokenOrigins(provider).includes(origin)) throw refused('is no place for a token of this provider');
  if (typed.length > 0 && !secretOrigins(provider).includes(origin)) throw refused('is not where the tokens of this provider come from');
}

/** What stays empty is not sent. */
function withoutEmpty(url: string, values: TemplateValues): string {
  const [address = ''] = url.split('?');
  const kept = pairsOf(url).filter((pair) => fillText(pair.slice(pair.indexOf('=') + 1), values) !== '');
  return kept.length > 0 ? `${address}?${kept.join('&')}` : address;
}

/** Its address, headers and body hold secrets. */
export async function buildActionRequest(action: ActionEntry, provider: Provider, values: TemplateValues) {
  checkDestination(action, provider);
  const { request } = action;
  const built = await fillRequest({ ...request, url: withoutEmpty(request.url, values) }, values);
  // A value of dots, or none, would make another path of it, and another act.
  const [template = '', filled = ''] = [request.url, built.url].map((url) => new URL(url).pathname);
  const [wanted, got] = [template.split('/'), filled.split('/')];
  if (wanted.length !== got.length || got.some((part, at) => part === '' && wanted[at] !== '')) {
    throw new SingletError('request_refused', { provider: provider.id, detail: 'a value does not fit into the address' });
  }
  return built;
}

function failureOf({ status }: Reply, refused: boolean, { refusals = [] }: ActionEntry, typesSecret: boolean): ErrorCode | undefined {
  if (status === 429) return 'rate_limited';
  // RFC 6749 section 5.2 says 401 of a client that could not prove itself.
  if (status === 401 && typesSecret) return 'client_rejected';
  if (status >= 500 && !refusals.includes(status)) return 'server_failed';
  return refused || status < 200 || status > 299 ? 'action_rejected' : undefined;
}

/** Errors: `client_rejected`, `action_rejected`, `rate_limited`, `server_failed`; with what the provider said as `oauth`. */
export function checkActionReply(reply: Reply, action: ActionEntry, provider: Provider): void {
  const fields = parseObject(reply.text);
  const oauth = fields && oauthDetails((name) => fields[name]);
  const code = failureOf(reply, oauth !== undefined, action, secretPlaces(action).typed.includes('client_secret'));
  if (!code) return;
  const waitMs = retryAfterMs(reply.headers, reply.receivedAt);
  const facts = waitMs === undefined ? undefined : { retryAfterMs: waitMs };
  throw new SingletError(code, { provider: provider.id, oauth, detail: `status ${reply.status}`, facts });
}

/** What of a reply or an address may be shown, whatever it repeats. */
export function masked(text: string, secrets: readonly Secret[]): string {
  const hidden = secrets.map((secret) => secret.reveal()).filter((value) => value !== '');
  return hidden
    .flatMap((value) => [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
    .reduce((shown, value) => shown.replaceAll(value, '••••'), text);
}
