/**
 * Has something done at a provider that its entry describes as an action: look first, then send once, then see to the
 * connections that it concerns. Provider, action, connection -> `ProviderAction`.
 * Side effects: the provider; vault and broadcast where a connection is made, ended or has other profiles afterwards.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import {
  buildActionRequest,
  checkActionReply,
  checkDestination,
  masked,
  secretParameters,
  secretPlaces,
  shownAddress,
} from '../flow/action-request.ts';
import { withoutEcho } from '../flow/echo.ts';
import { fetchJson, type Reply } from '../flow/guarded-fetch.ts';
import { buildIdentityRequest, type Identity, identify } from '../flow/identity.ts';
import type { TemplateValues } from '../flow/request-template.ts';
import { templateValues } from '../flow/token-grant.ts';
import { validateTokenResponse } from '../flow/token-response.ts';
import type { TokenSource } from '../intercept/intercept.ts';
import type { ActionEntry } from '../provider/action-entry.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { ConnectionInfo } from '../vault/records.ts';
import { choicesOf, neededWord } from './action-choice.ts';
import type { ActionChoice, ActionPreview, ActionResult, ActionValues, ProviderAction } from './action-door.ts';
import type { ActContext } from './context.ts';
import { failureAt } from './failure.ts';
import { settle } from './settle.ts';
import { unseen } from './trace-sign-in.ts';
import { attempt } from './without-page.ts';

export interface ActionPorts {
  /** The context of an act that goes on now; see clearing.ts. */
  readonly begin: () => ActContext;
  readonly tokens: Pick<TokenSource, 'tokenFor'>;
  /** Forgets a connection here, as `disconnect` does without asking the provider. */
  readonly end: (connection: ConnectionInfo) => Promise<unknown>;
}

/** What an act is about. */
interface Subject {
  readonly context: ActContext;
  readonly ports: ActionPorts;
  readonly provider: Provider;
  readonly action: ActionEntry;
  readonly connection: ConnectionInfo | null;
}

/** What the person was shown. */
interface Shown {
  readonly other: ConnectionInfo | null;
  readonly choices: readonly ActionChoice[];
}

const refuse = (provider: string, detail: string) => new SingletError('request_refused', { provider, detail });

async function tokenOf({ ports }: Subject, { id }: ConnectionInfo): Promise<Secret> {
  return (await ports.tokens.tokenFor(id)).token;
}

async function identityOf(subject: Subject, connection: ConnectionInfo): Promise<Identity> {
  const { context, provider } = subject;
  const ports = { fetch: context.guarded, inQuery: context.ports.guardTiming };
  return identify(provider, await tokenOf(subject, connection), undefined, ports);
}

async function othersOf({ context, provider, connection }: Subject): Promise<readonly ConnectionInfo[]> {
  if (!connection) return [];
  const source = sourceOf(provider);
  return (await context.listing.all())
    .filter(({ id, source: its, identity: { sub } }) => id !== connection.id && its === source && sub !== connection.identity.sub)
    .map(context.listing.info);
}

/** A reply of the provider as it may be shown. */
async function lookAt(subject: Subject, url: string, of: ConnectionInfo): Promise<unknown> {
  const { provider, context } = subject;
  const token = await tokenOf(subject, of);
  for (const { placement } of provider.api) if (placement.in === 'query') await context.ports.guardTiming(placement.name);
  const { url: address, headers } = buildIdentityRequest(url, token, provider.api);
  const body = await fetchJson(context.guarded, address, { headers });
  return JSON.parse(masked(JSON.stringify(body ?? null), [token])) as unknown;
}

async function look(subject: Subject, other: ConnectionInfo | null): Promise<ActionPreview> {
  const { action, provider, connection } = subject;
  const shown: ActionPreview['shown'][number][] = [];
  for (const { label, url, of } of action.previews ?? []) {
    const whose = of === 'other' ? other : connection;
    if (whose) {
      checkDestination({ ...action, request: { url, body: { token: '{token}' } } }, provider);
      shown.push({ label, of: whose, body: await lookAt(subject, url, whose) });
    }
  }
  if (!connection) return { shown, choices: [] };
  if (other) {
    const [own, its] = [await identityOf(subject, connection), await identityOf(subject, other)];
    // What is kept here may be older than what the provider says.
    if (own.sub === '' || own.sub === its.sub) throw refuse(provider.id, 'both are the same account');
  }
  return { shown, choices: action.removes ? choicesOf(action, await identityOf(subject, connection)) : [] };
}

