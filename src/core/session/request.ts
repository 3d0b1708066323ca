/**
 * Prepares a sign-in: provider + choices -> the address to go to and the transaction that waits for the reply.
 * RFC 6749 sections 4.1.1 and 4.2.1, OpenID Connect Core section 3.2.2.1. Goes nowhere and remembers nothing.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import type { Secret } from '../base/secret.ts';
import { tupleOf } from '../flow/check-response.ts';
import { bindRedirectUri, buildTokenRequest, wantsIdToken } from '../flow/token-request.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import { reservedName } from '../provider/sound.ts';
import type { Connection } from '../vault/records.ts';
import type { Transaction } from '../vault/transactions.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { ConnectOptions } from './door.ts';
import type { Prepared } from './metadata.ts';
import { safeReturnTo } from './return-to.ts';
import { sentWith } from './trace-sign-in.ts';

/** Values of declared inputs, with their defaults; anything else is refused. */
export function inputValues(provider: Provider, given: Readonly<Record<string, string>>): Record<string, string> {
  const refuse = (detail: string) => new SingletError('config_invalid', { provider: provider.id, phase: 'authorize', detail });
  const stranger = Object.keys(given).find((name) => !provider.inputs.some((input) => input.name === name));
  if (stranger) throw refuse(`"${stranger}" is not an input of this provider`);
  const values: Record<string, string> = {};
  for (const { name, required, default: standard } of provider.inputs) {
    const value = given[name] ?? standard ?? '';
    if (required && value === '') throw refuse(`input "${name}" is missing`);
    if (value !== '') values[name] = value;
  }
  return values;
}

/** The inputs that are parameters of the authorization request, or those that are not. */
function inputsOf(provider: Provider, values: Record<string, string>, toAuthorize: boolean): Record<string, string> {
  const goes = (name: string) => (provider.inputs.find((input) => input.name === name)?.to ?? 'authorize') === 'authorize';
  return Object.fromEntries(Object.entries(values).filter(([name]) => goes(name) === toAuthorize));
}

function extraParameters(provider: Provider, options: ConnectOptions, values: Record<string, string>): Record<string, string> {
  const extra = { ...provider.extraQueryParams, ...options.extraQueryParams, ...inputsOf(provider, values, true) };
  // An endpoint may have a query of its own (RFC 6749 section 3.1), but not with our names.
  const stated = [...new URL(provider.authorization_endpoint ?? '').searchParams.keys()];
  const taken = [...Object.keys(extra), ...stated].find((name) => reservedName.test(name) || name === provider.link?.parameter);
  if (taken)
    throw new SingletError('config_invalid', { provider: provider.id, phase: 'authorize', detail: `"${taken}" is set by Singlet alone` });
  return extra;
}

/** The connection that a sign-in is about, and whom its token has to belong to. A `sub` means something only at its own issuer. */
async function knownConnection(context: ActContext, provider: Provider, id: string): Promise<Connection> {
  const known = (await context.vault.list()).find((one) => one.id === id);
  if (known?.provider !== provider.id || known.source !== sourceOf(provider))
    throw new SingletError('connection_unknown', { provider: provider.id });
  return known;
}

export async function purposeOf(
  context: ActContext,
  provider: Provider,
  { connection, link }: ConnectOptions,
): Promise<Partial<Transaction>> {
  const id = link?.connection ?? connection;
  if (id === undefined) return {};
  const { sub } = (await knownConnection(context, provider, id)).identity;
  return { purpose: link ? 'link' : 'reauth', connection: id, ...(sub && { expectedSub: sub }) };
}

/** The token of the account to extend, which the provider wants in its address. Only after the person said yes (security ruling a). */
async function linkToken(context: ActContext, provider: Provider, flow: string, { link }: ConnectOptions): Promise<Secret | undefined> {
  if (!link) return undefined;
  // An address that a person opens by hand is shown, and must hold no token.
  if (!provider.link || flow === 'manual-code')
    throw new SingletError('flow_unsupported', { provider: provider.id, detail: 'accounts cannot be extended here' });
  if (link.consented !== true) throw new SingletError('consent_needed', { provider: provider.id });
  const [, { tokens }] = await context.held.read(link.connection);
  return tokens.access_token;
}

export interface SignInRequest {
  readonly url: string;
  readonly transaction: Transaction;
}

async function buildRequest(
  provider: Provider,
  transaction: Transaction,
  options: ConnectOptions,
  extraQueryParams: Record<string, string>,
): Promise<SignInRequest> {
  const { id, scope, redirect_uri, nonce = '', flow } = transaction;
  const { prompt, login_hint } = options;
  if (flow === 'token') {
    const request = { id, scope, prompt, login_hint, extraQueryParams, ...(transaction.wantsIdToken && { nonce }) };
    const { url, state } = buildTokenRequest(provider, request);
    return { url, transaction: { ...transaction, ...(state && { state }) } };
  }
  const { buildCodeRequest } = await loadOidc();
  const request = {
    id,
    scope,
    redirect_uri: redirect_uri || new URL('/', provider.authorization_endpoint).href,
    nonce,
    prompt,
    login_hint,
  };
  const { url, state, oidc } = await buildCodeRequest(provider, { ...request, extraQueryParams });
  const address = new URL(url);
  if (redirect_uri === '') address.searchParams.delete('redirect_uri');
  return { url: address.href, transaction: { ...transaction, state, oidc } };
}

/** `id` and `mode` are settled by how the sign-in travels. Errors: `config_invalid`, `connection_unknown`, `consent_needed`, `flow_unsupported`. */
export async function buildSignIn(
  context: ActContext,
  { provider, capabilities }: Prepared,
  options: ConnectOptions,
  { id, mode }: Pick<Transaction, 'id' | 'mode'>,
): Promise<SignInRequest> {
  const { ports, config, base } = context;
  const flow = capabilities.flow as Transaction['flow'];
  const values = inputValues(provider, options.inputs ?? {});
  const extra = extraParameters(provider, options, values);
  const inputs = inputsOf(provider, values, false);
  const here = new URL(ports.href());
  const scope = options.scope ?? provider.scope;
  const started: Transaction = {
    id,
    createdAt: ports.now(),
    provider: provider.id,
    tuple: tupleOf(provider),
    flow,
    mode,
    purpose: 'new',
    returnTo: safeReturnTo(options.returnTo ?? here.pathname + here.search + here.hash, config.callback, base.pathname),
    redirect_uri: flow === 'token' ? bindRedirectUri(provider, id) : provider.redirect_uri,
    binding: flow === 'token' ? provider.redirectBinding : 'state',
    scope,
    nonce: randomId(ports.random),
    ...(flow === 'token' && { wantsIdToken: wantsIdToken(provider, capabilities.metadata?.response_types_supported ?? [], scope) }),
    ...(Object.keys(inputs).length > 0 && { inputs }),
    ...(options.group && { group: options.group }),
    ...(await purposeOf(context, provider, options)),
  };
  const request = await buildRequest(provider, started, options, extra);
  const token = await linkToken(context, provider, flow, options);
  const url = new URL(request.url);
  if (token && provider.link) url.searchParams.set(provider.link.parameter, token.reveal());
  const address = token ? url.href : request.url;
  return { url: address, transaction: { ...request.transaction, sent: sentWith(address, provider) } };
}
