/** Sign-ins under way, above every view: windows that are out, questions that wait for an answer, what became of them. */

import { Icon as CodeIcon } from 'icon:clipboard-paste';
import { Icon as OutcomeIcon } from 'icon:info';
import { Icon as SecretIcon } from 'icon:key-round';
import { Icon as ConfirmIcon } from 'icon:user-check';
import { Icon as CloseIcon } from 'icon:x';
import { createEffect, createMemo, For, type JSX, on, Show } from 'solid-js';
import { nextThread } from '../../state/expiry.ts';
import type { Outcome, Question } from '../../state/questions.ts';
import { useSession } from '../../state/session.ts';
import { blockedWords, fill, words } from '../../text/text.ts';
import { span } from '../../text/time.ts';
import { outcome as outcomeWords, saidOfWindows, waiting } from '../../text/underway.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Pill } from '../../ui/pill.tsx';
import { WindowCard } from './window-card.tsx';
import './underway.css';

const icons = { confirm: ConfirmIcon, code: CodeIcon, secret: SecretIcon };
const labels = { confirm: waiting.answer, code: waiting.enterCode, secret: waiting.enterSecret };

function QuestionCard(props: { readonly question: Question }): JSX.Element {
  const session = useSession();
  const left = () => (props.question.kind === 'code' ? props.question.code.endsAt - session.now() : 1);
  const why = () => {
    if (props.question.kind === 'confirm') return waiting.confirmWhy;
    if (props.question.kind === 'secret') return waiting.secretWhy;
    return left() > 0 ? fill(waiting.codeWhy, { left: span(left()) }) : waiting.codeOver;
  };
  const giveUp = () => {
    session.questions.answered(props.question.id, 'given-up');
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  const again = () => {
    const { attempt, id } = props.question;
    session.questions.answered(id);
    void session.signIn.start(attempt);
  };
  return (
    <Card
      icon={icons[props.question.kind]({})}
      title={fill(waiting[props.question.kind], { name: props.question.attempt.name })}
      why={why()}
      acts={
        <>
          <Show when={props.question.kind === 'confirm' && props.question}>
            {(question) => <Pill thread={nextThread(session.connections.all())} tail={question().result.tail} words={words.tokenEnding} />}
          </Show>
          <Show
            when={left() > 0}
            fallback={
              <Button small onPress={again}>
                {waiting.again}
              </Button>
            }
          >
            <Button small onPress={() => session.questions.show(props.question.id)}>
              {labels[props.question.kind]}
            </Button>
          </Show>
          <Show when={props.question.kind === 'code'}>
            <Button small kind="bare" onPress={giveUp}>
              {waiting.giveUp}
            </Button>
          </Show>
        </>
      }
    />
  );
}

function OutcomeCard(props: { readonly outcome: Outcome }): JSX.Element {
  const session = useSession();
  const dismiss = () => {
    session.questions.dismiss(props.outcome.id);
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  const again = () => {
    session.questions.dismiss(props.outcome.id);
    void session.signIn.start(props.outcome.attempt);
  };
  const why = () => {
    if (props.outcome.what === 'discarded') return outcomeWords.discardedWhy;
    if (props.outcome.what === 'given-up') return outcomeWords.givenUpWhy;
    return props.outcome.kind === 'code' ? outcomeWords.droppedCode : outcomeWords.droppedWhy;
  };
  return (
    <Card
      icon={<OutcomeIcon class="is-info" />}
      title={fill(outcomeWords[props.outcome.what], { name: props.outcome.attempt.name })}
      why={why()}
      acts={
        <>
          <Show when={session.provider(props.outcome.attempt.provider)}>
            <Button small blocked={session.blocked() ? blockedWords.offline : undefined} onPress={again}>
              {outcomeWords.again}
            </Button>
          </Show>
          <Button small icon kind="bare" label={words.dismiss} onPress={dismiss}>
            <CloseIcon />
          </Button>
        </>
      }
    />
  );
}

export function Underway(): JSX.Element {
  const session = useSession();
  const asking = createMemo(() => session.questions.all().filter((one) => one !== session.questions.open()));
  // One that opens at once is read out by its heading.
  createEffect(
    on(asking, (now, before = []) => {
      const fresh = now.find((one) => !before.includes(one));
      if (fresh) session.announcer.say(fill(saidOfWindows.asks, { name: fresh.attempt.name }));
    }),
  );
  return (
    <div class="underway">
      <For each={session.questions.outcomes()}>{(one) => <OutcomeCard outcome={one} />}</For>
      <For each={asking()}>{(one) => <QuestionCard question={one} />}</For>
      <For each={session.signIn.windows.all()}>{(one) => <WindowCard entry={one} />}</For>
    </div>
  );
}
