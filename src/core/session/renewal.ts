/**
 * Renews tokens. In a tab one renewal at a time for a connection; between tabs a bounded Web Lock saves
 * work, and correctness comes from the vault's guarded commit alone (security ruling h).
 * RFC 6749 section 6. Side effects: token endpoint, vault, broadcast.
 */
import { SingletError } from '../base/errors.ts';
import type { TraceCheck } from '../base/trace-event.ts';
import type { CheckedListener, CheckedTokens } from '../flow/check-tokens.ts';
import { longestWaitMs } from '../flow/retry-after.ts';
import { askForTokens, type Grant } from '../flow/token-grant.ts';
import { isDeviant } from '../provider/capabilities.ts';
import { isMachine, wantsSecret } from '../provider/info.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { Connection, TokenSet } from '../vault/records.ts';
import { type ActContext, loadOidc } from './context.ts';
import { failureAt } from './failure.ts';
import { tokenSetOf } from './token-set.ts';
import { type Held, needsSignIn } from './tokens.ts';
import { machineParameters, tokenParameters, traceFailure } from './trace-sign-in.ts';

const lockWaitMs = 20_000;

/** When a token that could not be stored is tried again: the disk may be full or busy for a moment only. */
const storeAgainMs = [2_000, 15_000, 60_000];

/**
 * OAuth errors that say: this grant is over. Everything else is trouble that may pass.
 * `invalid_code` and `invalid_request` are what some servers say in place of `invalid_grant` about a refresh token they no
 * longer know. Our request does not change from one renewal to the next, so it would be refused again for ever: only a new
 * sign-in leads on.
 */
const endings = new Set([
  'invalid_grant',
  'invalid_code',
  'invalid_request',
  'interaction_required',
  'login_required',
  'consent_required',
  'access_denied',
]);

/** Renews unless another tab did: `known` is the generation not wanted any more, undefined to renew in any case. */
export interface Renew {
  (id: string, known: number | undefined): Promise<Held>;
  /** Resolves when no renewal of it is under way; at the latest after the time limits of one. */
  running(id: string): Promise<unknown>;
}

/** Stores a token that is held in memory only, as long as it is still the newest. */
async function storeLater(context: ActContext, renewed: Connection, tokens: TokenSet, expected: number): Promise<void> {
  for (const delay of storeAgainMs) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    try {
      context.alive();
      const [, newest] = await context.held.read(renewed.id);
      if (newest.tokens !== tokens) return;
      context.keep(await context.vault.commit(renewed, tokens, expected), tokens, false);
      return;
    } catch {
      // It stays in memory, and the person was told.
    }
  }
}

async function commit(context: ActContext, connection: Connection, renewed: Connection, tokens: TokenSet): Promise<Held> {
  const { vault, held, keep, emitter } = context;
  const { id, generation } = connection;
  const store = () => vault.commit(renewed, tokens, generation);
  const isConflict = (error: unknown) => error instanceof SingletError && error.code === 'vault_conflict';
  try {
    keep(await store().catch((error: unknown) => (isConflict(error) ? Promise.reject(error) : store())), tokens, false);
  } catch (error) {
    if (isConflict(error)) return (await held.read(id))[1];
    // Whatever hinders it: a rotated token that cannot be stored is still the only one that works. Use it while the page lives.
    const reason = error instanceof SingletError ? error : new SingletError('storage_unavailable', { phase: 'vault', cause: error });
    keep({ ...renewed, generation: generation + 1 }, tokens, false);
    emitter.emit('vault:memory-only', { reason });
    void storeLater(context, renewed, tokens, generation);
  }
  return held.get(id) ?? (await held.read(id))[1];
}

