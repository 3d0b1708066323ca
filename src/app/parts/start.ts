/** Begins a sign-in from a view and keeps what went wrong beside the control that was pressed. */
import { type Accessor, createSignal } from 'solid-js';
import type { ConnectionInfo, ProviderInfo } from '../../core/index.ts';
import type { Attempt } from '../state/attempt.ts';
import type { Failure } from '../state/failure.ts';
import { useSession } from '../state/session.ts';
import type { StartOptions } from '../state/sign-in.ts';
import { blockedWords } from '../text/text.ts';

/** What a person chose, besides the provider. */
export type Choices = Omit<Attempt, 'provider' | 'name'>;

type Named = Pick<ProviderInfo, 'id' | 'name'>;

export interface Start {
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  /** To be called in the handler of the click, with no `await` before it: a window opens only then. */
  go(provider: Named, choices?: Choices, options?: StartOptions): Promise<void>;
  /** A new token without a question (`prompt=none`), by the way that the person chose. */
  renew(connection: ConnectionInfo): Promise<void>;
  /** What was begun last, once more. */
  again(options?: StartOptions): void;
  /** What was begun last. */
  readonly last: Accessor<Attempt | null>;
  /** True while this tab leaves for the provider. */
  leaving(provider: string): boolean;
  /** Why nothing can be begun now. */
  readonly blocked: Accessor<string | undefined>;
}

export function createStart(): Start {
  const session = useSession();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [last, setLast] = createSignal<Attempt | null>(null);
  const begin = async (attempt: Attempt, options?: StartOptions) => {
    setLast(attempt);
    setFailure(null);
    setFailure(await session.signIn.start(attempt, options));
  };
  return {
    failure,
    last,
    forget: () => setFailure(null),
    go: ({ id, name }, choices = {}, options) => begin({ ...choices, provider: id, name }, options),
    renew: (connection) =>
      begin({ provider: connection.provider, name: session.nameOf(connection), connection: connection.id, silent: true }),
    again(options) {
      const attempt = last();
      if (!attempt) return;
      // What could not be done without a question is done with one.
      const { silent, ...asking } = attempt;
      void begin(failure()?.code === 'interaction_required' ? asking : attempt, options);
    },
    leaving: (provider) => session.signIn.leaving() === provider,
    blocked: () => {
      const why = session.blocked();
      return why ? blockedWords[why] : undefined;
    },
  };
}

/** Where a provider lives, in a few characters. */
export function hostOf(provider: ProviderInfo): string {
  const address = provider.issuer ?? provider.api[0]?.origin;
  return address && URL.canParse(address) ? new URL(address).host : '';
}

/**
 * What the panel shows. `connection`: the one to sign in again. `link`: the one whose account gets a further service;
 * the panel asks for consent before its token goes anywhere.
 */
export type Panel =
  | { readonly kind: 'list' }
  | { readonly kind: 'one'; readonly provider: string; readonly connection?: string; readonly link?: string };
