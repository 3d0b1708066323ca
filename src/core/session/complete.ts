/**
 * Finishes a sign-in with the raw reply that came back, by callback/, a window or a person's hands: check, redeem, settle.
 * Raw reply + transaction -> `SignInResult`. Side effects: token, key set and identity endpoints, and those of settling.
 */
import { SingletError, staleRelease } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import { type CheckedResponse, checkResponse } from '../flow/check-response.ts';
import type { CheckedListener, CheckedTokens } from '../flow/check-tokens.ts';
import { checkIdToken } from '../flow/id-token.ts';
import { parseResponse } from '../flow/response.ts';
import { isSignedOut } from '../flow/sign-out.ts';
import { askForTokens } from '../flow/token-grant.ts';
import { isDeviant } from '../provider/capabilities.ts';
import { wantsSecret } from '../provider/info.ts';
import type { Provider } from '../provider/provider.ts';
import { takeHandoff } from '../vault/handoff.ts';
import type { Transaction } from '../vault/transactions.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { SignInResult } from './door.ts';
import { failureAt } from './failure.ts';
import type { Prepared } from './metadata.ts';
import { type Ask, askForSecret } from './secret-needed.ts';
import { type GivenSecrets, type Obtained, settle } from './settle.ts';
import { tellingFetch } from './trace-read.ts';
import { replyParameters, tokenParameters, traceFailure, traceSent } from './trace-sign-in.ts';
import { traceSessionEnded, traceSignOut } from './trace-sign-out.ts';

