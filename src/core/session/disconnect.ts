/**
 * Ends a connection: forgets it here first, then asks the provider to revoke (RFC 7009) and, where that is wanted, to end
 * the person's session by way of its sign-out page (OpenID Connect RP-Initiated Logout 1.0). The answer says honestly what
 * is known. Side effects: vault, broadcast, revocation endpoint, a window or the tab.
 */
import { type ErrorCode, SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import { tupleOf } from '../flow/check-response.ts';
import { fillRequest, placesOf } from '../flow/request-template.ts';
import { buildEndSessionRequest, isSignedOut } from '../flow/sign-out.ts';
import { templateValues } from '../flow/token-grant.ts';
import type { RequestEntry } from '../provider/entry.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import type { Transaction } from '../vault/transactions.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { DisconnectOptions, DisconnectResult } from './door.ts';
import { dropPopup, type Popup, travel } from './popup.ts';
import { safeReturnTo } from './return-to.ts';
import { sentWith } from './trace-sign-in.ts';
import { traceSessionEnded, traceSignOut } from './trace-sign-out.ts';
import type { Typed } from './typed-secrets.ts';

/** What came of asking the provider to end tokens, and why nothing is known of it. */
interface Revoked {
  readonly outcome: DisconnectResult['revoked'];
  readonly code?: ErrorCode;
  readonly status?: number;
}

const unknownAfter = (error: unknown): Revoked => ({ outcome: 'unknown', ...(error instanceof SingletError && { code: error.code }) });

/** undefined: its settings cannot be read now. null: they are those of another server by now, which must not be asked. */
async function providerOf(
  { metadata }: ActContext,
  { id: connection, provider: id, source }: Connection,
): Promise<Provider | null | undefined> {
  const prepared = await metadata.prepare(id, { connection }).catch(() => undefined);
  return prepared && (sourceOf(prepared.provider) === source ? prepared.provider : null);
}

/** By requests that stand in the provider's entry: the first that can be made, for each token, the refresh token first. */
async function revokeAsStated(
  context: ActContext,
  provider: Provider,
  { inputs }: Connection,
  { access_token, refresh_token }: TokenSet,
  given: Typed | undefined,
): Promise<Revoked> {
  const values = { ...templateValues(provider, { ...given, inputs }, context.ports.now()), access_token };
  const canBeFilled = (request: RequestEntry) => !placesOf(request).includes('client_secret') || given?.client_secret !== undefined;
  const request = provider.revocationRequests.find(canBeFilled);
  if (!request) return { outcome: 'not-supported' };
  const tokens = placesOf(request).includes('token') ? [refresh_token, access_token] : [access_token];
  try {
    for (const token of tokens) {
      if (!token) continue;
      const { url, init } = await fillRequest(request, { ...values, token });
      const { status } = await context.guarded(url, init);
      if (status < 200 || status > 299) return { outcome: 'unknown', status };
    }
    return { outcome: 'revoked' };
  } catch (error) {
    return unknownAfter(error);
  }
}

async function revoke(
  context: ActContext,
  provider: Provider | null | undefined,
  connection: Connection,
  tokens: TokenSet,
  given: Typed | undefined,
): Promise<Revoked> {
  const { access_token, refresh_token } = tokens;
  if (provider === undefined) return { outcome: 'unknown', code: 'discovery_failed' };
  if (provider?.revocationRequests.length) return revokeAsStated(context, provider, connection, tokens, given);
  if (!provider?.revocation_endpoint) return { outcome: 'not-supported' };
  try {
    const { revokeToken } = await loadOidc();
    // A refresh token first: RFC 7009 section 2.1 lets the server end the access tokens of its grant with it.
    const refreshed = refresh_token === undefined || (await revokeToken(provider, refresh_token, 'refresh_token', context.guarded));
    const accessed = await revokeToken(provider, access_token, 'access_token', context.guarded);
    return refreshed && accessed ? { outcome: 'revoked' } : { outcome: 'unknown', code: 'token_rejected' };
  } catch (error) {
    return unknownAfter(error);
  }
}

/** The request that was made, or why none was: whether it worked, how long it took, and never a token. */
function traceRevocation(
  { trace, ports }: ActContext,
  { id: connection, provider: name }: Connection,
  provider: Provider | null | undefined,
  { outcome, code, status }: Revoked,
  began: number,
): void {
  const about = { provider: name, connection, step: 'revoked', parameters: { outcome }, ...(code && { code }) } as const;
  const [stated] = provider?.revocationRequests ?? [];
  const [url] = (stated?.url ?? provider?.revocation_endpoint)?.split('?') ?? [];
  if (!url || outcome === 'not-supported') {
    trace({ ...about, from: 'app', to: 'app' });
    return;
  }
  const method = stated?.method ?? 'POST';
  const took = ports.now() - began;
  trace({ ...about, from: 'app', to: 'token-endpoint', method, url, took, ...(status !== undefined && { status }) });
}

function signOutTransaction(context: ActContext, provider: Provider, options: DisconnectOptions, popup: Popup | undefined): Transaction {
  const { ports, config, base } = context;
  const here = new URL(ports.href());
  const id = popup?.id ?? randomId(ports.random);
  return {
    id,
    createdAt: ports.now(),
    provider: provider.id,
    tuple: tupleOf(provider),
    flow: 'code',
    mode: popup ? 'window' : 'redirect',
    purpose: 'sign-out',
    returnTo: safeReturnTo(options.returnTo ?? here.pathname + here.search + here.hash, config.callback, base.pathname),
    redirect_uri: config.callback,
    binding: 'state',
    scope: '',
    state: id,
  };
}

/** In redirect mode the page goes, and this never resolves. */
async function endSession(
  context: ActContext,
  provider: Provider | null | undefined,
  { id: connection, provider: name }: Connection,
  idToken: TokenSet['id_token'],
  options: DisconnectOptions,
  popup: Popup | undefined,
): Promise<DisconnectResult['session']> {
  const told = (outcome: DisconnectResult['session'], code?: ErrorCode) => {
    traceSessionEnded(context, { provider: name, connection, ...(code && { code }) }, outcome);
    return outcome;
  };
  if (provider === undefined) return told('unknown', 'discovery_failed');
  if (!provider?.end_session_endpoint) return told('not-supported');
  const bare = signOutTransaction(context, provider, options, popup);
  const url = buildEndSessionRequest(provider, { redirect_uri: bare.redirect_uri, state: bare.id, idToken });
  const transaction = { ...bare, sent: sentWith(url, provider) };
  if (!popup) {
    // A reply could not be kept for the page that comes back.
    if (context.memoryOnly) return told('unknown', 'storage_unavailable');
    try {
      context.transactions.rememberTransaction(transaction);
    } catch {
      return told('unknown', 'storage_unavailable');
    }
    context.ports.leave(url);
    return new Promise<never>(() => {});
  }
  const { onPopup, signal } = options;
  try {
    const secret = idToken !== undefined && provider.endSession.id_token_hint === true;
    traceSignOut(context, transaction, { connection });
    const { href } = await travel(context, popup, { provider: provider.id, url, secret, onPopup, signal });
    return told(isSignedOut(href, transaction.id) ? 'ended' : 'unknown');
  } catch (error) {
    return told('unknown', error instanceof SingletError ? error.code : undefined);
  }
}

/** So that the next account of this server is not shown from the browser's cache what this one was answered. */
async function noteDeparted({ vault }: ActContext, { source, identity: { sub } }: Connection): Promise<void> {
  await vault
    .departed()
    .then((accounts) => vault.setDeparted({ ...accounts, [source]: sub }))
    .catch(() => {});
}

/** Error: `connection_unknown`, and those of the vault. What fails at the provider is told, not thrown. */
export async function disconnect(
  context: ActContext,
  connection: Connection,
  options: DisconnectOptions,
  gone: () => void,
  popup?: Popup,
): Promise<DisconnectResult> {
  try {
    const stored = await context.vault.tokens(connection.id).catch((error: unknown) => {
      // A record that does not open goes with the rest; a store that does not answer must not pass for that.
      if (error instanceof SingletError && error.code === 'vault_unreadable') return undefined;
      throw error;
    });
    // A renewed token that could not be stored is the one to revoke; what another tab stored since is newer than ours.
    const own = context.held.get(connection.id)?.tokens;
    const tokens = own && own.issuedAt >= (stored?.issuedAt ?? 0) ? own : stored;
    // A revocation may want the secret, which goes with the connection.
    const given = await context.typed.get(connection.id).catch(() => undefined);
    await context.vault.remove(connection.id);
    gone();
    await noteDeparted(context, connection);
    context.trace({ step: 'disconnected', provider: connection.provider, connection: connection.id });
    const asks = options.revoke !== false;
    const provider = asks || options.endSession ? await providerOf(context, connection) : undefined;
    const began = context.ports.now();
    const revoked: Revoked = !asks
      ? { outcome: 'not-asked' }
      : tokens
        ? await revoke(context, provider, connection, tokens, given)
        : { outcome: 'unknown' };
    if (asks) traceRevocation(context, connection, provider, revoked, began);
    const session = options.endSession ? await endSession(context, provider, connection, tokens?.id_token, options, popup) : 'not-asked';
    return { revoked: revoked.outcome, session };
  } finally {
    dropPopup(context, popup);
  }
}