/** Each value that the request needs, or `request_refused` and `client_rejected` before anything is sent. */
async function valuesFor(subject: Subject, given: ActionValues, other: ConnectionInfo | null): Promise<TemplateValues> {
  const { action, provider, connection, context } = subject;
  const { typed, tokens } = secretPlaces(action);
  const inputs: Record<string, string> = {};
  for (const { name, label, required, default: usual = '', options } of action.inputs ?? []) {
    const value = (given.inputs?.[name] ?? usual).trim();
    if (required && value === '') throw refuse(provider.id, `"${label}" is empty`);
    if (options && value !== '' && !options.includes(value)) throw refuse(provider.id, `"${label}" is none of its options`);
    inputs[name] = value;
  }
  const secret = given.client_secret ?? '';
  if (typed.includes('client_secret') && secret === '') {
    throw new SingletError('client_rejected', { provider: provider.id, detail: 'no secret was typed' });
  }
  if (given.choice !== undefined) inputs.profile = given.choice;
  const plain = templateValues(provider, { client_secret: new Secret(secret), inputs }, context.ports.now());
  const secrets = Object.fromEntries(
    typed.filter((name) => name.startsWith('input.')).map((name) => [name, new Secret(inputs[name.slice(6)] ?? '')]),
  );
  return {
    ...plain,
    ...secrets,
    ...(connection && tokens.includes('token') && { token: await tokenOf(subject, connection) }),
    ...(other && tokens.includes('other.token') && { 'other.token': await tokenOf(subject, other) }),
  };
}

/** Causes that keep a request from leaving the browser. After any other the server may have done it, though a GET is thought to do nothing. */
const heldBack = /^(offline|mixed_content|policy_blocked|local_network_denied)$/;

/** Sends it once; what comes back has no secret of the request in it. */
async function send(subject: Subject, values: TemplateValues, signal: AbortSignal | undefined): Promise<Reply> {
  const { context, provider, action, connection } = subject;
  const secrets = Object.values(values).filter((value) => value instanceof Secret);
  const { method, url: shown } = shownAddress(action);
  const about = { provider: provider.id, connection: connection?.id, method, url: shown } as const;
  try {
    for (const name of secretParameters(action)) await context.ports.guardTiming(name);
    const { url, init } = await buildActionRequest(action, provider, values);
    context.alive();
    const carried = Object.entries(values).filter(([, value]) => value instanceof Secret && value.reveal() !== '');
    const parameters = Object.fromEntries(carried.map(([name]) => [name, unseen()]));
    context.trace({ ...about, step: 'acted', from: 'app', to: 'api', parameters });
    const reply = await context.guarded(url, { ...init, ...(signal && { signal }) });
    context.trace({ ...about, step: 'answered', from: 'api', to: 'app', status: reply.status });
    checkActionReply(reply, action, provider);
    return reply;
  } catch (error) {
    const failure = withoutEcho(failureAt(provider.id, error), secrets) as SingletError;
    context.trace({ ...about, step: 'failed', code: failure.code, error: failure });
    const { code, detail, facts, cause, phase } = failure;
    if (facts?.spent !== 'nothing' || method !== 'GET' || heldBack.test(code)) throw failure;
    throw new SingletError(code, { provider: provider.id, phase, detail, cause, facts: { ...facts, spent: 'maybe' } });
  }
}

/** The account may have other profiles now; that they cannot be read does not undo what was done. */
async function refreshIdentity(subject: Subject): Promise<void> {
  const { context, connection } = subject;
  if (!connection) return;
  try {
    const identity = await identityOf(subject, connection);
    if (identity.sub !== connection.identity.sub) return;
    context.keep(await context.vault.update(connection.id, () => ({ identity })), undefined, false);
  } catch {
    // It stays as it was known.
  }
}

