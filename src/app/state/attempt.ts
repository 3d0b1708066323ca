/**
 * What this tab last set out to do, so that a sign-in that failed or never came back can be started again with the
 * same choices; and the questions that were open, so that a reload can say what became of them.
 * In sessionStorage, without anything secret.
 */

export interface Attempt {
  readonly provider: string;
  readonly name: string;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  readonly scope?: string | undefined;
  /** Id of the connection to sign in again. */
  readonly connection?: string | undefined;
  /** Id of the connection whose account is added to. The consent for it is never remembered. */
  readonly link?: string | undefined;
  /** A new token without a question. */
  readonly silent?: boolean | undefined;
}

/** The page of a provider that shows a code, and until when it counts. */
export interface CodeStep {
  readonly transactionId: string;
  readonly url: string;
  /** Epoch ms. */
  readonly endsAt: number;
}

/** A sign-in that waited for the person when the page was left. */
export type OpenQuestion =
  | { readonly kind: 'confirm' | 'secret'; readonly attempt: Attempt }
  | { readonly kind: 'code'; readonly attempt: Attempt; readonly code: CodeStep };

export interface AttemptStore {
  read(): Attempt | null;
  remember(attempt: Attempt): void;
  forget(): void;
  questions(): readonly OpenQuestion[];
  rememberQuestions(list: readonly OpenQuestion[]): void;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function isAttempt(value: unknown): value is Attempt {
  if (!isFields(value)) return false;
  const { provider, name, inputs } = value;
  return typeof provider === 'string' && typeof name === 'string' && (inputs === undefined || isFields(inputs));
}

function isCodeStep(value: unknown): value is CodeStep {
  if (!isFields(value)) return false;
  const { transactionId, url, endsAt } = value;
  return typeof transactionId === 'string' && typeof url === 'string' && /^https?:/.test(url) && typeof endsAt === 'number';
}

function isQuestion(value: unknown): value is OpenQuestion {
  if (!isFields(value) || !isAttempt(value.attempt)) return false;
  return value.kind === 'code' ? isCodeStep(value.code) : value.kind === 'confirm' || value.kind === 'secret';
}

/** `storage` may throw where storage is blocked; then nothing is remembered. */
export function makeAttempts(storage: () => Storage, base: URL): AttemptStore {
  const attemptKey = `singlet:${base.pathname}:attempt`;
  const questionsKey = `singlet:${base.pathname}:questions`;
  const guarded = <T>(act: (store: Storage) => T, otherwise: T): T => {
    try {
      return act(storage());
    } catch {
      return otherwise;
    }
  };
  const readJson = (key: string): unknown => guarded((store) => JSON.parse(store.getItem(key) ?? 'null'), null);
  const write = (key: string, value: unknown) => guarded((store) => store.setItem(key, JSON.stringify(value)), undefined);
  return {
    read() {
      const value = readJson(attemptKey);
      return isAttempt(value) ? value : null;
    },
    remember: (attempt) => write(attemptKey, attempt),
    forget: () => guarded((store) => store.removeItem(attemptKey), undefined),
    questions() {
      const list = readJson(questionsKey);
      return Array.isArray(list) ? list.filter(isQuestion) : [];
    },
    rememberQuestions(list) {
      if (list.length > 0) write(questionsKey, list);
      else guarded((store) => store.removeItem(questionsKey), undefined);
    },
  };
}
