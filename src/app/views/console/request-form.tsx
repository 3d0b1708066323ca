/** Method, address, headers, body; send or cancel. Ctrl or ⌘ with Enter sends from anywhere in it. */

import { Icon as MoreIcon } from 'icon:chevron-down';
import { Icon as OpenIcon } from 'icon:chevron-right';
import { createSignal, type JSX, Show } from 'solid-js';
import { faultOf, hasBody, methods } from '../../state/call.ts';
import type { ConsoleState } from '../../state/console.ts';
import { useSession } from '../../state/session.ts';
import { consoleText } from '../../text/console.ts';
import { blockedWords } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { FaultLine } from './fault-line.tsx';
import { Headers } from './headers.tsx';
import { SentWith } from './sent-with.tsx';

/** One button that sends, and cancels while a call runs: the focus stays on it. */
function SendButton(props: { readonly state: ConsoleState; readonly blocked: string | undefined }): JSX.Element {
  const running = () => props.state.running();
  const press = (event: MouseEvent) => {
    if (!running()) return;
    // By the time the press is over the call may be, and the button one that sends.
    event.preventDefault();
    // The second press of a double one is no wish to cancel.
    if (event.detail < 2) props.state.cancel();
  };
  return (
    <Button
      class="send"
      type={running() ? 'button' : 'submit'}
      kind={running() ? undefined : 'primary'}
      blocked={running() ? undefined : props.blocked}
      onPress={press}
    >
      {running() ? consoleText.cancel : consoleText.send}
    </Button>
  );
}

/** Ready calls of what is connected. */
function Samples(props: { readonly state: ConsoleState }): JSX.Element {
  const session = useSession();
  const samples = (): readonly MenuItem[] => {
    const connected = new Set(session.connections.all().map(({ provider }) => provider));
    return session
      .providers()
      .filter(({ id }) => connected.has(id))
      .flatMap((provider, at) =>
        provider.samples.map((sample, index) => ({
          words: sample.label,
          note: provider.name,
          apart: at > 0 && index === 0,
          onChoose: () => props.state.useSample(provider, index),
        })),
      );
  };
  return (
    <Show when={samples().length > 0}>
      <Menu label={consoleText.samples} kind="bare" small items={samples()}>
        {consoleText.samples}
        <MoreIcon />
      </Menu>
    </Show>
  );
}

function BodyField(props: { readonly state: ConsoleState }): JSX.Element {
  return (
    <details open>
      <summary>
        <OpenIcon />
        {consoleText.body}
      </summary>
      <textarea
        class="input mono"
        rows="5"
        aria-label={consoleText.body}
        spellcheck={false}
        value={props.state.draft().body}
        onInput={(event) => props.state.change({ body: event.currentTarget.value })}
      />
    </details>
  );
}

export function RequestForm(props: { readonly state: ConsoleState }): JSX.Element {
  const session = useSession();
  const [tried, setTried] = createSignal(false);
  const draft = () => props.state.draft();
  const fault = () => {
    const found = faultOf(draft());
    // An address that is still being typed is no mistake yet.
    return found && (tried() || found.fault === 'plain' || found.fault === 'userinfo') ? found : null;
  };
  const addressFault = () => {
    const found = fault();
    return found && !('row' in found) ? consoleText.faults[found.fault] : null;
  };
  const headerFault = () => {
    const found = fault();
    return found && 'row' in found ? found : null;
  };
  let form!: HTMLFormElement;
  let address!: HTMLInputElement;
  const blocked = () => {
    const host = URL.canParse(draft().url) ? new URL(draft().url).hostname : '';
    const here = /(^|\.)localhost$/.test(host) || host === '127.0.0.1';
    return session.online() || here ? undefined : blockedWords.offline;
  };
  const [needed, setNeeded] = createSignal(false);
  const send = async () => {
    setTried(true);
    if (faultOf(draft())) return (form.querySelector<HTMLElement>('.header-row [aria-invalid]') ?? address).focus();
    if (blocked()) return;
    const came = await props.state.send();
    if (came === 'sent') setTried(false);
    if (came !== 'choose') return;
    setNeeded(true);
    form.querySelector<HTMLElement>('.choice input')?.focus();
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.state.running()) void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || props.state.running()) return;
        event.preventDefault();
        void send();
      }}
    >
      <div class="reqline">
        <Select
          mono
          label={consoleText.method}
          value={draft().method}
          options={methods.map((method) => [method, method] as const)}
          onInput={(method) => props.state.change({ method })}
        />
        <input
          ref={address}
          class="input mono"
          aria-label={consoleText.url}
          aria-invalid={addressFault() ? 'true' : undefined}
          aria-describedby={addressFault() ? 'url-fault' : undefined}
          placeholder={consoleText.urlPlace}
          inputmode="url"
          spellcheck={false}
          autocomplete="off"
          value={draft().url}
          onInput={(event) => props.state.change({ url: event.currentTarget.value })}
        />
        <SendButton state={props.state} blocked={blocked()} />
      </div>
      <Show when={addressFault()}>{(words) => <FaultLine id="url-fault" words={words()} />}</Show>
      <div class="reqmore">
        <Samples state={props.state} />
        <Headers state={props.state} fault={headerFault()} />
        <Show when={hasBody(draft().method)}>
          <BodyField state={props.state} />
        </Show>
      </div>
      <SentWith state={props.state} needed={needed()} onChosen={() => setNeeded(false)} />
    </form>
  );
}
