/**
 * Sign-ins whose code a person carries over by hand: kept in the tab, so that a reload loses none, and finished with what
 * was pasted. Pasted text + transaction -> `SignInResult`. Side effects: sessionStorage, and those of finishing.
 */
import { SingletError } from '../base/errors.ts';
import { transactionLifeMs } from '../flow/check-response.ts';
import { parsePastedCode } from '../flow/pasted-code.ts';
import type { Transaction, Transactions } from '../vault/transactions.ts';
import { finishSignIn } from './complete.ts';
import type { ActContext } from './context.ts';
import type { SignInResult } from './door.ts';

export interface ManualSignIns {
  remember(transaction: Transaction): void;
  find(id: string): Transaction | undefined;
  drop(id: string): void;
  clear(): void;
}

/** `stored`: false where storage is blocked. */
export function makeManual(transactions: Transactions, stored: boolean): ManualSignIns {
  if (stored) {
    const { rememberManual, findManual, dropManual, abandon } = transactions;
    return { remember: rememberManual, find: findManual, drop: dropManual, clear: abandon };
  }
  const held = new Map<string, Transaction>();
  return {
    remember: (one) => void held.set(one.id, one),
    find: (id) => held.get(id),
    drop: (id) => void held.delete(id),
    clear: () => held.clear(),
  };
}

/**
 * Text that holds no code leaves the sign-in waiting; a code spends it.
 * Errors: `code_invalid`, `no_transaction`, `transaction_expired`, `state_mismatch`, and those of finishing.
 */
export async function submitCode(context: ActContext, id: string, pasted: string): Promise<SignInResult> {
  const transaction = context.manual.find(id);
  if (!transaction) throw new SingletError('no_transaction');
  const { provider, state, createdAt } = transaction;
  const now = context.ports.now();
  if (now - createdAt > transactionLifeMs) {
    context.manual.drop(id);
    throw new SingletError('transaction_expired', { provider });
  }
  const { code, ...named } = parsePastedCode(pasted);
  // The verifier of this very sign-in protects it; a state that came along must be its own as well.
  if (named.state !== undefined && named.state !== state) throw new SingletError('state_mismatch', { provider });
  const reply = new URL(context.config.callback);
  reply.searchParams.set('code', code.reveal());
  reply.searchParams.set('state', state ?? '');
  if (named.iss !== undefined) reply.searchParams.set('iss', named.iss);
  context.manual.drop(id);
  return finishSignIn(context, { transaction, href: reply.href, receivedAt: now });
}
