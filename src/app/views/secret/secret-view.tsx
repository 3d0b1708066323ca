/**
 * Asks for a secret that a provider wants before it gives the token. It names the host it goes to before anything is
 * sent. What is typed stands in the field alone: in no signal, no attribute, no address; the field is emptied when the
 * page is left or hidden, and when nothing was typed for five minutes.
 */

import { Icon as FaultIcon } from 'icon:circle-x';
import { Icon as KeptIcon } from 'icon:eraser';
import { Icon as SeenIcon } from 'icon:eye';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { createSignal, createUniqueId, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import type { SignInResult } from '../../../core/index.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import type { Outcome, SecretQuestion } from '../../state/questions.ts';
import { useSession } from '../../state/session.ts';
import { describe } from '../../text/errors.ts';
import { secret } from '../../text/secret.ts';
import { blockedWords, fill, titled } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import './secret.css';

interface SecretViewProps {
  readonly question: SecretQuestion;
  readonly onNext: (result: SignInResult) => void;
  readonly onDone: (what?: Outcome['what']) => void;
}

const idleAfter = 300_000;

function BeforeTyping(props: { readonly question: SecretQuestion }): JSX.Element {
  const session = useSession();
  const provider = () => props.question.result.provider;
  return (
    <section class="side" aria-labelledby="before-typing">
      <h2 id="before-typing">{secret.why}</h2>
      <ul class="why">
        <li>
          <SeenIcon class="is-warn" />
          <p>
            <b>{secret.seen}</b> {fill(secret.seenWhy, { origin: session.base.origin })}
          </p>
        </li>
        <li>
          <WarnIcon class="is-warn" />
          <p>
            <b>{fill(secret.docs, { name: provider().name })}</b> {secret.docsWhy}{' '}
            <Show when={provider().docs}>
              {(docs) => (
                <a href={docs()} target="_blank" rel="noopener noreferrer">
                  {fill(secret.readDocs, { name: provider().name })}
                </a>
              )}
            </Show>
          </p>
        </li>
        <li>
          <KeptIcon />
          <p>
            <b>{secret.kept}</b> {secret.keptWhy}
          </p>
        </li>
      </ul>
    </section>
  );
}

/** The fields themselves. They are emptied by `empty`, and by nobody being there. */
interface Vessel {
  readonly fields: Map<string, HTMLInputElement>;
  empty(): void;
}

function createVessel(onEmptied: (why: 'hidden' | 'idle') => void): Vessel {
  const fields = new Map<string, HTMLInputElement>();
  let timer = 0;
  const empty = () => {
    clearTimeout(timer);
    for (const field of fields.values()) field.value = '';
  };
  const holds = () => [...fields.values()].some(({ value }) => value !== '');
  const clear = (why: 'hidden' | 'idle') => {
    if (!holds()) return;
    empty();
    onEmptied(why);
  };
  const hidden = () => document.hidden && clear('hidden');
  const typed = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => clear('idle'), idleAfter);
  };
  document.addEventListener('visibilitychange', hidden);
  document.addEventListener('input', typed);
  addEventListener('pagehide', empty);
  onCleanup(() => {
    empty();
    document.removeEventListener('visibilitychange', hidden);
    document.removeEventListener('input', typed);
    removeEventListener('pagehide', empty);
  });
  return { fields, empty };
}

export function SecretView(props: SecretViewProps): JSX.Element {
  const session = useSession();
  const id = createUniqueId();
  const result = () => props.question.result;
  const name = () => result().provider.name;
  const host = () => result().tokenHost;
  const [fault, setFault] = createSignal<string>();
  const [emptied, setEmptied] = createSignal<'hidden' | 'idle'>();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const vessel = createVessel(setEmptied);
  onMount(() => session.entered(titled(fill(secret.title, { name: name() }))));
  const firstField = () => vessel.fields.values().next().value;

  const submit = async () => {
    if (busy()) return;
    setFailure(null);
    setEmptied(undefined);
    const values = Object.fromEntries([...vessel.fields].map(([field, { value }]) => [field, value]));
    if (Object.values(values).includes('')) {
      setFault(secret.empty);
      return firstField()?.focus();
    }
    setFault(undefined);
    setBusy(true);
    try {
      const next = await result().submit(values);
      vessel.empty();
      props.onNext(next);
    } catch (error) {
      const failed = failureOf(error);
      if (failed.code === 'client_rejected') {
        setFault(fill(secret.rejected, { host: host(), client: result().provider.client_id }));
        firstField()?.select();
      } else {
        vessel.empty();
        setFailure(failed);
      }
    } finally {
      setBusy(false);
    }
  };
  const giveUp = async () => {
    vessel.empty();
    await result()
      .discard()
      .catch(() => {});
    props.onDone('given-up');
  };
  const again = () => {
    const { attempt } = props.question;
    props.onDone();
    void session.signIn.start(attempt);
  };
  const described = (field: string) => [fault() && `${id}-fault`, `${id}-${field}-help`].filter(Boolean).join(' ');
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <h1 class="big" tabindex="-1">
            {fill(secret.title, { name: name() })}
          </h1>
          <p class="lead">{fill(secret.lead, { name: name() })}</p>
          <form
            class="stack secret"
            novalidate
            autocomplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <For each={result().fields}>
              {({ name: field }) => (
                <div class="field">
                  <label for={`${id}-${field}`}>{secret.fields[field]}</label>
                  {/* Without a name it is in no form data, and so in no address. */}
                  <input
                    ref={(element) => vessel.fields.set(field, element)}
                    id={`${id}-${field}`}
                    class="input mono"
                    type="password"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck={false}
                    required
                    aria-invalid={fault() ? 'true' : undefined}
                    aria-describedby={described(field)}
                  />
                  <Show when={fault()}>
                    <span class="err" id={`${id}-fault`}>
                      <FaultIcon />
                      <span class="breaks">{fault()}</span>
                    </span>
                  </Show>
                  <span class="help" id={`${id}-${field}-help`}>
                    {fill(secret.host, { host: host() })}
                  </span>
                </div>
              )}
            </For>
            <div class="acts">
              <Button type="submit" kind="primary" busy={busy()} blocked={session.blocked() ? blockedWords.offline : undefined}>
                {fill(busy() ? secret.going : secret.go, { host: host() })}
              </Button>
              <Button onPress={() => void giveUp()}>{secret.discard}</Button>
            </div>
          </form>
          <Show when={emptied()}>
            {(why) => <Banner tone="info" title={secret.emptied} why={why() === 'hidden' ? secret.emptiedHidden : secret.emptiedIdle} />}
          </Show>
          <Show when={failure()}>
            {(why) => (
              <Banner
                tone="bad"
                title={describe(why(), name()).title}
                why={describe(why(), name()).why}
                said={why().said}
                action={describe(why(), name()).label}
                onAction={again}
              />
            )}
          </Show>
        </div>
        <BeforeTyping question={props.question} />
      </div>
    </main>
  );
}
