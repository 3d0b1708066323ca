/**
 * What becomes of tokens that were obtained: identify, compare, ask the person where nothing proves whose they are, commit.
 * Tokens + transaction -> `SignInResult`. A token that came without proof is held in memory only until its account is known
 * and a person says it is theirs (security ruling a). Side effects: identity endpoint, vault, broadcast.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import type { Claims } from '../flow/id-token.ts';
import { type Identity, identify } from '../flow/identity.ts';
import type { TokenReply } from '../flow/token-response.ts';
import { isMachine } from '../provider/info.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { Connection, ConnectionInfo, TokenSet } from '../vault/records.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { NewConnection } from '../vault/vault.ts';
import type { ActContext } from './context.ts';
import type { SignInResult } from './door.ts';
import { tokenSetOf } from './token-set.ts';
import type { Typed } from './typed-secrets.ts';

/** Tokens of a finished exchange, not yet anybody's. */
export interface Obtained {
  readonly tokens: TokenReply;
  readonly claims: Claims | undefined;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** True where something of ours came back with them, so that nobody else can have put them there. */
  readonly bound: boolean;
  /** What the person gave for them, for the renewals to come. */
  readonly typed?: GivenSecrets | undefined;
}

export interface GivenSecrets extends Typed {
  /** In the vault, not only in this page's memory. */
  readonly keep: boolean;
}

/** The same account at the same provider stays one connection: its tokens are replaced. */
function sameAccount(
  list: readonly Connection[],
  source: string,
  { provider, connection }: Transaction,
  { sub }: Identity,
): Connection | undefined {
  if (connection !== undefined) return list.find((one) => one.id === connection && one.source === source);
  return list.find((one) => sub !== '' && one.provider === provider && one.source === source && one.identity.sub === sub);
}

/** Another tab may renew the same connection meanwhile; the tokens of this sign-in are newer, so they go over it. */
const commitTries = 3;

async function store(context: ActContext, made: NewConnection, set: TokenSet, transaction: Transaction): Promise<[Connection, boolean]> {
  for (let tries = 1; ; tries++) {
    const known = sameAccount(await context.vault.list(), made.source, transaction, made.identity);
    const kept = { ...made, id: known?.id ?? made.id, createdAt: known?.createdAt ?? made.createdAt };
    try {
      return [known ? await context.vault.commit(kept, set, known.generation) : await context.vault.add(kept, set), !known];
    } catch (error) {
      const conflict = error instanceof SingletError && error.code === 'vault_conflict';
      // The code is spent, so a store that stumbles is asked once more.
      if (tries === (conflict ? commitTries : 2)) throw error;
    }
  }
}

/** As the browser's parser writes them, so that they compare with what a request is parsed to. */
function endpointsOf({ authorization_endpoint, token_endpoint, revocation_endpoint, end_session_endpoint }: Provider): string[] {
  const stated = [authorization_endpoint, token_endpoint, revocation_endpoint, end_session_endpoint].filter((one) => one !== undefined);
  return stated.map((address) => new URL(address)).map(({ origin, pathname }) => origin + pathname);
}

/** Whether the browser's cache may hold what another account of this server was answered. */
async function comesAfterAnother({ vault }: ActContext, source: string, { sub }: Identity): Promise<boolean> {
  const [list, { [source]: departed }] = await Promise.all([vault.list(), vault.departed()]);
  const others = list.filter((one) => one.source === source).map(({ identity }) => identity.sub);
  return [...others, ...(departed === undefined ? [] : [departed])].some((other) => other === '' || other !== sub);
}

/** Whether what a person gave is wanted once more: to renew, to sign calls, to revoke. Otherwise it is let go at once. */
const isUsedAgain = ({ api, revocationRequests }: Provider, { refreshable }: NewConnection) =>
  refreshable || revocationRequests.length > 0 || api.some(({ sign }) => sign !== undefined);

