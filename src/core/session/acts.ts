/**
 * Everything that a page does only when a person does something: sign in, renew, sign out, change settings.
 * Loaded with the first such act, so that a page that only calls APIs carries none of it.
 */
import { actPhases } from '../base/act-phases.ts';
import { learnCodes, SingletError, staleRelease } from '../base/errors.ts';
import { hints } from '../base/hints.ts';
import { guardFetch } from '../flow/guarded-fetch.ts';
import type { InterceptOptions, TokenSource } from '../intercept/intercept.ts';
import type { Connection } from '../vault/records.ts';
import { openTransactions } from '../vault/transactions.ts';
import { openVault } from '../vault/vault.ts';
import { actHints } from './act-hints.ts';
import { browserActPorts } from './act-ports.ts';
import { prepareAction } from './action.ts';
import { probeCallback } from './callback-probe.ts';
import { watchClearing } from './clearing.ts';
import { completeSignIn } from './complete.ts';
import { connect } from './connect.ts';
import type { ActContext, Context } from './context.ts';
import { setDefault } from './default.ts';
import { diagnose } from './diagnose.ts';
import { disconnect } from './disconnect.ts';
import type { ConnectOptions, DisconnectOptions, DisconnectResult, SignInResult, Singlet } from './door.ts';
import { explain } from './explain.ts';
import { readInputOptions } from './input-options.ts';
import { makeLocalProviders } from './local-providers.ts';
import { makeManual, submitCode } from './manual.ts';
import { makeMetadataReader } from './metadata.ts';
import { makeNews, type News, type NewsOptions } from './news.ts';
import type { Popup } from './popup.ts';
import type { ActPorts } from './ports.ts';
import { makeRenew, type Renew } from './renewal.ts';
import { fillSample } from './sample.ts';
import { signParts } from './sign-request.ts';
import { makeSingleFlight } from './single-flight.ts';
import { makeTypedSecrets } from './typed-secrets.ts';
import { addToken } from './without-page.ts';

type Doing =
  | 'action'
  | 'clear'
  | 'completeSignIn'
  | 'diagnose'
  | 'explain'
  | 'refresh'
  | 'rename'
  | 'setDefault'
  | 'submitCode'
  | 'unsafeAccessToken'
  | 'preflight'
  | 'inspectProvider'
  | 'addProvider'
  | 'addToken'
  | 'presets'
  | 'fillSample'
  | 'removeProvider';

export interface Acts extends Pick<Singlet, Doing> {
  readonly sign: InterceptOptions['sign'];
  readonly renew: Renew;
  readonly heard: News['heard'];
  /** `popup`: the window that was opened in the click, before this part was loaded. */
  connect(id: string, options: ConnectOptions | undefined, popup: Popup | undefined): Promise<SignInResult>;
  disconnect(id: string, options: DisconnectOptions | undefined, popup: Popup | undefined): Promise<DisconnectResult>;
}

export interface ActOptions extends NewsOptions {
  readonly tokens: TokenSource;
}

function contextOf(shared: Context, { listing, held }: ActOptions, keep: ActContext['keep']): ActContext {
  const { ports, registry, memoryOnly, vaultPorts } = shared;
  const transactions = openTransactions(shared.name, { storage: ports.sessionStorage, clock: ports.now });
  const acts = { ...(typeof window === 'undefined' ? undefined : browserActPorts(ports.fetch)), ...ports.acts } as ActPorts;
  const vault = openVault(vaultPorts);
  const guarded = guardFetch({ fetch: ports.fetch, now: ports.now, evidence: acts.evidence });
  return {
    ...shared,
    listing,
    held,
    keep,
    acts,
    transactions,
    guarded,
    vault,
    typed: makeTypedSecrets(vault),
    manual: makeManual(transactions, !memoryOnly),
    flights: makeSingleFlight({ vaultPorts, ports, transactions }),
    metadata: makeMetadataReader(registry, shared.config, { ...shared, guarded }),
  };
}