/** What came back for a transaction. */
export interface Reply {
  readonly transaction: Transaction;
  readonly href: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

type CheckedCode = Extract<CheckedResponse, { kind: 'code' }>;
type CheckedToken = Extract<CheckedResponse, { kind: 'token' }>;

function check(context: ActContext, { transaction, href, receivedAt }: Reply, { provider, capabilities }: Prepared): CheckedResponse {
  const checks: TraceCheck[] = [];
  const { flow, binding, state, tuple, id, createdAt, redirect_uri, wantsIdToken = false } = transaction;
  const base = { provider: provider.id, transaction: id };
  const manual = flow === 'manual-code';
  // The page that left told it to nobody who is still there.
  if (transaction.mode === 'redirect') traceSent(context, transaction, provider.link, createdAt);
  const { origin, pathname } = new URL(href);
  context.trace({
    ...base,
    step: 'callback-received',
    from: manual ? 'person' : 'provider',
    to: 'app',
    happened: receivedAt,
    ...(!manual && { url: origin + pathname }),
    parameters: replyParameters(href),
  });
  const where = { binding, redirect_uri: manual ? undefined : redirect_uri };
  const expected = { id, createdAt, flow: flow === 'token' ? flow : 'code', state, tuple, wantsIdToken, ...where } as const;
  try {
    const checked = checkResponse(parseResponse(href, provider.reply.rawFragment), expected, {
      provider,
      // What a person copies is often the code alone.
      issPromised: capabilities.iss && flow === 'code',
      now: receivedAt,
      checked: (found) => checks.push(found),
    });
    context.trace({ ...base, step: 'callback-checked', checks });
    return checked;
  } catch (error) {
    context.trace({ ...base, step: 'callback-checked', checks });
    throw error;
  }
}

/** A token of the front channel; with an ID token, which is proven and proves it. */
async function prove(context: ActContext, reply: Reply, provider: Provider, { tokens }: CheckedToken): Promise<Obtained> {
  const { transaction, receivedAt } = reply;
  const bound = transaction.state !== undefined;
  if (!transaction.wantsIdToken) return { tokens, claims: undefined, receivedAt, bound };
  const { id, issuer, client_id } = provider;
  const { id_token, access_token } = tokens;
  if (!id_token) throw new SingletError('id_token_invalid', { provider: id, detail: 'none came although it was asked for' });
  const about = { provider: id, transaction: transaction.id };
  const checks: TraceCheck[] = [];
  const checked = (found: readonly TraceCheck[]) => void checks.push(...found);
  try {
    const claims = checkIdToken(id_token, { provider: id, issuer, client_id, nonce: transaction.nonce, receivedAt, checked });
    const { proveIdToken } = await import('../flow/id-token-signature.ts').catch(staleRelease);
    await proveIdToken(provider, { id_token, access_token, claims }, tellingFetch(context, about), checked);
    return { tokens, claims, receivedAt, bound };
  } finally {
    context.trace({ ...about, step: 'id-token-checked', checks });
  }
}

/** Whether the server holds a code to our verifier, so that a pasted one can be nobody else's. */
const isHeld = ({ capabilities, provider }: Prepared) =>
  provider.pkce || (capabilities.metadata?.code_challenge_methods_supported.includes('S256') ?? false);

async function redeem(context: ActContext, reply: Reply, prepared: Prepared, { code, state }: CheckedCode): Promise<SignInResult> {
  const { provider } = prepared;
  const { transaction } = reply;
  const { oidc = '', nonce = '', scope, redirect_uri } = transaction;
  const base = { provider: provider.id, transaction: transaction.id };
  const bound = transaction.flow === 'code' || isHeld(prepared);
  const asked = { ...base, step: 'token-requested', from: 'app', to: 'token-endpoint', method: 'POST' } as const;
  const { code_verifier } = JSON.parse(oidc) as { code_verifier: string };
  const parameters = {
    grant_type: 'authorization_code',
    code,
    code_verifier: new Secret(code_verifier),
    ...(redirect_uri && { redirect_uri }),
    client_id: provider.client_id,
  };
  const requested = () => context.trace({ ...asked, url: provider.token_endpoint, parameters });
  let checks: readonly TraceCheck[] | undefined;
  const checked: CheckedListener = (found, tokens) => {
    checks = found;
    const about = { token: tokens.access_token, parameters: tokenParameters(tokens), checks: found };
    if (found.some(({ passed }) => !passed))
      context.trace({ ...base, step: 'token-received', from: 'token-endpoint', to: 'app', ...about });
  };
  const got = (tokens: CheckedTokens, typed?: GivenSecrets) => {
    const { access_token } = tokens;
    const about = { parameters: tokenParameters(tokens), ...(checks && { checks }) };
    context.trace({ ...base, step: 'token-received', from: 'token-endpoint', to: 'app', token: access_token, ...about });
    return settle(context, transaction, provider, { tokens, claims: tokens.claims, receivedAt: tokens.receivedAt, bound, typed });
  };
  if (isDeviant(provider) || redirect_uri === '') {
    const grant = {
      grant_type: 'authorization_code',
      code,
      code_verifier: new Secret(code_verifier),
      redirect_uri: redirect_uri || undefined,
    } as const;
    const expected = { nonce, wantsIdToken: scope.split(' ').includes('openid'), checked };
    const { returnTo, inputs = {} } = transaction;
    const ask: Ask = (given) => {
      requested();
      return askForTokens(provider, grant, { ...given, inputs }, expected, {
        fetch: context.guarded,
        now: context.ports.now,
      });
    };
    if (!wantsSecret(provider)) return got(await ask({}));

    return askForSecret(context, { provider, transaction: transaction.id, returnTo, ask, got });
  }
  const { exchangeCode } = await loadOidc();
  requested();
  return got(await exchangeCode(provider, { code, state, oidc, nonce, scope, checked }, context.guarded));
}

async function finish(context: ActContext, reply: Reply): Promise<SignInResult> {
  const { transaction } = reply;
  // Loads while the metadata are read; most codes need it.
  if (transaction.flow === 'code') loadOidc().catch(() => {});
  const prepared = await context.metadata.prepare(transaction.provider, { transaction: transaction.id });
  const checked = check(context, reply, prepared);
  if (checked.kind === 'code') return redeem(context, reply, prepared, checked);
  return settle(context, transaction, prepared.provider, await prove(context, reply, prepared.provider, checked));
}

/** Tells listeners of a failure, and lets go of what the sign-in held among the tabs. */
export async function finishSignIn(context: ActContext, reply: Reply): Promise<SignInResult> {
  const { provider, flight } = reply.transaction;
  try {
    return await finish(context, reply);
  } catch (error) {
    const failure = failureAt(provider, error);
    traceFailure(context, { provider, transaction: reply.transaction.id }, failure);
    context.emitter.emit('signin:failed', failure);
    throw failure;
  } finally {
    await context.flights.release(flight).catch(() => {});
  }
}

/** Finishes what was handed over under `id`. It is taken, so that it cannot be spent again; null after a sign-out. */
export async function completeSignIn(context: ActContext, id: string): Promise<SignInResult | null> {
  const reply = (await takeHandoff(context.vaultPorts, id, context.ports.now())) as Reply | undefined;
  if (!reply) throw new SingletError('transaction_expired');
  if (reply.transaction.purpose !== 'sign-out') return finishSignIn(context, reply);
  const { provider, id: state, createdAt } = reply.transaction;
  const ended = isSignedOut(reply.href, state);
  traceSignOut(context, reply.transaction, { happened: createdAt });
  traceSessionEnded(context, { provider, transaction: state }, ended ? 'ended' : 'unknown', { happened: reply.receivedAt });
  if (ended) context.emitter.emit('signout:completed', { provider });
  return null;
}
