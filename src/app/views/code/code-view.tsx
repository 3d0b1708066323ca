/**
 * A provider that shows a code on its own page: open it, copy the code, paste it here. The clipboard is never read.
 * The core keeps the sign-in itself, so that this survives a reload.
 */

import { Icon as ClipboardIcon } from 'icon:clipboard';
import { Icon as OpenIcon } from 'icon:external-link';
import { Icon as SafeIcon } from 'icon:shield-check';
import { Icon as YoursIcon } from 'icon:user-check';
import { createMemo, createSignal, type JSX, onMount, Show } from 'solid-js';
import type { SignInResult } from '../../../core/index.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import type { CodeQuestion, Outcome } from '../../state/questions.ts';
import { useSession } from '../../state/session.ts';
import { code } from '../../text/code.ts';
import { describe } from '../../text/errors.ts';
import { blockedWords, fill, titled } from '../../text/text.ts';
import { span } from '../../text/time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import './code.css';

interface CodeViewProps {
  readonly question: CodeQuestion;
  readonly onNext: (result: SignInResult) => void;
  readonly onDone: (what?: Outcome['what']) => void;
}

function ToKnow(): JSX.Element {
  return (
    <section class="side" aria-labelledby="to-know">
      <h2 id="to-know">{code.why}</h2>
      <ul class="why">
        <li>
          <YoursIcon />
          <p>
            <b>{code.yours}</b> {code.yoursWhy}
          </p>
        </li>
        <li>
          <SafeIcon />
          <p>
            <b>{code.safe}</b> {code.safeWhy}
          </p>
        </li>
        <li>
          <ClipboardIcon />
          <p>
            <b>{code.clipboard}</b> {code.clipboardWhy}
          </p>
        </li>
      </ul>
    </section>
  );
}

export function CodeView(props: CodeViewProps): JSX.Element {
  const session = useSession();
  const name = () => props.question.attempt.name;
  const [pasted, setPasted] = createSignal('');
  const [fault, setFault] = createSignal<string>();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [opened, setOpened] = createSignal(false);
  let field!: HTMLInputElement;
  const left = createMemo(() => props.question.code.endsAt - session.now());
  const over = createMemo(() => left() <= 0);
  onMount(() => session.entered(titled(fill(code.title, { name: name() }))));

  const submit = async () => {
    if (busy() || over()) return;
    setFailure(null);
    if (!pasted().trim()) {
      setFault(code.empty);
      return field.focus();
    }
    setFault(undefined);
    setBusy(true);
    try {
      props.onNext(await session.singlet.submitCode(props.question.code.transactionId, pasted()));
    } catch (error) {
      const failed = failureOf(error);
      if (failed.code === 'code_invalid') {
        setFault(code.invalid);
        field.focus();
      } else setFailure(failed);
    } finally {
      setBusy(false);
    }
  };
  const again = () => {
    const { attempt } = props.question;
    props.onDone();
    void session.signIn.start(attempt);
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <h1 class="big" tabindex="-1">
            {fill(code.title, { name: name() })}
          </h1>
          <p class="lead">{fill(code.lead, { name: name() })}</p>
          <ol class="two-steps">
            <li>
              <h2>{code.first}</h2>
              <p>{fill(code.firstWhy, { host: new URL(props.question.code.url).host })}</p>
              <a class="btn" href={props.question.code.url} target="_blank" rel="noopener noreferrer" onClick={() => setOpened(true)}>
                <OpenIcon />
                {fill(opened() ? code.opened : code.open, { name: name() })}
              </a>
            </li>
            <li>
              <h2>{code.second}</h2>
              <form
                class="stack"
                novalidate
                onSubmit={(event) => {
                  event.preventDefault();
                  void submit();
                }}
              >
                <TextField
                  mono
                  required
                  label={fill(code.field, { name: name() })}
                  help={code.help}
                  value={pasted()}
                  fault={fault()}
                  onInput={setPasted}
                  ref={(element) => (field = element)}
                />
                <div class="acts">
                  <Button
                    type="submit"
                    kind="primary"
                    busy={busy()}
                    disabled={over()}
                    blocked={session.blocked() ? blockedWords.offline : undefined}
                  >
                    {busy() ? code.going : code.go}
                  </Button>
                  <Button onPress={() => props.onDone('given-up')}>{code.cancel}</Button>
                  <Show when={!over()}>
                    <span class="t13 quiet num">{fill(code.left, { left: span(left()) })}</span>
                  </Show>
                </div>
              </form>
            </li>
          </ol>
          <Show when={over()}>
            <Banner tone="time" title={code.over} why={code.overWhy} action={code.again} onAction={again} />
          </Show>
          <Show when={failure()}>
            {(why) => (
              <Banner
                tone="bad"
                title={describe(why(), name()).title}
                why={describe(why(), name()).why}
                said={why().said}
                action={code.again}
                onAction={again}
              />
            )}
          </Show>
        </div>
        <ToKnow />
      </div>
    </main>
  );
}
