/**
 * Ends a connection: forgets it here first, then asks the provider to revoke (RFC 7009) and, where that is wanted, to end
 * the person's session by way of its sign-out page (OpenID Connect RP-Initiated Logout 1.0). The answer says honestly what
 * is known. Side effects: vault, broadcast, revocation endpoint, a window or the tab.
 */
import { SingletError } from '../base/errors.ts';
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
import type { Typed } from './typed-secrets.ts';

/** undefined: its settings cannot be read now. null: they are those of another server by now, which must not be asked. */
async function providerOf({ metadata }: ActContext, { provider: id, source }: Connection): Promise<Provider | null | undefined> {
  const prepared = await metadata.prepare(id).catch(() => undefined);
  return prepared && (sourceOf(prepared.provider) === source ? prepared.provider : null);
}

/** By requests that stand in the provider's entry: the first that can be made, for each token, the refresh token first. */
async function revokeAsStated(
  context: ActContext,
  provider: Provider,
  { inputs }: Connection,
  { access_token, refresh_token }: TokenSet,
  given: Typed | undefined,
): Promise<DisconnectResult['revoked']> {
  const values = { ...templateValues(provider, { ...given, inputs }, context.ports.now()), access_token };
  const canBeFilled = (request: RequestEntry) => !placesOf(request).includes('client_secret') || given?.client_secret !== undefined;
  const request = provider.revocationRequests.find(canBeFilled);
  if (!request) return 'not-supported';
  const tokens = placesOf(request).includes('token') ? [refresh_token, access_token] : [access_token];
  try {
    for (const token of tokens) {
      if (!token) continue;
      const { url, init } = await fillRequest(request, { ...values, token });
      const { status } = await context.guarded(url, init);
      if (status < 200 || status > 299) return 'unknown';
    }
    return 'revoked';
  } catch {
    return 'unknown';
  }
}

async function revoke(
  context: ActContext,
  provider: Provider | null | undefined,
  connection: Connection,
  tokens: TokenSet,
  given: Typed | undefined,
): Promise<DisconnectResult['revoked']> {
  const { access_token, refresh_token } = tokens;
  if (provider === undefined) return 'unknown';
  if (provider?.revocationRequests.length) return revokeAsStated(context, provider, connection, tokens, given);
  if (!provider?.revocation_endpoint) return 'not-supported';
  try {
    const { revokeToken } = await loadOidc();
    // A refresh token first: RFC 7009 section 2.1 lets the server end the access tokens of its grant with it.
    const refreshed = refresh_token === undefined || (await revokeToken(provider, refresh_token, 'refresh_token', context.guarded));
    const accessed = await revokeToken(provider, access_token, 'access_token', context.guarded);
    return refreshed && accessed ? 'revoked' : 'unknown';
  } catch {
    return 'unknown';
  }
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
  idToken: TokenSet['id_token'],
  options: DisconnectOptions,
  popup: Popup | undefined,
): Promise<DisconnectResult['session']> {
  if (provider === undefined) return 'unknown';
  if (!provider?.end_session_endpoint) return 'not-supported';
  const transaction = signOutTransaction(context, provider, options, popup);
  const url = buildEndSessionRequest(provider, { redirect_uri: transaction.redirect_uri, state: transaction.id, idToken });
  if (!popup) {
    // A reply could not be kept for the page that comes back.
    if (context.memoryOnly) return 'unknown';
    try {
      context.transactions.rememberTransaction(transaction);
    } catch {
      return 'unknown';
    }
    context.ports.leave(url);
    return new Promise<never>(() => {});
  }
  const { onPopup, signal } = options;
  try {
    const secret = idToken !== undefined && provider.endSession.id_token_hint === true;
    const { href } = await travel(context, popup, { provider: provider.id, url, secret, onPopup, signal });
    return isSignedOut(href, transaction.id) ? 'ended' : 'unknown';
  } catch {
    return 'unknown';
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
    const revoked = !asks ? 'not-asked' : tokens ? await revoke(context, provider, connection, tokens, given) : 'unknown';
    if (asks && provider) {
      const [url] = (provider.revocationRequests[0]?.url ?? provider.revocation_endpoint)?.split('?') ?? [];
      const about = { provider: connection.provider, connection: connection.id, from: 'app', to: 'token-endpoint' } as const;
      if (url) context.trace({ ...about, step: 'revoked', method: 'POST', url, parameters: { outcome: revoked } });
    }
    const session = options.endSession ? await endSession(context, provider, tokens?.id_token, options, popup) : 'not-asked';
    return { revoked, session };
  } finally {
    dropPopup(context, popup);
  }
}
