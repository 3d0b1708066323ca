/**
 * Ends a connection: forgets it here first, then asks the provider to revoke (RFC 7009).
 * The answer says honestly what is known. Side effects: vault, broadcast, revocation endpoint.
 */
import { sourceOf } from '../provider/provider.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { DisconnectResult } from './door.ts';

async function revoke(
  context: ActContext,
  { provider: id, source }: Connection,
  { access_token, refresh_token }: TokenSet,
): Promise<DisconnectResult['revoked']> {
  try {
    const { provider } = await context.metadata.prepare(id);
    if (!provider.revocation_endpoint || sourceOf(provider) !== source) return 'not-supported';
    const { revokeToken } = await loadOidc();
    // A refresh token first: RFC 7009 section 2.1 lets the server end the access tokens of its grant with it.
    const refreshed = refresh_token === undefined || (await revokeToken(provider, refresh_token, 'refresh_token', context.guarded));
    const accessed = await revokeToken(provider, access_token, 'access_token', context.guarded);
    return refreshed && accessed ? 'revoked' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** Error: `connection_unknown`, and those of the vault. A revocation that fails is told, not thrown. */
export async function disconnect(
  context: ActContext,
  connection: Connection,
  options: { readonly revoke?: boolean },
  gone: () => void,
): Promise<DisconnectResult> {
  const tokens = await context.vault.tokens(connection.id).catch(() => undefined);
  await context.vault.remove(connection.id);
  gone();
  context.trace({ step: 'disconnected', provider: connection.provider, connection: connection.id });
  if (options.revoke === false) return { revoked: 'not-asked' };
  return { revoked: tokens ? await revoke(context, connection, tokens) : 'unknown' };
}
