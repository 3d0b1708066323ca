/**
 * Sign-ins that wait for the person: is this your account, paste the code, type the secret. Each is held until it is
 * answered; going elsewhere in the app leaves it where it is. What became of one stays on the page as an outcome.
 * `SignInResult` -> `Question` -> `Outcome`. Side effects: asks before the page is left with a held token; sessionStorage.
 */
import { type Accessor, batch, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { SignInResult } from '../../core/index.ts';
import type { Attempt, AttemptStore, CodeStep, OpenQuestion } from './attempt.ts';
import { isMachine } from './pageless.ts';

type ConfirmNeeded = Extract<SignInResult, { readonly status: 'confirm' }>;
type SecretNeeded = Extract<SignInResult, { readonly status: 'secret-needed' }>;

interface Waiting {
  readonly id: number;
  readonly attempt: Attempt;
}
export type ConfirmQuestion = Waiting & { readonly kind: 'confirm'; readonly result: ConfirmNeeded };
export type CodeQuestion = Waiting & { readonly kind: 'code'; readonly code: CodeStep };
export type SecretQuestion = Waiting & { readonly kind: 'secret'; readonly result: SecretNeeded };
export type Question = ConfirmQuestion | CodeQuestion | SecretQuestion;

/** `discarded`: the person said no. `dropped`: the page was reloaded with the question open. */
export interface Outcome extends Waiting {
  readonly what: 'discarded' | 'dropped' | 'given-up';
  readonly kind: Question['kind'];
}

/** A result that needs the person once more. */
export type Asking = Exclude<SignInResult, { readonly status: 'connected' }>;

export interface Questions {
  readonly all: Accessor<readonly Question[]>;
  /** The one that is on the page now. */
  readonly open: Accessor<Question | null>;
  readonly outcomes: Accessor<readonly Outcome[]>;
  /** Takes a result in; `show` puts it on the page at once. */
  ask(result: Asking, attempt: Attempt, show: boolean): void;
  show(id: number): void;
  /** The person goes elsewhere; nothing is answered. */
  leave(): void;
  /** It is answered. `what`: how, where that has to be said. */
  answered(id: number, what?: Outcome['what']): void;
  dismiss(id: number): void;
}

const remembered = (question: Question): OpenQuestion =>
  question.kind === 'code'
    ? { kind: 'code', attempt: question.attempt, code: question.code }
    : { kind: question.kind, attempt: question.attempt };

function questionOf(id: number, result: Asking, attempt: Attempt): Question {
  if (result.status === 'confirm') return { id, kind: 'confirm', attempt, result };
  if (result.status === 'secret-needed') return { id, kind: 'secret', attempt, result };
  const { transactionId, url, endsAt } = result;
  return { id, kind: 'code', attempt, code: { transactionId, url, endsAt } };
}

/** Begun here, without a trip to a page of the provider: it can be begun again at no cost. */
const beganHere = (question: Question): question is SecretQuestion =>
  question.kind === 'secret' && (isMachine(question.result.provider) || question.result.provider.flow === 'paste');

/** A token or a code is held that is lost with the page. */
const losesByLeaving = (question: Question) => question.kind !== 'code' && !beganHere(question);

const asksTheSame = (one: Question, other: Question) =>
  beganHere(one) &&
  beganHere(other) &&
  one.attempt.provider === other.attempt.provider &&
  one.attempt.connection === other.attempt.connection;

/** `left`: what was open when this tab last held the page. A code can still be pasted; a held token is gone. */
export function createQuestions(attempts: AttemptStore, host: Window, left: readonly OpenQuestion[]): Questions {
  let count = 0;
  const waits = (one: OpenQuestion): one is Extract<OpenQuestion, { kind: 'code' }> => one.kind === 'code' && one.code.endsAt > Date.now();
  const codes: readonly Question[] = left.filter(waits).map((one) => ({ ...one, id: ++count }));
  const [all, setAll] = createSignal(codes);
  const [outcomes, setOutcomes] = createSignal<readonly Outcome[]>(
    left.filter((one) => !waits(one)).map(({ kind, attempt }) => ({ id: ++count, kind, attempt, what: 'dropped' })),
  );
  const [shown, setShown] = createSignal<number | null>(codes[0]?.id ?? null);
  const open = createMemo(() => all().find(({ id }) => id === shown()) ?? null);
  const held = createMemo(() => all().some(losesByLeaving));
  const ask = (event: Event) => event.preventDefault();

  createEffect(() => attempts.rememberQuestions(all().map(remembered)));
  createEffect(() => {
    if (!held()) return;
    host.addEventListener('beforeunload', ask);
    onCleanup(() => host.removeEventListener('beforeunload', ask));
  });

  return {
    all,
    outcomes,
    open,
    ask(result, attempt, show) {
      const question = questionOf(++count, result, attempt);
      const before = all().filter((one) => asksTheSame(one, question));
      batch(() => {
        setAll((list) => [...list.filter((one) => !before.includes(one)), question]);
        if (show) setShown(question.id);
      });
      for (const one of before) if (one.kind === 'secret') void one.result.discard().catch(() => {});
    },
    show: (id) => void setShown(id),
    leave: () => void setShown(null),
    answered(id, what) {
      const question = all().find((one) => one.id === id);
      if (question && what) {
        const { attempt, kind } = question;
        setOutcomes((list) => [...list, { id, attempt, kind, what }]);
      }
      setAll((list) => list.filter((one) => one.id !== id));
    },
    dismiss: (id) => void setOutcomes((list) => list.filter((one) => one.id !== id)),
  };
}
