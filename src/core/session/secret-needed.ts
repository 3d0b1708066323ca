/**
 * Holds a sign-in until the person gives what its provider wants: a secret, a key file, a token. Given values -> `SignInResult`.
 * They go to the token endpoint; what a renewal will need again is held in memory, or in the vault where that was asked for.
 * What was refused may be given again, as long as the server cannot have acted on it.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { CheckedTokens } from '../flow/check-tokens.ts';
import { importPrivateKey } from '../flow/private-key.ts';
import { isMachine } from '../provider/info.ts';
import type { Provider } from '../provider/provider.ts';
import type { ActContext } from './context.ts';
import type { SecretField, SecretNeeded } from './door.ts';
import { failureAt } from './failure.ts';
import type { GivenSecrets } from './settle.ts';
import { traceFailure, unseen } from './trace-sign-in.ts';
import type { Typed } from './typed-secrets.ts';

/** Asks the token endpoint; traces that it does. */
export type Ask = (given: Typed) => Promise<CheckedTokens>;

export interface SecretQuestion {
  readonly provider: Provider;
  /** Id of the transaction. */
  readonly transaction: string;
  readonly returnTo: string;
  readonly ask: Ask;
  readonly got: (tokens: CheckedTokens, typed: GivenSecrets) => ReturnType<SecretNeeded['submit']>;
}

/** What the provider wants: a secret unless it wants none, a key where something is signed. */
function fieldsOf({ tokenRequest, flow, api }: Provider): readonly SecretField[] {
  const { client_authentication, body, sign } = tokenRequest;
  const places = JSON.stringify([body, tokenRequest.headers]);
  const secret = body ? places.includes('{client_secret}') : client_authentication !== 'none';
  const key = flow === 'signed-request' || sign !== undefined || api.some((rule) => rule.sign);
  return [
    ...(secret ? [{ name: 'client_secret', type: 'password', required: true } as const] : []),
    ...(key ? [{ name: 'private_key', type: 'file', required: true } as const] : []),
  ];
}

async function read(provider: Provider, values: Readonly<Record<string, string | Blob>>): Promise<Typed> {
  const { client_secret, private_key } = values;
  const wants = (name: string) => fieldsOf(provider).some((field) => field.name === name);
  if (wants('client_secret') && (typeof client_secret !== 'string' || client_secret === ''))
    throw new SingletError('client_rejected', { provider: provider.id, detail: 'no secret was typed' });
  if (wants('private_key') && !private_key) throw new SingletError('key_invalid', { provider: provider.id, detail: 'not-a-key' });
  return {
    ...(typeof client_secret === 'string' && client_secret !== '' && { client_secret: new Secret(client_secret) }),
    ...(private_key && { private_key: await importPrivateKey(private_key) }),
  };
}

export function askForSecret(context: ActContext, { provider, transaction, returnTo, ask, got }: SecretQuestion): SecretNeeded {
  let pending = true;
  const begin = () => {
    context.alive();
    if (!pending) throw new SingletError('no_transaction', { provider: provider.id });
    pending = false;
  };
  return {
    status: 'secret-needed',
    provider: context.registry.info(provider),
    fields: fieldsOf(provider),
    tokenHost: new URL(provider.token_endpoint ?? '').host,
    returnTo,
    // Whether a renewal will want it again is known only after the reply; what nothing wants again is let go all the same.
    keepable: true,
    async submit(values, { keep = false } = {}) {
      const typed = await read(provider, values).catch((error: unknown) => {
        traceFailure(context, { provider: provider.id, transaction }, error);
        throw error;
      });
      begin();
      const given = Object.keys(typed).map((name) => [name, unseen()]);
      const base = { provider: provider.id, transaction, flow: provider.flow, from: 'person', to: 'app' } as const;
      context.trace({ ...base, step: 'secret-given', parameters: Object.fromEntries(given) });
      let tokens: CheckedTokens;
      try {
        tokens = await ask(typed);
      } catch (error) {
        // Refused before the code was looked at, or never sent: the code is still good. A machine has none to spend.
        const { code, facts } = error instanceof SingletError ? error : { code: undefined, facts: undefined };
        pending = isMachine(provider) || code === 'client_rejected' || facts?.spent === 'nothing';
        const failure = failureAt(provider.id, error);
        traceFailure(context, { provider: provider.id, transaction }, failure);
        throw failure;
      }
      return got(tokens, { ...typed, keep });
    },
    async discard() {
      begin();
      context.trace({ step: 'discarded', provider: provider.id, transaction, from: 'person', to: 'app' });
    },
  };
}