export function makeActs(shared: Context, options: ActOptions): Acts {
  learnCodes(actPhases);
  Object.assign(hints, actHints);
  const news = makeNews(shared, options);
  const { ports, registry } = shared;
  const context = contextOf(shared, options, news.keep);
  const { listing, keep, vault, transactions, metadata, acts } = context;
  const renew = makeRenew(context);
  const clearing = watchClearing(context, news.heard);
  let completing: Promise<SignInResult | null> | undefined;
  return {
    renew,
    heard: clearing.heard,
    connect: (id, choices, popup) => connect(clearing.begin(), id, choices, popup),
    addToken: (id, token) => addToken(clearing.begin(), id, token),
    async fillSample(id, sample) {
      const connection = await listing.get(id);
      return fillSample(registry.get(connection.provider), sample, connection, ports.now());
    },
    presets: async () => (await import('../provider/preset-infos.ts').catch(staleRelease)).presetInfos(),
    sign: (id, rule, parts) => signParts(context, id, rule, parts),
    submitCode: (id, pasted) => submitCode(clearing.begin(), id, pasted),
    diagnose: (address) => diagnose(address, ports.baseUri(), acts.evidence),
    completeSignIn() {
      // Two callers of the same moment get the same answer; the reply is spent once.
      completing ??= (async () => {
        // A reply waits in storage that does not open now; it is told, not passed over.
        if (context.memoryOnly) throw new SingletError('storage_unavailable', { cause: context.memoryOnly });
        const id = transactions.takeHandoffId();
        return id === undefined ? null : completeSignIn(clearing.begin(), id);
      })().finally(() => {
        completing = undefined;
      });
      return completing;
    },
    explain: (input, init, only) => explain(input, init, { listing, registry, base: ports.baseUri(), now: ports.now(), only }),
    async refresh(id) {
      const { refreshable, provider } = await listing.get(id);
      if (!refreshable) throw new SingletError('needs_sign_in', { provider, detail: 'nothing to renew it with' });
      await renew(id, undefined);
      return listing.info(await listing.get(id));
    },
    async disconnect(id, choices = {}, popup) {
      const connection = await listing.get(id).catch((error: unknown) => {
        popup?.window?.close();
        throw error;
      });
      // A token that is just being renewed would outlive the connection, and nobody would revoke it.
      if (choices.revoke !== false) await renew.running(id);
      return disconnect(context, connection, choices, () => news.gone(id), popup).finally(() => context.typed.forget(id));
    },
    async action(provider, id, connection) {
      const end = async (one: Connection) => {
        await renew.running(one.id);
        return disconnect(context, one, { revoke: false }, () => news.gone(one.id)).finally(() => context.typed.forget(one.id));
      };
      return prepareAction({ begin: clearing.begin, tokens: options.tokens, end }, provider, id, connection);
    },
    setDefault: (address, id) => setDefault(context, address, id),
    async unsafeAccessToken(id) {
      const { provider } = await listing.get(id);
      const { token } = options.tokens.peek(id) ?? (await options.tokens.tokenFor(id));
      shared.trace({ step: 'handed-out', provider, connection: id, from: 'app', to: 'person', token });
      return token.reveal();
    },
    async rename(id, label) {
      const renamed = await vault.update(id, () => ({ label: label?.trim() || null }));
      keep(renamed, undefined, false);
      return listing.info(renamed);
    },
    async preflight(id) {
      const { provider, capabilities } = await metadata.prepare(id);
      const uri = provider.redirect_uri;
      const [callback, inputOptions] = await Promise.all([
        uri ? probeCallback(ports.fetch, uri, ports.href()) : ('unknown' as const),
        readInputOptions(provider, context.guarded),
      ]);
      return { ...capabilities, callback, inputOptions };
    },
    inspectProvider: metadata.inspect,
    ...makeLocalProviders(context, news.providersChanged),
    async clear() {
      clearing.note();
      await vault.clear();
      context.typed.forget();
      await registry.setLocal([]);
      await news.cleared();
      shared.trace({ step: 'cleared' });
    },
  };
}
