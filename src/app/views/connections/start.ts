/** Begins a sign-in from a view and keeps what went wrong beside the control that was pressed. */
import { type Accessor, createSignal } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import type { Failure } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { blockedWords } from '../../text/text.ts';

export interface Choices {
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  readonly scope?: string | undefined;
  /** Id of the connection to sign in again. */
  readonly connection?: string | undefined;
}

export interface Start {
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  go(provider: { readonly id: string; readonly name: string }, choices?: Choices): Promise<void>;
  /** True while this tab leaves for the provider. */
  leaving(provider: string): boolean;
  /** Why nothing can be begun now. */
  readonly blocked: Accessor<string | undefined>;
}

export function createStart(): Start {
  const session = useSession();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  return {
    failure,
    forget: () => setFailure(null),
    async go({ id, name }, choices = {}) {
      setFailure(null);
      setFailure(await session.signIn.start({ ...choices, provider: id, name }));
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

/** What the panel shows. */
export type Panel = { readonly kind: 'list' } | { readonly kind: 'one'; readonly provider: string; readonly connection?: string };