async function commit(context: ActContext, transaction: Transaction, obtained: Obtained, identity: Identity): Promise<ConnectionInfo> {
  context.alive();
  const { group, flow } = transaction;
  const provider = context.registry.get(transaction.provider);
  const set = tokenSetOf(obtained.tokens, obtained.receivedAt, { scope: transaction.scope });
  const { access_token, refresh_token, scope, issuedAt, expiresAt } = set;
  const made: NewConnection = {
    id: randomId(context.ports.random),
    provider: provider.id,
    source: sourceOf(provider),
    flow,
    group: group ?? null,
    label: null,
    identity,
    scope,
    requestedScope: transaction.scope,
    issuedAt,
    expiresAt,
    createdAt: context.ports.now(),
    tail: access_token.tail,
    // A machine asks again with what the person gave.
    refreshable: refresh_token !== undefined || isMachine(provider),
    ended: null,
    endpoints: endpointsOf(provider),
    ...(transaction.inputs && { inputs: transaction.inputs }),
    ...((await comesAfterAnother(context, sourceOf(provider), identity)) && { afterAnother: true }),
  };
  let [stored, isNew] = await store(context, made, set, transaction);
  try {
    context.alive();
  } catch (error) {
    // All was cleared while this was written, and the write came after it.
    if (error instanceof SingletError && error.code === 'aborted') await context.vault.remove(stored.id);
    throw error;
  }
  // A commit keeps the group that a connection has; this sign-in may ask for another.
  if (group && stored.group !== group) stored = await context.vault.update(stored.id, () => ({ group }));
  if (obtained.typed && isUsedAgain(provider, made)) await context.typed.hold(stored.id, obtained.typed, obtained.typed.keep);
  context.keep(stored, set, isNew);
  context.emitter.emit('signin:completed', context.listing.info(stored));
  context.trace({ step: 'stored', provider: provider.id, transaction: transaction.id, connection: stored.id, token: access_token });
  return context.listing.info(stored);
}

function askPerson(
  context: ActContext,
  transaction: Transaction,
  obtained: Obtained,
  identity: Identity,
  provider: Provider,
): SignInResult {
  let pending = true;
  const once = () => {
    if (!pending) throw new SingletError('no_transaction', { provider: provider.id });
    pending = false;
  };
  const base = { provider: provider.id, transaction: transaction.id };
  return {
    status: 'confirm',
    provider: context.registry.info(provider),
    identity,
    tail: obtained.tokens.access_token.tail,
    startedAt: transaction.createdAt,
    receivedAt: obtained.receivedAt,
    returnTo: transaction.returnTo,
    async confirm() {
      once();
      try {
        context.trace({ ...base, step: 'confirmed', from: 'person', to: 'app' });
        return await commit(context, transaction, obtained, identity);
      } catch (error) {
        // The token is still held: a full disk or a busy database may be mended and tried again.
        pending = true;
        throw error;
      }
    },
    async discard() {
      once();
      context.trace({ ...base, step: 'discarded', from: 'person', to: 'app' });
    },
  };
}

/** A token of someone else than asked for is thrown away, and the person is told who was expected and who came. */
async function checkAccount(context: ActContext, { connection, expectedSub, provider }: Transaction, found: Identity): Promise<void> {
  if (expectedSub === undefined || found.sub === expectedSub) return;
  const known = (await context.vault.list()).find(({ id }) => id === connection);
  const short = ({ sub, name, email }: Identity) => ({ sub, name, email });
  const expected = short(known?.identity ?? { sub: expectedSub });
  throw new SingletError('identity_mismatch', { provider, facts: { accounts: { expected, found: short(found) } } });
}

/** Errors: `identity_failed`, `identity_mismatch`, those of the guarded fetch and of the vault. */
export async function settle(context: ActContext, transaction: Transaction, provider: Provider, obtained: Obtained): Promise<SignInResult> {
  const { claims, tokens, bound } = obtained;
  const base = { provider: provider.id, transaction: transaction.id };
  if (!bound) context.trace({ ...base, step: 'quarantined', token: tokens.access_token });
  const url = provider.identity?.endpoint ?? provider.userinfo_endpoint;
  const request = { from: 'app', to: 'api', method: 'GET', token: tokens.access_token } as const;
  if (url !== undefined) context.trace({ ...base, ...request, step: 'identity-requested', url });
  const identity = await identify(provider, tokens.access_token, claims, { fetch: context.guarded, inQuery: context.ports.guardTiming });
  const asked = url === undefined ? ({ from: 'app', to: 'app' } as const) : ({ from: 'api', to: 'app', url, method: 'GET' } as const);
  context.trace({ ...base, step: 'identified', ...asked });
  await checkAccount(context, transaction, identity);
  if (!bound && transaction.expectedSub === undefined) return askPerson(context, transaction, obtained, identity, provider);
  const connection = await commit(context, transaction, obtained, identity);
  return { status: 'connected', connection, returnTo: transaction.returnTo };
}
