/**
 * Starts a sign-in: provider + choices -> a remembered transaction and a tab that leaves.
 * The only place that asks to navigate. RFC 6749 sections 4.1.1 and 4.2.1.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import { Secret } from '../base/secret.ts';
import { tupleOf } from '../flow/check-response.ts';
import { bindRedirectUri, buildTokenRequest } from '../flow/token-request.ts';
import { reservedName } from '../provider/faults.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { Transaction } from '../vault/transactions.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { ConnectOptions } from './door.ts';
import { safeReturnTo } from './return-to.ts';

/** Values of declared inputs, with their defaults; anything else is refused. */
function inputValues(provider: Provider, given: Readonly<Record<string, string>>): Record<string, string> {
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

function extraParameters(provider: Provider, options: ConnectOptions): Record<string, string> {
  const extra = { ...provider.extraQueryParams, ...options.extraQueryParams, ...inputValues(provider, options.inputs ?? {}) };
  // An endpoint may have a query of its own (RFC 6749 section 3.1), but not with our names.
  const stated = [...new URL(provider.authorization_endpoint ?? '').searchParams.keys()];
  const taken = [...Object.keys(extra), ...stated].find((name) => reservedName.test(name));
  if (taken)
    throw new SingletError('config_invalid', { provider: provider.id, phase: 'authorize', detail: `"${taken}" is set by Singlet alone` });
  return extra;
}

async function buildRequest(
  provider: Provider,
  transaction: Transaction,
  options: ConnectOptions,
  extra: Record<string, string>,
): Promise<{ url: string; transaction: Transaction }> {
  const { id, scope, redirect_uri, nonce = '' } = transaction;
  const request = { id, scope, redirect_uri, nonce, prompt: options.prompt, login_hint: options.login_hint, extraQueryParams: extra };
  if (transaction.flow === 'token') {
    const { url, state } = buildTokenRequest(provider, request);
    return { url, transaction: { ...transaction, ...(state && { state }) } };
  }
  const { buildCodeRequest } = await loadOidc();
  const { url, state, oidc } = await buildCodeRequest(provider, request);
  return { url, transaction: { ...transaction, state, oidc } };
}

/** Whom the token has to belong to when a connection is signed in again. */
async function expectation(context: ActContext, provider: Provider, connection: string | undefined): Promise<Partial<Transaction>> {
  if (connection === undefined) return {};
  const known = (await context.vault.list()).find(({ id }) => id === connection);
  // A `sub` means something only at its own issuer.
  if (known?.provider !== provider.id || known.source !== sourceOf(provider))
    throw new SingletError('connection_unknown', { provider: provider.id });
  const { sub } = known.identity;
  return { purpose: 'reauth', connection, ...(sub && { expectedSub: sub }) };
}

/** What a trace shows as a mask; the nonce of a token flow stands in redirect_uri. */
const masked = /^(state|nonce|code_challenge|redirect_uri|login_hint|id_token_hint|.*token)$/;

/** Leaves for the provider; never resolves, because the page goes. Rejects only before leaving. */
export async function connect(context: ActContext, providerId: string, options: ConnectOptions = {}): Promise<never> {
  const { ports, metadata, transactions, config, base, memoryOnly } = context;
  const abortedBy = () => {
    if (options.signal?.aborted) throw new SingletError('aborted', { provider: providerId });
  };
  abortedBy();
  // A reply could not be kept for the page that comes back, so do not leave at all.
  if (memoryOnly) throw new SingletError('storage_unavailable', { provider: providerId, cause: memoryOnly });
  const { provider, capabilities } = await metadata.prepare(providerId);
  const { flow } = capabilities;
  if (flow !== 'code' && flow !== 'token') throw new SingletError('flow_unsupported', { provider: providerId, detail: flow });
  // Without them the way would end halfway, with a code already spent.
  if (!provider.authorization_endpoint || (flow === 'code' && !provider.token_endpoint)) {
    throw new SingletError('discovery_failed', { provider: providerId, detail: 'an endpoint is not known' });
  }
  const extra = extraParameters(provider, options);
  const here = new URL(ports.href());
  const id = randomId(ports.random);
  const started: Transaction = {
    id,
    createdAt: ports.now(),
    provider: providerId,
    tuple: tupleOf(provider),
    flow,
    mode: 'redirect',
    purpose: 'new',
    returnTo: safeReturnTo(options.returnTo ?? here.pathname + here.search + here.hash, config.callback, base.pathname),
    redirect_uri: flow === 'token' ? bindRedirectUri(provider, id) : provider.redirect_uri,
    binding: flow === 'code' ? 'state' : provider.redirectBinding,
    scope: options.scope ?? provider.scope,
    nonce: randomId(ports.random),
    ...(options.group && { group: options.group }),
    ...(await expectation(context, provider, options.connection)),
  };
  const { url, transaction } = await buildRequest(provider, started, options, extra);
  abortedBy();
  context.alive();
  transactions.rememberTransaction(transaction);
  context.emitter.emit('signin:started', { provider: providerId });
  const sent = new URL(url);
  const parameters = Object.fromEntries(
    [...sent.searchParams].map(([name, value]) => [name, masked.test(name) ? new Secret(value) : value]),
  );
  context.trace({
    step: 'left-for-provider',
    provider: providerId,
    transaction: id,
    from: 'app',
    to: 'provider',
    url: sent.origin + sent.pathname,
    method: 'GET',
    parameters,
  });
  ports.leave(url);
  return new Promise<never>((_resolve, reject) => {
    const abort = () => {
      // The sign-in is off: a reply that still comes finds nothing waiting.
      transactions.takeTransaction([id]);
      reject(new SingletError('aborted', { provider: providerId }));
    };
    options.signal?.addEventListener('abort', abort, { once: true });
  });
}
