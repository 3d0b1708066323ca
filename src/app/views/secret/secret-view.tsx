/**
 * Asks for what a provider wants before it gives the token: a secret, a key file. It names the host it goes to before
 * anything is sent. What is given stands in its field alone (vessel.ts) and is emptied when nobody is there.
 */
import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import type { SignInResult } from '../../../core/index.ts';
import { SecretField } from '../../parts/secret-field.tsx';
import { TokenForm } from '../../parts/token-form.tsx';
import { createVessel, type Vessel } from '../../parts/vessel.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { isMachine } from '../../state/pageless.ts';
import type { Outcome, SecretQuestion } from '../../state/questions.ts';
import { useSession } from '../../state/session.ts';
import { describe, errorLabels } from '../../text/errors.ts';
import { asked, type KeyFaultWords, keyFaults, keyFile, secret, token as tokenWords } from '../../text/secret.ts';
import { blockedWords, fill, titled } from '../../text/text.ts';
import { exactTime } from '../../text/time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { BeforeTyping } from './before-typing.tsx';
import { KeepChoice } from './keep-choice.tsx';
import { KeyFile } from './key-file.tsx';
import './secret.css';

interface SecretViewProps {
  readonly question: SecretQuestion;
  readonly onNext: (result: SignInResult) => void;
  readonly onDone: (what?: Outcome['what']) => void;
  /** The code that it was about is spent: it cannot be given again. */
  readonly onFailed: (failure: Failure) => void;
}

type Field = SecretQuestion['result']['fields'][number];

/** What it is about, for its words. */
function kindOf(fields: readonly Field[]): keyof typeof asked {
  const has = (name: Field['name']) => fields.some((field) => field.name === name);
  if (has('access_token')) return 'token';
  if (has('private_key')) return has('client_secret') ? 'both' : 'key';
  return 'secret';
}

const emptyWords = (field: Field) => (field.type === 'file' ? keyFile.empty : secret.empty);