/** A grant with what a person gave. Error: `secret_needed`, where that is held no longer. */
async function askWithGiven(
  context: ActContext,
  { id, requestedScope, inputs }: Connection,
  { tokens }: Held,
  provider: Provider,
): Promise<CheckedTokens> {
  const given = await context.typed.get(id);
  if (wantsSecret(provider) && !given) throw new SingletError('secret_needed', { provider: provider.id });
  const grant: Grant = tokens.refresh_token
    ? { grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
    : { grant_type: 'client_credentials', scope: requestedScope };
  const ports = { fetch: context.guarded, now: context.ports.now };
  return askForTokens(provider, grant, { ...given, inputs }, { nonce: undefined, wantsIdToken: false }, ports);
}

async function ask(context: ActContext, connection: Connection, held: Held): Promise<Held> {
  const { tokens } = held;
  const { provider } = await context.metadata.prepare(connection.provider, { connection: connection.id });
  if (sourceOf(provider) !== connection.source || !(tokens.refresh_token ?? isMachine(provider))) throw needsSignIn(connection);
  const base = { provider: provider.id, connection: connection.id };
  const { refresh_token, id_token } = tokens;
  context.trace({
    ...base,
    step: 'token-requested',
    from: 'app',
    to: 'token-endpoint',
    method: 'POST',
    url: provider.token_endpoint,
    parameters: refresh_token
      ? { grant_type: 'refresh_token', refresh_token, client_id: provider.client_id }
      : machineParameters(provider, connection.requestedScope, connection.inputs),
  });
  const checks: TraceCheck[] = [];
  const checked: CheckedListener = (found, given) => {
    checks.push(...found);
    if (found.every(({ passed }) => passed)) return;
    const about = { token: given.access_token, parameters: tokenParameters(given), checks } as const;
    context.trace({ ...base, step: 'token-received', from: 'token-endpoint', to: 'app', ...about });
  };
  const reply =
    isDeviant(provider) || !refresh_token
      ? await askWithGiven(context, connection, held, provider)
      : await (await loadOidc()).refreshTokens(provider, refresh_token, id_token, context.guarded, checked);
  const renewed = tokenSetOf(reply, reply.receivedAt, tokens);
  const { access_token, issuedAt, expiresAt, scope } = renewed;
  const told = { token: access_token, parameters: tokenParameters(reply), ...(checks.length > 0 && { checks }) };
  context.trace({ ...base, step: 'refreshed', from: 'token-endpoint', to: 'app', ...told });
  return commit(context, connection, { ...connection, scope, issuedAt, expiresAt, tail: access_token.tail, ended: null }, renewed);
}

/** Only a rejection of the grant ends a connection, and only when no other tab has a newer token. Asked once, never in a loop. */
async function rejected({ vault, held, keep, emitter, listing, ports }: ActContext, connection: Connection, error: unknown): Promise<Held> {
  const oauth = error instanceof SingletError && error.code === 'token_rejected' ? error.oauth : undefined;
  if (!oauth || !endings.has(oauth.error)) throw error;
  const end = { ended: { error: oauth.error, at: ports.now() } };
  // Decided inside the write: a newer token that another tab committed meanwhile must not be marked.
  const over = await vault
    .update(connection.id, (now) => (now.generation === connection.generation ? end : {}))
    .catch((failure: unknown) => {
      if (failure instanceof SingletError && failure.code === 'connection_unknown') throw failure;
      // It cannot be written down, but it is over all the same; the next page will find that out again.
      return { ...connection, ...end };
    });
  if (over.generation !== connection.generation) return (await held.read(connection.id))[1];
  held.forget(connection.id);
  keep(over, undefined, false);
  emitter.emit('connection:needs-sign-in', listing.info(over));
  throw new SingletError('needs_sign_in', { provider: connection.provider, oauth });
}

/** A lock that cannot be had in time is done without: two renewals cost one token, a wait without end costs the page. */
async function withLock<T>({ ports, name }: ActContext, id: string, act: () => Promise<T>): Promise<T> {
  if (!ports.locks) return act();
  let entered = false;
  try {
    return await ports.locks.request(`${name}:refresh:${id}`, { signal: AbortSignal.timeout(lockWaitMs) }, () => {
      entered = true;
      return act();
    });
  } catch (error) {
    if (entered) throw error;
    return act();
  }
}

/** A renewal that the provider put off. */
interface Postponed {
  readonly until: number;
  readonly generation: number;
  readonly error: SingletError;
}

/** Remembers for each connection how long the provider asked to wait; until then nobody asks it again (RFC 9110 section 10.2.3). */
function makePause(now: () => number) {
  const postponed = new Map<string, Postponed>();
  return {
    /** The same error as the first caller got, with what is left to wait. */
    check(id: string, generation: number): void {
      const { until = 0, generation: asked, error } = postponed.get(id) ?? {};
      const retryAfterMs = until - now();
      // Longer than any wait: the clock was set back. Another generation: someone signed in since.
      if (!error || asked !== generation || retryAfterMs <= 0 || retryAfterMs > longestWaitMs) {
        postponed.delete(id);
        return;
      }
      const { code, provider, detail, oauth, facts } = error;
      throw new SingletError(code, { provider, detail, oauth, facts: { ...facts, retryAfterMs } });
    },
    note(id: string, generation: number, error: unknown): void {
      const wait = error instanceof SingletError ? error.facts?.retryAfterMs : undefined;
      if (wait) postponed.set(id, { until: now() + wait, generation, error: error as SingletError });
    },
  };
}

export function makeRenew(context: ActContext): Renew {
  const running = new Map<string, Promise<Held>>();
  const pause = makePause(context.ports.now);
  const renewLocked = async (id: string, known: number | undefined) => {
    const [connection, entry] = await context.held.read(id);
    const { generation, renewAt } = entry;
    if (known !== undefined && generation !== known && context.ports.now() < renewAt) return entry;
    pause.check(id, generation);
    return ask(context, connection, entry).catch((error: unknown) => {
      const failure = failureAt(connection.provider, error);
      traceFailure(context, { provider: connection.provider, connection: id }, failure);
      pause.note(id, generation, failure);
      return rejected(context, connection, failure);
    });
  };
  const renew = (id: string, known: number | undefined) => {
    const renewal = running.get(id) ?? withLock(context, id, () => renewLocked(id, known)).finally(() => running.delete(id));
    running.set(id, renewal);
    return renewal;
  };
  return Object.assign(renew, { running: async (id: string) => running.get(id)?.catch(() => undefined) });
}
