/**
 * Everything that a page does only when a person does something: sign in, renew, sign out, change settings.
 * Loaded with the first such act, so that a page that only calls APIs carries none of it.
 */
import { SingletError } from '../base/errors.ts';
import { hints } from '../base/hints.ts';
import { guardFetch } from '../flow/guarded-fetch.ts';
import type { ConfigEntry } from '../provider/entry.ts';
import { openTransactions } from '../vault/transactions.ts';
import { openVault } from '../vault/vault.ts';
import { actHints } from './act-hints.ts';
import { browserActPorts } from './act-ports.ts';
import { probeCallback } from './callback-probe.ts';
import { watchClearing } from './clearing.ts';
import { completeSignIn } from './complete.ts';
import { connect } from './connect.ts';
import type { ActContext, Context } from './context.ts';
import { diagnose } from './diagnose.ts';
import { disconnect } from './disconnect.ts';
import type { ConnectOptions, DisconnectOptions, DisconnectResult, SignInResult, Singlet } from './door.ts';
import { explain } from './explain.ts';
import { makeManual, submitCode } from './manual.ts';
import { makeMetadataReader } from './metadata.ts';
import { makeNews, type News, type NewsOptions } from './news.ts';
import type { Popup } from './popup.ts';
import type { ActPorts } from './ports.ts';
import { makeRenew, type Renew } from './renewal.ts';
import { makeSingleFlight } from './single-flight.ts';

type Doing =
  | 'clear'
  | 'completeSignIn'
  | 'diagnose'
  | 'explain'
  | 'refresh'
  | 'rename'
  | 'submitCode'
  | 'preflight'
  | 'inspectProvider'
  | 'addProvider'
  | 'removeProvider';

export interface Acts extends Pick<Singlet, Doing> {
  readonly renew: Renew;
  readonly heard: News['heard'];
  /** `popup`: the window that was opened in the click, before this part was loaded. */
  connect(id: string, options: ConnectOptions | undefined, popup: Popup | undefined): Promise<SignInResult>;
  disconnect(id: string, options: DisconnectOptions | undefined, popup: Popup | undefined): Promise<DisconnectResult>;
}

export type ActOptions = NewsOptions;

export function makeActs(shared: Context, options: ActOptions): Acts {
  Object.assign(hints, actHints);
  const news = makeNews(shared, options);
  const { ports, registry } = shared;
  const vault = openVault(shared.vaultPorts);
  const transactions = openTransactions(shared.name, { storage: ports.sessionStorage, clock: ports.now });
  const acts = { ...(typeof window === 'undefined' ? undefined : browserActPorts(ports.fetch)), ...ports.acts } as ActPorts;
  const guarded = guardFetch({ fetch: ports.fetch, now: ports.now, evidence: acts.evidence });
  const metadata = makeMetadataReader(registry, shared.config, guarded);
  const context: ActContext = {
    ...shared,
    listing: options.listing,
    held: options.held,
    keep: news.keep,
    vault,
    acts,
    transactions,
    manual: makeManual(transactions, !shared.memoryOnly),
    flights: makeSingleFlight({ vaultPorts: shared.vaultPorts, ports, transactions }),
    guarded,
    metadata,
  };
  const { listing, keep } = context;
  const renew = makeRenew(context);
  const clearing = watchClearing(context, news.heard);
  let completing: Promise<SignInResult | null> | undefined;
  const saveLocal = async (entries: readonly ConfigEntry[]) => {
    await vault.setLocalProviders(entries);
    await registry.setLocal(entries);
    news.providersChanged();
  };
  return {
    renew,
    heard: clearing.heard,
    connect: (id, choices, popup) => connect(clearing.begin(), id, choices, popup),
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
    explain: (input, init) => explain(input, init, { listing, registry, base: ports.baseUri(), now: ports.now() }),
    async refresh(id) {
      const { refreshable, provider } = await listing.get(id);
      if (!refreshable) throw new SingletError('needs_sign_in', { provider, detail: 'the provider gave no refresh token' });
      await renew(id, undefined);
      return listing.info(await listing.get(id));
    },
    async disconnect(id, choices = {}, popup) {
      const connection = await listing.get(id).catch((error: unknown) => {
        popup?.window?.close();
        throw error;
      });
      return disconnect(context, connection, choices, () => news.gone(id), popup);
    },
    async rename(id, label) {
      const renamed = await vault.update(id, () => ({ label: label?.trim() || null }));
      keep(renamed, undefined, false);
      return listing.info(renamed);
    },
    async preflight(id) {
      const { provider, capabilities } = await metadata.prepare(id);
      const uri = provider.redirect_uri;
      return { ...capabilities, callback: uri ? await probeCallback(ports.fetch, uri, ports.href()) : 'unknown' };
    },
    inspectProvider: metadata.inspect,
    async addProvider(given) {
      const entry = structuredClone(given);
      await metadata.inspect(entry);
      const known = registry.find(entry.id);
      if (known && !known.local) throw new SingletError('config_invalid', { provider: entry.id, detail: 'this id is taken' });
      // One that was added here is replaced in its place; its connections stay.
      const local = registry.localEntries();
      await saveLocal(known ? local.map((one) => (one.id === entry.id ? entry : one)) : [...local, entry]);
      return registry.info(registry.get(entry.id));
    },
    async removeProvider(id) {
      const used = (await listing.all()).some(({ provider }) => provider === id);
      if (used) throw new SingletError('config_invalid', { provider: id, detail: 'it still has connections' });
      await saveLocal(registry.localEntries().filter((entry) => entry.id !== id));
    },
    async clear() {
      clearing.note();
      await vault.clear();
      await registry.setLocal([]);
      await news.cleared();
    },
  };
}