async function follow(subject: Subject, reply: Reply, other: ConnectionInfo | null): Promise<ActionResult> {
  const { context, provider, action, connection, ports } = subject;
  if (action.effect === 'connects') {
    const transaction = await attempt(context, provider, {});
    const tokens = validateTokenResponse(reply, provider);
    // Whoever made the person bring it may have meant an account of his own: it is shown before it is kept.
    const obtained = { tokens, claims: undefined, receivedAt: reply.receivedAt, bound: false };
    return { signIn: await settle(context, transaction, provider, obtained), ended: [] };
  }
  const ended = [action.effect === 'ends' ? connection : null, action.effect === 'ends-other' ? other : null].filter((one) => one !== null);
  for (const one of ended) await ports.end(one);
  if (action.effect !== 'ends') await refreshIdentity(subject);
  return { signIn: null, ended: ended.map(({ id }) => id) };
}

/** Throws unless the person saw what there is to see and typed what is to be typed; afresh where profiles would go. */
async function checkConsent(subject: Subject, given: ActionValues, shown: Shown | undefined): Promise<void> {
  const { action, provider, connection } = subject;
  const unasked = (detail: string) => new SingletError('consent_needed', { provider: provider.id, detail });
  const looks = action.removes !== undefined || (action.previews ?? []).length > 0;
  if (!shown && (looks || action.other !== undefined)) throw unasked('it was not previewed');
  const choice = shown?.choices.find(({ value }) => value === given.choice);
  if (action.removes && !choice) throw refuse(provider.id, 'no profile is chosen');
  const word = choice ? choice.word : neededWord(action, 1);
  if (word !== undefined && given.word?.trim().toLowerCase() !== word.toLowerCase()) throw unasked('the word was not typed');
  if (!choice || !connection) return;
  const now = choicesOf(action, await identityOf(subject, connection)).find(({ value }) => value === choice.value);
  if (now?.takes.join('\n') !== choice.takes.join('\n')) throw new SingletError('preview_stale', { provider: provider.id });
}

/** Errors: `provider_unknown`, `connection_unknown`, `request_refused`, `endpoint_refused`, those of reading metadata. */
export async function prepareAction(
  ports: ActionPorts,
  providerId: string,
  actionId: string,
  connectionId: string | undefined,
): Promise<ProviderAction> {
  const context = ports.begin();
  const { provider } = await context.metadata.prepare(providerId, { connection: connectionId });
  const action = provider.actions?.find(({ id }) => id === actionId);
  if (!action) throw refuse(providerId, `there is no action "${actionId}"`);
  const stored = connectionId === undefined ? undefined : await context.listing.get(connectionId);
  if (stored && stored.source !== sourceOf(provider)) throw refuse(providerId, 'the connection is of another provider');
  if (!stored && action.on !== 'provider') throw refuse(providerId, 'it is done with a connection');
  const connection = stored && action.on !== 'provider' ? context.listing.info(stored) : null;
  const subject: Subject = { context, ports, provider, action, connection };
  checkDestination(action, provider);
  const others = action.other === undefined ? [] : await othersOf(subject);
  let shown: Shown | undefined;
  let busy = false;
  return {
    action,
    provider: context.registry.info(provider),
    connection,
    request: shownAddress(action),
    wantsSecret: secretPlaces(action).typed.includes('client_secret'),
    inAddress: secretParameters(action),
    others,
    async preview(otherId) {
      const other = others.find(({ id }) => id === otherId) ?? null;
      shown = undefined;
      if (action.other !== undefined && !other)
        throw refuse(provider.id, 'the other connection has to be another account of the same server');
      try {
        const found = await look(subject, other);
        shown = { other, choices: found.choices };
        return found;
      } catch (error) {
        throw failureAt(provider.id, error);
      }
    },
    async submit(values) {
      context.alive();
      if (busy) throw refuse(provider.id, 'it is under way');
      busy = true;
      try {
        await checkConsent(subject, values, shown);
        const other = shown?.other ?? null;
        const reply = await send(subject, await valuesFor(subject, values, other), values.signal);
        // It is done; what was seen before is no consent to do it again.
        shown = undefined;
        return await follow(subject, reply, other);
      } catch (error) {
        throw failureAt(provider.id, error);
      } finally {
        busy = false;
      }
    },
  };
}
