/**
 * callback/: where every redirect lands. Takes the reply that scrub.js put aside and the sign-in that waits
 * for it in this tab, seals both for the page that asked, and goes back there. Interprets nothing, needs no config.
 * Without a waiting sign-in nothing is kept and the person reads why (notice.ts, loaded only then).
 * Always ends in a new document, because only that frees the browser's timing entry of the address.
 */
import { SingletError } from '../core/base/errors.ts';
import { openStore } from '../core/vault/database.ts';
import { putHandoff } from '../core/vault/handoff.ts';
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

async function land(reply: URL): Promise<void> {
  const { names, ids } = look(reply);
  if (names.length === 0) return location.replace(base);
  try {
    const store = openStore(name, { indexedDB: () => indexedDB });
    const transactions = openTransactions(name, { storage: () => sessionStorage, clock: () => Date.now() });
    const transaction = transactions.takeTransaction(ids);
    if (!transaction) return ids.some((id) => transactions.wasSpent(id)) ? location.replace(base) : explain('no_transaction', names);
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