/** Faults by the field they are about, and the sending itself. */
function createSending(props: SecretViewProps, vessel: Vessel, keep: () => boolean) {
  const [faults, setFaults] = createSignal<Readonly<Record<string, KeyFaultWords>>>({});
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [waitUntil, setWaitUntil] = createSignal<number | null>(null);
  let timer = 0;
  onCleanup(() => clearTimeout(timer));
  const result = () => props.question.result;
  const names = () => ({ host: result().tokenHost, client: result().provider.client_id });

  const wait = (ms: number) => {
    clearTimeout(timer);
    setWaitUntil(Date.now() + ms);
    timer = window.setTimeout(() => setWaitUntil(null), ms);
  };
  const point = (name: Field['name'], fault: KeyFaultWords) => {
    setFaults({ [name]: fault });
    const field = vessel.field(name);
    field?.focus();
    if (field?.type === 'password') field.select();
  };
  const tell = (failed: Failure) => {
    const { code, detail, facts } = failed;
    const kind = kindOf(result().fields);
    if (code === 'key_invalid') return point('private_key', keyFaults[detail ?? ''] ?? { words: describe(failed).title });
    if (code === 'client_rejected')
      return kind === 'key'
        ? point('private_key', { words: fill(secret.rejectedBoth, names()) })
        : point('client_secret', { words: fill(kind === 'both' ? secret.rejectedBoth : secret.rejected, names()) });
    // A machine has no code to spend; what was typed for a code that is spent is of no use any more.
    const good = isMachine(result().provider) || facts?.spent === 'nothing';
    if (!good) {
      vessel.empty();
      return props.onFailed(failed);
    }
    if (facts?.retryAfterMs) wait(facts.retryAfterMs);
    setFailure(failed);
  };
  return {
    faults,
    failure,
    busy,
    waitUntil,
    forget: (name: string) => setFaults(({ [name]: _, ...rest }) => rest),
    async send() {
      if (busy() || waitUntil() !== null) return;
      setFailure(null);
      vessel.forgetEmptied();
      const values = vessel.values();
      const missing = result().fields.find(({ name, required }) => required && !values[name]);
      if (missing) return point(missing.name, { words: emptyWords(missing) });
      setFaults({});
      setBusy(true);
      try {
        const next = await result().submit(values, { keep: keep() });
        vessel.empty();
        props.onNext(next);
      } catch (error) {
        tell(failureOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

/** The fields, what becomes of what is in them, and the two buttons. */
function SecretForm(props: SecretViewProps & { readonly onGiveUp: () => void }): JSX.Element {
  const session = useSession();
  const vessel = createVessel();
  const [keep, setKeep] = createSignal(false);
  const sending = createSending(props, vessel, keep);
  const result = () => props.question.result;
  const host = () => result().tokenHost;
  const signs = () => result().fields.some(({ type }) => type === 'file');
  const blocked = () => {
    const until = sending.waitUntil();
    if (until !== null) return fill(secret.wait, { host: host(), at: exactTime(until) });
    return session.blocked() ? blockedWords.offline : undefined;
  };
  const told = () => {
    const failed = sending.failure();
    return failed ? { ...failed, ...describe(failed, result().provider.name) } : undefined;
  };
  return (
    <>
      <form
        class="stack secret"
        novalidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked()) void sending.send();
        }}
      >
        <For each={result().fields}>
          {({ name, type, required }) => (
            <Show
              when={type === 'file'}
              fallback={
                <SecretField
                  vessel={vessel}
                  name={name}
                  label={secret.fields[name]}
                  help={fill(secret.host, { host: host() })}
                  fault={sending.faults()[name]?.words}
                  plain={type === 'number' ? 'numeric' : undefined}
                  required={required}
                />
              }
            >
              <KeyFile vessel={vessel} name={name} fault={sending.faults()[name]} onChange={() => sending.forget(name)} />
            </Show>
          )}
        </For>
        <Show when={result().keepable && !session.memoryOnly()}>
          <KeepChoice keep={keep()} onChoose={setKeep} />
        </Show>
        <div class="acts">
          <Button type="submit" kind="primary" busy={sending.busy()} blocked={blocked()}>
            {fill(sending.busy() ? secret.going : signs() ? secret.goSigned : secret.go, { host: host() })}
          </Button>
          <Button onPress={() => props.onGiveUp()}>{secret.discard}</Button>
        </div>
      </form>
      <Show when={vessel.emptied()}>
        {(why) => (
          <Banner
            tone="info"
            title={result().fields.length > 1 ? secret.emptiedMany : secret.emptied}
            why={why() === 'hidden' ? secret.emptiedHidden : secret.emptiedIdle}
          />
        )}
      </Show>
      <Show when={told()}>
        {(what) => (
          <Banner
            tone="bad"
            title={what().title}
            why={[what().why, sending.waitUntil() === null ? '' : blocked()].filter(Boolean).join(' ')}
            said={what().said}
          >
            <p class="said">
              {errorLabels.code} <code>{what().code}</code> {what().detail}
            </p>
          </Banner>
        )}
      </Show>
    </>
  );
}

export function SecretView(props: SecretViewProps): JSX.Element {
  const session = useSession();
  const result = () => props.question.result;
  const provider = () => result().provider;
  const kind = () => kindOf(result().fields);
  const title = () => fill(asked[kind()].title, { name: provider().name });
  const lead = () => {
    if (kind() === 'token') return tokenWords.lead;
    const words = isMachine(provider()) ? secret.leadMachine : secret.lead;
    return fill(words, { name: provider().name, client: provider().client_id, what: asked[kind()].what });
  };
  onMount(() => session.entered(titled(title())));
  const giveUp = async () => {
    await result()
      .discard()
      .catch(() => {});
    props.onDone('given-up');
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <h1 class="big" tabindex="-1">
            {title()}
          </h1>
          <p class="lead">{lead()}</p>
          <Show when={kind() === 'token'} fallback={<SecretForm {...props} onGiveUp={() => void giveUp()} />}>
            <div class="secret">
              <TokenForm
                provider={provider()}
                host={result().tokenHost}
                scope={false}
                take={({ access_token, refresh_token = '', expires_in = '' }) =>
                  result().submit({ access_token, refresh_token, expires_in: String(expires_in) })
                }
                onTaken={props.onNext}
                back={secret.discard}
                onBack={() => void giveUp()}
              />
            </div>
          </Show>
        </div>
        <BeforeTyping provider={provider()} keepable={result().keepable} key={kind() === 'key' || kind() === 'both'} />
      </div>
    </main>
  );
}
