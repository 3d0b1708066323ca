/**
 * Holds a code until the person types the secret that the token endpoint wants. Code + secret -> `SignInResult`.
 * The secret goes to the token endpoint and is kept nowhere; a refused one may be typed again, since the code is then unspent.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { CheckedTokens } from '../flow/check-tokens.ts';
import { type DirectExchange, exchangeDirectly } from '../flow/code-exchange.ts';
import type { Provider } from '../provider/provider.ts';
import type { Transaction } from '../vault/transactions.ts';
import type { ActContext } from './context.ts';
import type { SignInResult } from './door.ts';
import { failureAt } from './failure.ts';

export interface SecretQuestion {
  readonly provider: Provider;
  readonly transaction: Transaction;
  readonly exchange: DirectExchange;
  /** Called before the request leaves. */
  readonly requested: () => void;
  readonly got: (tokens: CheckedTokens) => Promise<SignInResult>;
}

export function askForSecret(context: ActContext, { provider, transaction, exchange, requested, got }: SecretQuestion): SignInResult {
  let pending = true;
  const begin = () => {
    context.alive();
    if (!pending) throw new SingletError('no_transaction', { provider: provider.id });
    pending = false;
  };
  return {
    status: 'secret-needed',
    provider: context.registry.info(provider),
    fields: [{ name: 'client_secret' }],
    tokenHost: new URL(provider.token_endpoint ?? '').host,
    returnTo: transaction.returnTo,
    async submit(values) {
      const typed = values.client_secret ?? '';
      if (typed === '') throw new SingletError('client_rejected', { provider: provider.id, detail: 'no secret was typed' });
      begin();
      let tokens: CheckedTokens;
      try {
        requested();
        tokens = await exchangeDirectly(provider, exchange, new Secret(typed), context.guarded);
      } catch (error) {
        // Refused before the code was looked at, or never sent: the code is still good.
        const { code, facts } = error instanceof SingletError ? error : { code: undefined, facts: undefined };
        pending = code === 'client_rejected' || facts?.spent === 'nothing';
        throw failureAt(provider.id, error);
      }
      return got(tokens);
    },
    async discard() {
      begin();
      context.trace({ step: 'discarded', provider: provider.id, transaction: transaction.id, from: 'person', to: 'app' });
    },
  };
}
