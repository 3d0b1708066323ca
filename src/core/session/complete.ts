/**
 * Finishes the sign-in that callback/ sealed for this tab: check, exchange, identify, confirm, commit.
 * Raw reply + transaction -> `SignInResult`. A token that came without an echoed `state` is held in
 * memory only, until its account is known and a person says it is theirs (security ruling a).
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import type { Secret } from '../base/secret.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import { checkResponse } from '../flow/check-response.ts';
import type { Claims } from '../flow/id-token.ts';
import { type Identity, identify } from '../flow/identity.ts';
import { parseResponse } from '../flow/response.ts';
import type { TokenReply } from '../flow/token-response.ts';
import { type Capabilities, type Provider, sourceOf } from '../provider/provider.ts';
import { takeHandoff } from '../vault/handoff.ts';
import type { Connection, ConnectionInfo, TokenSet } from '../vault/records.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { NewConnection } from '../vault/vault.ts';
import { type ActContext, loadOidc } from './context.ts';
import type { SignInResult } from './door.ts';
import { tokenSetOf } from './token-set.ts';

/** What callback/ hands over. */
export interface Reply {
  readonly transaction: Transaction;
  readonly href: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

/** Tokens of a finished exchange, not yet anybody's. */
interface Obtained {
  readonly tokens: TokenReply;
  readonly claims: Claims | undefined;
  readonly receivedAt: number;
}

async function obtain(
  context: ActContext,
  { transaction, href, receivedAt }: Reply,
  provider: Provider,
  capabilities: Capabilities,
): Promise<Obtained> {
  const checks: TraceCheck[] = [];
  const { flow, binding, state, tuple, id, createdAt } = transaction;
  const base = { provider: provider.id, transaction: id };
  context.trace({ ...base, step: 'callback-received', from: 'provider', to: 'app' });
  try {
    const response = parseResponse(href, provider.reply.rawFragment);
    const expected = { id, createdAt, flow, binding, state, tuple };
    const checked = checkResponse(response, expected, {
      provider,
      issPromised: capabilities.iss && flow === 'code',
      now: receivedAt,
      checked: (check) => checks.push(check),
    });
    context.trace({ ...base, step: 'callback-checked', checks });
    if (checked.kind === 'token') return { tokens: checked.tokens, claims: undefined, receivedAt };
    const { exchangeCode } = await loadOidc();
    context.trace({
      ...base,
      step: 'token-requested',
      from: 'app',
      to: 'token-endpoint',
      method: 'POST',
      url: provider.token_endpoint ?? '',
    });
    const exchange = {
      code: checked.code,
      state: checked.state,
      oidc: transaction.oidc ?? '',
      nonce: transaction.nonce ?? '',
      scope: transaction.scope,
    };
    const tokens = await exchangeCode(provider, exchange, context.guarded);
    context.trace({ ...base, step: 'token-received', from: 'token-endpoint', to: 'app', token: tokens.access_token });
    return { tokens, claims: tokens.claims, receivedAt: tokens.receivedAt };
  } catch (error) {
    context.trace({ ...base, step: 'failed', checks, ...(error instanceof SingletError && { code: error.code }) });
    throw error;
  }
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
      if (!(error instanceof SingletError) || error.code !== 'vault_conflict' || tries === commitTries) throw error;
    }
  }
}

async function commit(context: ActContext, reply: Reply, obtained: Obtained, identity: Identity): Promise<ConnectionInfo> {
  context.alive();
  const { transaction } = reply;
  const { group, provider, flow } = transaction;
  const set = tokenSetOf(obtained.tokens, obtained.receivedAt, transaction);
  const { access_token, refresh_token, scope, issuedAt, expiresAt } = set;
  const made: NewConnection = {
    id: randomId(context.ports.random),
    provider,
    source: sourceOf(context.registry.get(provider)),
    flow,
    group: group ?? null,
    label: null,
    identity,
    scope,
    issuedAt,
    expiresAt,
    createdAt: context.ports.now(),
    tail: access_token.tail,
    refreshable: refresh_token !== undefined,
    ended: null,
  };
  let [stored, isNew] = await store(context, made, set, transaction);
  // A commit keeps the group that a connection has; this sign-in may ask for another.
  if (group && stored.group !== group) stored = await context.vault.update(stored.id, () => ({ group }));
  context.keep(stored, set, isNew);
  context.emitter.emit('signin:completed', context.listing.info(stored));
  context.trace({ step: 'stored', provider, transaction: transaction.id, connection: stored.id, token: access_token });
  return context.listing.info(stored);
}

function askPerson(context: ActContext, reply: Reply, obtained: Obtained, identity: Identity, provider: Provider): SignInResult {
  const { transaction } = reply;
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
        return await commit(context, reply, obtained, identity);
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

async function finish(context: ActContext, reply: Reply): Promise<SignInResult> {
  const { transaction } = reply;
  const { provider, capabilities } = await context.metadata.prepare(transaction.provider);
  const obtained = await obtain(context, reply, provider, capabilities);
  const bound = transaction.state !== undefined;
  const token: Secret = obtained.tokens.access_token;
  if (!bound) context.trace({ step: 'quarantined', provider: provider.id, transaction: transaction.id, token });
  const identity = await identify(provider, token, obtained.claims, { fetch: context.guarded, inQuery: context.ports.guardTiming });
  context.trace({ step: 'identified', provider: provider.id, transaction: transaction.id, from: 'api', to: 'app' });
  if (transaction.expectedSub !== undefined && identity.sub !== transaction.expectedSub) {
    throw new SingletError('identity_mismatch', { provider: provider.id });
  }
  if (!bound && transaction.expectedSub === undefined) return askPerson(context, reply, obtained, identity, provider);
  const connection = await commit(context, reply, obtained, identity);
  return { status: 'connected', connection, returnTo: transaction.returnTo };
}

/** Finishes the sign-in that was handed over under `id`. It is taken, so that it cannot be spent again. */
export async function completeSignIn(context: ActContext, id: string): Promise<SignInResult> {
  const reply = (await takeHandoff(context.vaultPorts, id, context.ports.now())) as Reply | undefined;
  if (!reply) throw new SingletError('transaction_expired');
  try {
    return await finish(context, reply);
  } catch (error) {
    const failure =
      error instanceof SingletError ? error : new SingletError('server_failed', { provider: reply.transaction.provider, cause: error });
    context.emitter.emit('signin:failed', failure);
    throw failure;
  }
}
