/** The panel: which provider, with which choices, and exactly which redirect URI. */

import { Icon as BackIcon } from 'icon:arrow-left';
import { createEffect, createMemo, createSignal, For, type JSX, Match, on, Show, Switch } from 'solid-js';
import type { ConnectionInfo, Input, ProviderInfo } from '../../../core/index.ts';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/connect-panel.ts';
import { serviceName } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Choices } from './choices.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { OwnProviderForm } from './own-provider-form.tsx';
import { createStart, hostOf, type Panel } from './start.ts';

/** What an input starts with: for a connection, a service it already has; else the default. */
function firstValue(input: Input, connection: ConnectionInfo | undefined): string {
  const had =
    input.name === 'service' ? connection?.identity.profiles?.find(({ service }) => input.options?.includes(service))?.service : undefined;
  return had ?? input.default ?? '';
}

function InputField(props: { readonly input: Input; readonly value: string; readonly onInput: (value: string) => void }): JSX.Element {
  const label = () => (props.input.required ? props.input.label : fill(panel.optional, { label: props.input.label }));
  const options = () =>
    (props.input.options ?? []).map(
      (value) => [value, value === '' ? panel.none : props.input.name === 'service' ? serviceName(value) : value] as const,
    );
  return (
    <Show
      when={props.input.options}
      fallback={
        <TextField label={label()} help={props.input.help} value={props.value} onInput={props.onInput} required={props.input.required} />
      }
    >
      <SelectField label={label()} help={props.input.help} value={props.value} options={options()} onInput={props.onInput} />
    </Show>
  );
}

function GoesTo(props: { readonly provider: ProviderInfo }): JSX.Element {
  return (
    <p class="goes-to">
      <Show when={props.provider.api.length > 0} fallback={panel.goesNone}>
        {panel.goesOne}{' '}
        <For each={props.provider.api}>
          {(rule, at) => (
            <>
              {at() > 0 ? ', ' : ''}
              <code class="breaks">{rule.origin + rule.path}</code>
            </>
          )}
        </For>{' '}
        {panel.goesEnd}
      </Show>
    </p>
  );
}

interface OneProps {
  readonly provider: ProviderInfo;
  readonly connection: ConnectionInfo | undefined;
  readonly onBack: (() => void) | undefined;
}

function OneProvider(props: OneProps): JSX.Element {
  const session = useSession();
  const start = createStart();
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [scope, setScope] = createSignal<string | null>(null);
  const value = (input: Input) => typed()[input.name] ?? firstValue(input, props.connection);
  const name = () => props.provider.name;
  const leaving = () => start.leaving(props.provider.id);
  const go = () => {
    const { id, inputs, scope: usual } = props.provider;
    const chosen = Object.fromEntries(inputs.map((input) => [input.name, value(input).trim()]));
    const asked = scope()?.trim();
    void start.go(
      { id, name: name() },
      {
        ...(inputs.length > 0 && { inputs: chosen }),
        ...(asked !== undefined && asked !== usual && { scope: asked }),
        ...(props.connection && { connection: props.connection.id }),
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!start.blocked() && !leaving()) go();
      }}
    >
      <Show when={props.onBack || props.connection || props.provider.inputs.length > 0}>
        <div class="pad stack">
          <Show when={props.onBack}>
            {(back) => (
              <Button small kind="bare" class="back" onPress={() => back()()}>
                <BackIcon />
                {panel.back}
              </Button>
            )}
          </Show>
          <Show when={props.connection}>
            <p class="help-line">{panel.same}</p>
          </Show>
          <For each={props.provider.inputs}>
            {(input) => <InputField input={input} value={value(input)} onInput={(next) => setTyped({ ...typed(), [input.name]: next })} />}
          </For>
        </div>
      </Show>
      <div class="pad">
        <h3>{panel.redirect}</h3>
        <CopyLine
          value={props.provider.redirect_uri}
          label={panel.redirectName}
          copy={words.copy}
          copied={words.copied}
          failed={words.copyFailed}
          say={session.announcer.say}
        />
        <p class="help-line">{fill(props.provider.demo ? panel.redirectDemo : panel.redirectHelp, { name: name() })}</p>
      </div>
      <div class="pad stack">
        <Show when={props.provider.scope || props.provider.issuer}>
          <TextField
            mono
            label={panel.scope}
            help={fill(panel.scopeHelp, { name: name() })}
            value={scope() ?? props.provider.scope}
            onInput={setScope}
          />
        </Show>
        <GoesTo provider={props.provider} />
      </div>
      <div class="foot stack">
        <Show when={start.failure()}>
          {(failure) => (
            <FailureBanner failure={failure()} provider={name()} acts={{ retry: go, again: go, signIn: go }} onDismiss={start.forget} />
          )}
        </Show>
        <div class="acts">
          <Button type="submit" kind="primary" busy={leaving()} blocked={start.blocked()}>
            {leaving()
              ? fill(panel.leaving, { name: hostOf(props.provider) || name() })
              : fill(props.connection ? panel.again : panel.connect, { name: name() })}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface ConnectPanelProps {
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
  readonly onClose: () => void;
}

export function ConnectPanel(props: ConnectPanelProps): JSX.Element {
  const session = useSession();
  const provider = createMemo(() => (props.panel.kind === 'one' ? session.provider(props.panel.provider) : undefined));
  const connection = () =>
    props.panel.kind === 'one' && props.panel.connection ? session.connections.get(props.panel.connection) : undefined;
  const subtitle = () => {
    const one = provider();
    return one && [one.name, hostOf(one)].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ');
  };
  // What was pressed is gone with the step before; the heading is where the next one begins.
  createEffect(
    on(
      () => props.panel,
      () => document.querySelector<HTMLElement>('.drawer h2')?.focus(),
      { defer: true },
    ),
  );
  const toList = () => props.onPanel({ kind: 'list' });
  return (
    <Drawer title={panel.title} subtitle={subtitle()} close={words.close} resize={words.resize} onClose={props.onClose}>
      <Switch>
        <Match when={provider()}>
          {(one) => <OneProvider provider={one()} connection={connection()} onBack={connection() ? undefined : toList} />}
        </Match>
        <Match when={true}>
          <Show when={session.providers().length > 0}>
            <div class="pad">
              <h3>{panel.listed}</h3>
              <Choices
                providers={session.providers()}
                leaving={() => false}
                onChoose={({ id }) => props.onPanel({ kind: 'one', provider: id })}
              />
            </div>
          </Show>
          <div class="pad">
            <h3>{panel.other}</h3>
            <OwnProviderForm primary={true} onSaved={() => props.onPanel({ kind: 'list' })} />
          </div>
        </Match>
      </Switch>
    </Drawer>
  );
}
