/**
 * callback/: where every redirect lands. Takes the reply that scrub.js put aside and the sign-in that waits
 * for it in this tab, seals both for the page that asked, and goes back there; in a window it hands the reply to the
 * page that opened it, and closes. Interprets nothing, needs no config. Without a waiting sign-in nothing is kept and the person reads why (notice.ts, loaded only then).
 * Always ends in a new document, because only that frees the browser's timing entry of the address.
 */
import { SingletError } from '../core/base/errors.ts';
import { openStore } from '../core/vault/database.ts';
import { putHandoff } from '../core/vault/handoff.ts';
import { type RelayAck, type RelayedReply, relayChannel } from '../core/vault/relay.ts';
import { openTransactions } from '../core/vault/transactions.ts';

declare global {
  var singletReply: string | undefined;
}

// This script is callback/callback.js, whatever name the host gives the page.
const here = import.meta.url;
const base = new URL('../', here);

const name = `singlet:${base.pathname}`;
/** Key in sessionStorage: what the notice tells. Names of parameters only, never a value. */
const noticeKey = `${name}:notice`;

/** What the notice may name; anything else is not for the screen, since it could be the secret itself (`#TOKEN`). */
const known = /^(access_token|account|code|error|error_description|expires_in|id_token|iss|scope|session_state|state|token_type|txn)$/;
const shown = (mark: string, name: string) => `${mark}${known.test(name) ? name : '…'}`;

interface Arrived {
  readonly names: readonly string[];
  /** Values by which the reply may name its sign-in. */
  readonly ids: readonly string[];
}

function look(reply: URL): Arrived {
  const query = [...new URLSearchParams(reply.search)];
  const fragment = [...new URLSearchParams(reply.hash.replace(/^#[#/]*/, ''))];
  // `p` only tells providers apart; see redirect_uri in the config.
  const names = [
    ...query.filter(([name]) => name !== 'p').map(([name]) => shown('?', name)),
    ...fragment.map(([name]) => shown('#', name)),
  ];
  const ids = [...query, ...fragment]
    .filter(([name]) => name === 'state' || name === 'txn')
    .flatMap(([, value]) => [value, value.slice(value.lastIndexOf(';') + 1)]);
  return { names, ids };
}

function explain(code: string, names: readonly string[]): void {
  try {
    sessionStorage.setItem(
      noticeKey,
      JSON.stringify({
        code,
        names: names.slice(0, 8).map((name) => name.slice(0, 40)),
        from: document.referrer ? new URL(document.referrer).host : '',
      }),
    );
  } catch {
    // Storage is blocked: the notice then tells less.
  }
  location.replace(`${location.origin}${location.pathname}?notice`);
}

/** Long enough for a busy page: it takes the reply even if it says so only later. */
const ackWaitMs = 3000;

/**
 * Hands the reply to the page that opened this window, and says whether that took it. By both ways at once, since a provider
 * may have cut the opener off. Only pages of this origin hear it.
 */
function relay(id: string, href: string): Promise<boolean> {
  return new Promise((resolve) => {
    const message: RelayedReply = { type: 'singlet:reply', id, href };
    const hear = (event: Event) => {
      const { origin, data } = event as MessageEvent<Partial<RelayAck> | null>;
      if (origin === location.origin && data?.type === 'singlet:ack' && data.id === id) resolve(true);
    };
    setTimeout(() => resolve(false), ackWaitMs);
    addEventListener('message', hear);
    window.opener?.postMessage(message, location.origin);
    try {
      const channel = new BroadcastChannel(relayChannel(name, id));
      channel.addEventListener('message', hear);
      channel.postMessage(message);
    } catch {
      // Refused to this origin: the opener is the one way, then.
    }
  });
}

async function finishWindow(id: string, href: string, names: readonly string[], otherwise: string): Promise<void> {
  const taken = await relay(id, href);
  if (taken) close();
  // A window that a person opened by a link may not close itself.
  explain(taken ? 'done' : otherwise, names);
}

async function land(reply: URL): Promise<void> {
  const { names, ids } = look(reply);
  if (names.length === 0) return location.replace(base);
  const transactions = openTransactions(name, { storage: () => sessionStorage, clock: () => Date.now() });
  let transaction: ReturnType<typeof transactions.takeTransaction>;
  try {
    transaction = transactions.takeTransaction(ids);
  } catch {
    // Without storage nothing can have left this tab but by a window, which then knows its sign-in by the reply alone.
    return finishWindow(ids.at(-1) ?? '', reply.href, names, 'storage_unavailable');
  }
  if (!transaction) return ids.some((id) => transactions.wasSpent(id)) ? location.replace(base) : explain('no_transaction', names);
  if (transaction.mode === 'popup') return finishWindow(transaction.id, reply.href, names, 'opener_gone');
  try {
    const store = openStore(name, { indexedDB: () => indexedDB });
    const receivedAt = Date.now();
    await putHandoff(
      { store, random: (bytes) => crypto.getRandomValues(bytes) },
      transaction.id,
      { transaction, href: reply.href, receivedAt },
      receivedAt,
    );
    transactions.leaveHandoffId(transaction.id);
    location.replace(new URL(transaction.returnTo, base));
  } catch (error) {
    explain(error instanceof SingletError ? error.code : 'storage_unavailable', names);
  }
}

const reply = new URL(globalThis.singletReply ?? location.href);
globalThis.singletReply = undefined;

// A framed callback answers nobody (security ruling f).
if (self === top) {
  if (reply.search === '?notice' && reply.hash === '') void import('./notice.ts').then(({ showNotice }) => showNotice(noticeKey, base));
  else void land(reply);
}
