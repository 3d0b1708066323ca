/**
 * What this tab last set out to do, so that a sign-in that failed or never came back can be
 * started again with the same choices. In sessionStorage, without anything secret.
 */

export interface Attempt {
  readonly provider: string;
  readonly name: string;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  readonly scope?: string | undefined;
  readonly connection?: string | undefined;
}

export interface AttemptStore {
  read(): Attempt | null;
  remember(attempt: Attempt): void;
  forget(): void;
}

function isAttempt(value: unknown): value is Attempt {
  if (typeof value !== 'object' || value === null) return false;
  const { provider, name, inputs } = value as Record<string, unknown>;
  return (
    typeof provider === 'string' && typeof name === 'string' && (inputs === undefined || (typeof inputs === 'object' && inputs !== null))
  );
}

/** `storage` may throw where storage is blocked; then nothing is remembered. */
export function makeAttempts(storage: () => Storage, base: URL): AttemptStore {
  const key = `singlet:${base.pathname}:attempt`;
  const guarded = <T>(act: (store: Storage) => T, otherwise: T): T => {
    try {
      return act(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    read: () =>
      guarded((store) => {
        const value: unknown = JSON.parse(store.getItem(key) ?? 'null');
        return isAttempt(value) ? value : null;
      }, null),
    remember: (attempt) => guarded((store) => store.setItem(key, JSON.stringify(attempt)), undefined),
    forget: () => guarded((store) => store.removeItem(key), undefined),
  };
}
