/**
 * Connections without a page to send a person to: a machine asks with its own secret or key (RFC 6749 section 4.4), or a token
 * that was had elsewhere is pasted. Provider + what was given -> `SignInResult`.
 * Side effects: token and identity endpoints, and those of settling.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import { tupleOf } from '../flow/check-response.ts';
import { askForTokens } from '../flow/token-grant.ts';
import { parseTokenFields } from '../flow/token-response.ts';
import { isMachine } from '../provider/info.ts';
import type { Provider } from '../provider/provider.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { ActContext } from './context.ts';
import type { ConnectOptions, PastedToken, SecretNeeded, SignInResult } from './door.ts';
import { failureAt } from './failure.ts';
import { inputValues, purposeOf } from './request.ts';
import { safeReturnTo } from './return-to.ts';
import { type Ask, askForSecret } from './secret-needed.ts';
import { settle } from './settle.ts';
import { machineParameters, tokenParameters, traceFailure } from './trace-sign-in.ts';

/** Nothing leaves the page, so nothing is remembered; the record names the attempt in traces and says what it is for. */
export async function attempt(
  context: ActContext,
  provider: Provider,
  options: ConnectOptions,
  id = randomId(context.ports.random),
): Promise<Transaction> {
  const { ports, config, base } = context;
  const here = new URL(ports.href());
  const { scope = provider.scope, group, returnTo } = options;
  return {
    id,
    createdAt: ports.now(),
    provider: provider.id,
    tuple: tupleOf(provider),
    flow: provider.flow === 'auto' ? 'paste' : provider.flow,
    mode: 'manual',
    purpose: 'new',
    returnTo: safeReturnTo(returnTo ?? here.pathname + here.search + here.hash, config.callback, base.pathname),
    redirect_uri: '',
    binding: 'exact',
    scope,
    ...(group && { group }),
    ...(await purposeOf(context, provider, options)),
  };
}

/** Tells listeners of a failure as any sign-in does. */
async function told<T>(context: ActContext, provider: string, act: () => Promise<T>, transaction?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const failure = failureAt(provider, error);
    traceFailure(context, { provider, ...(transaction && { transaction }) }, failure);
    context.emitter.emit('signin:failed', failure);
    throw failure;
  }
}

async function askMachine(context: ActContext, provider: Provider, options: ConnectOptions, attemptId: string): Promise<SecretNeeded> {
  if (!provider.token_endpoint) throw new SingletError('discovery_failed', { provider: provider.id, detail: 'no token_endpoint is known' });
  const inputs = inputValues(provider, options.inputs ?? {});
  const transaction = { ...(await attempt(context, provider, options, attemptId)), inputs };
  const { id, scope, returnTo } = transaction;
  const base = { provider: provider.id, transaction: id };
  const ports = { fetch: context.guarded, now: context.ports.now };
  const ask: Ask = (given) => {
    context.trace({
      ...base,
      step: 'token-requested',
      from: 'app',
      to: 'token-endpoint',
      flow: provider.flow,
      method: 'POST',
      url: provider.token_endpoint,
      parameters: machineParameters(provider, scope, inputs),
    });
    return askForTokens(
      provider,
      { grant_type: 'client_credentials', scope },
      { ...given, inputs },
      { nonce: undefined, wantsIdToken: false },
      ports,
    );
  };
  return askForSecret(context, {
    provider,
    transaction: id,
    returnTo,
    ask,
    got(tokens, typed) {
      context.trace({
        ...base,
        step: 'token-received',
        from: 'token-endpoint',
        to: 'app',
        token: tokens.access_token,
        parameters: tokenParameters(tokens),
      });
      const { claims, receivedAt } = tokens;
      return told(
        context,
        provider.id,
        () => settle(context, transaction, provider, { tokens, claims, receivedAt, bound: true, typed }),
        id,
      );
    },
  });
}

async function keepPasted(
  context: ActContext,
  provider: Provider,
  token: PastedToken,
  options: ConnectOptions,
  attemptId?: string,
): Promise<SignInResult> {
  const { access_token, refresh_token, expires_in, scope } = token;
  const transaction = await attempt(context, provider, options, attemptId);
  const fields = { access_token: access_token.trim(), refresh_token: refresh_token?.trim(), expires_in, scope, token_type: 'bearer' };
  const tokens = parseTokenFields(fields, provider);
  const receivedAt = context.ports.now();
  const base = { provider: provider.id, transaction: transaction.id, flow: 'paste', from: 'person', to: 'app' } as const;
  context.trace({ ...base, step: 'secret-given', token: tokens.access_token, parameters: tokenParameters(tokens) });
  // Whoever made the person paste it may have meant his own account: it is shown before it is kept.
  return settle(context, transaction, provider, { tokens, claims: undefined, receivedAt, bound: false });
}

function askForToken(context: ActContext, provider: Provider, options: ConnectOptions, attemptId: string): SecretNeeded {
  let pending = true;
  const once = () => {
    context.alive();
    if (!pending) throw new SingletError('no_transaction', { provider: provider.id });
  };
  const text = (value: string | Blob | undefined) => (typeof value === 'string' && value !== '' ? value : undefined);
  return {
    status: 'secret-needed',
    provider: context.registry.info(provider),
    fields: [
      { name: 'access_token', type: 'password', required: true },
      { name: 'refresh_token', type: 'password', required: false },
      { name: 'expires_in', type: 'number', required: false },
    ],
    // It goes where its rules say, and is asked there whose it is.
    tokenHost: new URL(provider.identity?.endpoint ?? provider.userinfo_endpoint ?? provider.api[0]?.origin ?? provider.redirect_uri).host,
    returnTo: options.returnTo ?? new URL(context.ports.href()).pathname,
    keepable: false,
    async submit({ access_token, refresh_token, expires_in }) {
      once();
      const token = { access_token: text(access_token) ?? '', refresh_token: text(refresh_token), expires_in: text(expires_in) };
      const result = await told(context, provider.id, () => keepPasted(context, provider, token, options, attemptId), attemptId);
      pending = false;
      return result;
    },
    async discard() {
      once();
      pending = false;
    },
  };
}

/** undefined where a person is sent to a page of the provider. */
export async function connectWithoutPage(
  context: ActContext,
  provider: Provider,
  options: ConnectOptions,
  attemptId: string,
): Promise<SignInResult | undefined> {
  if (isMachine(provider)) return askMachine(context, provider, options, attemptId);
  return provider.flow === 'paste' ? askForToken(context, provider, options, attemptId) : undefined;
}

/** Errors: `provider_unknown`, `token_invalid`, those of settling. */
export async function addToken(context: ActContext, id: string, token: PastedToken): Promise<SignInResult> {
  return told(context, id, async () => {
    // Metadata only add where to ask whose it is.
    const provider = await context.metadata.prepare(id).then(
      (prepared) => prepared.provider,
      () => context.registry.get(id),
    );
    return keepPasted(context, provider, token, {});
  });
}
