/** Method, address, headers, body; send or cancel. Ctrl or ⌘ with Enter sends from anywhere in it. */

import { Icon as MoreIcon } from 'icon:chevron-down';
import { Icon as OpenIcon } from 'icon:chevron-right';
import { Icon as FaultIcon } from 'icon:circle-x';
import { Icon as PlusIcon } from 'icon:plus';
import { Icon as RemoveIcon } from 'icon:x';
import { createSignal, Index, type JSX, Show } from 'solid-js';
import { faultOf, type HeaderRow, hasBody, methods } from '../../state/call.ts';
import type { ConsoleState } from '../../state/console.ts';
import { useSession } from '../../state/session.ts';
import { consoleText } from '../../text/console.ts';
import { blockedWords, fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { SentWith } from './sent-with.tsx';

function HeaderRows(props: { readonly state: ConsoleState }): JSX.Element {
  const rows = () => props.state.draft().headers;
  const set = (at: number, part: Partial<HeaderRow>) =>
    props.state.change({ headers: rows().map((row, index) => (index === at ? { ...row, ...part } : row)) });
  return (
    <>
      <Index each={rows()}>
        {(row, at) => (
          <div class="header-row">
            <input
              class="input mono"
              aria-label={fill(consoleText.headerName, { n: at + 1 })}
              placeholder="Accept"
              spellcheck={false}
              value={row().name}
              onInput={(event) => set(at, { name: event.currentTarget.value })}
            />
            <input
              class="input mono"
              aria-label={fill(consoleText.headerValue, { n: at + 1 })}
              placeholder="application/json"
              spellcheck={false}
              value={row().value}
              onInput={(event) => set(at, { value: event.currentTarget.value })}
            />
            <Button
              icon
              kind="bare"
              label={fill(consoleText.headerRemove, { n: at + 1 })}
              onPress={() => props.state.change({ headers: rows().filter((_, index) => index !== at) })}
            >
              <RemoveIcon />
            </Button>
          </div>
        )}
      </Index>
      <Button small onPress={() => props.state.change({ headers: [...rows(), { name: '', value: '' }] })}>
        <PlusIcon />
        {consoleText.headerAdd}
      </Button>
    </>
  );
}

export function RequestForm(props: { readonly state: ConsoleState }): JSX.Element {
  const session = useSession();
  const [tried, setTried] = createSignal(false);
  const draft = () => props.state.draft();
  const named = () => draft().headers.filter(({ name }) => name.trim() !== '').length;
  const fault = () => {
    const found = faultOf(draft());
    // An address that is still being typed is no mistake yet.
    return found && (tried() || (found.fault === 'plain' && draft().url !== ''))
      ? fill(consoleText.faults[found.fault], { name: found.name })
      : null;
  };
  let address!: HTMLInputElement;
  const blocked = () => {
    const host = URL.canParse(draft().url) ? new URL(draft().url).hostname : '';
    const here = /(^|\.)localhost$/.test(host) || host === '127.0.0.1';
    return session.online() || here ? undefined : blockedWords.offline;
  };
  const send = () => {
    setTried(true);
    if (faultOf(draft())) return address.focus();
    if (blocked()) return;
    void props.state.send().then(() => setTried(false));
  };
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.state.running()) send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || props.state.running()) return;
        event.preventDefault();
        send();
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
          aria-invalid={fault() ? 'true' : undefined}
          aria-describedby={fault() ? 'url-fault' : undefined}
          placeholder={consoleText.urlPlace}
          inputmode="url"
          spellcheck={false}
          autocomplete="off"
          value={draft().url}
          onInput={(event) => props.state.change({ url: event.currentTarget.value })}
        />
        <Show
          when={props.state.running()}
          fallback={
            <Button type="submit" kind="primary" blocked={blocked()}>
              {consoleText.send}
            </Button>
          }
        >
          <Button onPress={() => props.state.cancel()}>{consoleText.cancel}</Button>
        </Show>
      </div>
      <Show when={fault()}>
        <p class="fault-line" id="url-fault" role="alert">
          <FaultIcon />
          {fault()}
        </p>
      </Show>
      <div class="reqmore">
        <Show when={samples().length > 0}>
          <Menu label={consoleText.samples} kind="bare" small items={samples()}>
            {consoleText.samples}
            <MoreIcon />
          </Menu>
        </Show>
        <details open={draft().headers.length > 0}>
          <summary>
            <OpenIcon />
            {named() > 0 ? fill(consoleText.headersCount, { count: named() }) : consoleText.headers}
          </summary>
          <HeaderRows state={props.state} />
        </details>
        <Show when={hasBody(draft().method)}>
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
              value={draft().body}
              onInput={(event) => props.state.change({ body: event.currentTarget.value })}
            />
          </details>
        </Show>
      </div>
      <SentWith state={props.state} />
    </form>
  );
}
