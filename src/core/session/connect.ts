/**
 * Starts a sign-in: by a tab that leaves, by a window that comes back, or by a code that is pasted.
 * The only place that asks to navigate. Provider + choices -> nothing (the page goes), or how the sign-in stands.
 * RFC 6749 sections 4.1.1 and 4.2.1, RFC 9700 section 4.7.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import { transactionLifeMs } from '../flow/check-response.ts';
import type { Provider } from '../provider/provider.ts';
import { finishSignIn } from './complete.ts';
import type { ActContext } from './context.ts';
import type { ConnectOptions, SignInResult } from './door.ts';
import type { Prepared } from './metadata.ts';
import { dropPopup, type Popup, travel } from './popup.ts';
import { buildSignIn, type SignInRequest } from './request.ts';
import { traceFailure, traceSent } from './trace-sign-in.ts';
import { connectWithoutPage } from './without-page.ts';

/** What must be settled before anybody leaves, so that no way ends halfway with a code already spent. */
function checkWay(context: ActContext, { provider, capabilities: { flow } }: Prepared, popup: Popup | undefined): void {
  const { memoryOnly, acts } = context;
  const id = provider.id;
  // A reply could not be kept for the page that comes back, so do not leave at all.
  if (memoryOnly && !popup && flow !== 'manual-code') throw new SingletError('storage_unavailable', { provider: id, cause: memoryOnly });
  if (flow !== 'code' && flow !== 'token' && flow !== 'manual-code')
    throw new SingletError('flow_unsupported', { provider: id, detail: flow });
  if (!provider.authorization_endpoint || (flow !== 'token' && !provider.token_endpoint))
    throw new SingletError('discovery_failed', { provider: id, detail: 'an endpoint is not known' });
  // Whoever holds a handle to this page could send it, or its window, to a reply of their own (security ruling a).
  if (flow === 'token' && provider.redirectBinding !== 'state' && acts.watched()) throw new SingletError('opener_unsafe', { provider: id });
}

/** The whole tab goes; never resolves. */
function leave(context: ActContext, { url, transaction }: SignInRequest, signal: AbortSignal | undefined): Promise<never> {
  const { transactions, ports } = context;
  transactions.rememberTransaction(transaction);
  ports.leave(url);
  return new Promise<never>((_resolve, reject) => {
    const abort = () => {
      reject(new SingletError('aborted', { provider: transaction.provider }));
      context.flights.release(transaction.flight).catch(() => {});
      // The sign-in is off: a reply that still comes finds nothing waiting.
      transactions.takeTransaction([transaction.id]);
    };
    signal?.addEventListener('abort', abort, { once: true });
  });
}

/** The code is shown on the provider's own page, and a person carries it over. */
function askForCode(context: ActContext, { url, transaction }: SignInRequest): SignInResult {
  context.manual.remember(transaction);
  return {
    status: 'code-needed',
    transactionId: transaction.id,
    provider: context.registry.info(context.registry.get(transaction.provider)),
    url,
    endsAt: transaction.createdAt + transactionLifeMs,
  };
}

async function claim(
  context: ActContext,
  provider: Provider,
  options: ConnectOptions,
  popup: Popup | undefined,
): Promise<string | undefined> {
  if (!provider.singleFlight) return undefined;
  return context.flights.claim(provider.id, { takeOver: options.takeOver ?? false, stays: popup !== undefined });
}

async function begin(
  context: ActContext,
  providerId: string,
  id: string,
  options: ConnectOptions,
  popup: Popup | undefined,
): Promise<SignInResult> {
  const { metadata, emitter, flights } = context;
  const live = () => {
    if (options.signal?.aborted) throw new SingletError('aborted', { provider: providerId });
    context.alive();
  };
  live();
  const prepared = await metadata.prepare(providerId, { transaction: id });
  const { provider, capabilities } = prepared;
  const direct = await connectWithoutPage(context, provider, options, id);
  if (direct) {
    dropPopup(context, popup);
    emitter.emit('signin:started', { provider: providerId });
    return direct;
  }
  checkWay(context, prepared, popup);
  const manual = capabilities.flow === 'manual-code';
  const mode = manual ? 'manual' : popup ? 'window' : 'redirect';
  const built = await buildSignIn(context, prepared, options, { id, mode });
  live();
  const flight = await claim(context, provider, options, popup);
  const request: SignInRequest = { ...built, transaction: { ...built.transaction, ...(flight && { flight }) } };
  try {
    live();
    emitter.emit('signin:started', { provider: providerId });
    traceSent(context, request.transaction, provider.link);
    if (manual) dropPopup(context, popup);
    if (manual) return askForCode(context, request);
    if (!popup) return await leave(context, request, options.signal);
    const { onPopup, signal } = options;
    const secret = options.link !== undefined;
    const reply = await travel(context, popup, { provider: providerId, url: request.url, secret, onPopup, signal });
    return await finishSignIn(context, { ...reply, transaction: request.transaction });
  } catch (error) {
    traceFailure(context, { provider: provider.id, transaction: id }, error);
    await flights.release(flight).catch(() => {});
    throw error;
  }
}

/**
 * `popup`: the window that the click opened, in popup mode. In redirect mode it never resolves, because the page goes, and
 * rejects only before leaving.
 */
export async function connect(context: ActContext, providerId: string, options: ConnectOptions = {}, popup?: Popup): Promise<SignInResult> {
  const id = popup?.id ?? randomId(context.ports.random);
  try {
    return await begin(context, providerId, id, options, popup);
  } catch (error) {
    traceFailure(context, { provider: providerId, transaction: id }, error);
    dropPopup(context, popup);
    throw error;
  }
}
