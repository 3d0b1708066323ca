/** One provider in the panel: choices, who takes part, exactly which redirect URI, where to sign in; consent where a token goes along. */

import { Icon as BackIcon } from 'icon:arrow-left';
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { ConnectionInfo, Input, ProviderInfo } from '../../../core/index.ts';
import { PresetFactsOf } from '../../parts/preset-facts.tsx';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { createStart, hostOf } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { isMachine, staysHere } from '../../state/pageless.ts';
import { createPreflight } from '../../state/preflight.ts';
import { useSession } from '../../state/session.ts';
import type { StartOptions } from '../../state/sign-in.ts';
import { panel } from '../../text/connect-panel.ts';
import { inputWords, link as linkWords } from '../../text/connect-step.ts';
import { serviceName } from '../../text/connections.ts';
import { broughtToken, machine } from '../../text/given.ts';
import { fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { LinkConsent } from './link-consent.tsx';
import { MachineNote } from './machine-note.tsx';
import { CallbackNote, Parties } from './parties.tsx';
import { TokenStep } from './token-step.tsx';
import { WayChoice } from './way-choice.tsx';

/** Services that an account has already. */
const servicesOf = (connection: ConnectionInfo | undefined) => connection?.identity.profiles?.map(({ service }) => service) ?? [];

interface Goal {
  readonly connection: ConnectionInfo | undefined;
  readonly link: ConnectionInfo | undefined;
}

/** What an input starts with: to sign in again, a service the account has; to add one, a service it has not; else the default. */
function firstValue(input: Input, { connection, link }: Goal): string {
  const options = input.options ?? [];
  if (input.name === 'service' && link) return options.find((service) => !servicesOf(link).includes(service)) ?? input.default ?? '';
  const had = input.name === 'service' ? servicesOf(connection).find((service) => options.includes(service)) : undefined;
  return had ?? input.default ?? '';
}

function InputField(props: { readonly input: Input; readonly value: string; readonly onInput: (value: string) => void }): JSX.Element {
  const plain = () => {
    const known = inputWords[props.input.name];
    return known && props.input.options?.every((value) => value in known.options) ? known : undefined;
  };
  const label = () => plain()?.label ?? (props.input.required ? props.input.label : fill(panel.optional, { label: props.input.label }));
  const help = () => plain()?.help ?? props.input.help;
  const wordsOf = (value: string) => {
    const known = plain()?.options[value];
    if (known !== undefined) return known;
    if (value === '') return panel.none;
    return props.input.name === 'service' ? serviceName(value) : value;
  };
  return (
    <Show
      when={props.input.options}
      fallback={
        <TextField label={label()} help={help()} value={props.value} onInput={props.onInput} required={props.input.required ?? false} />
      }
    >
      {(options) => (
        <SelectField
          label={label()}
          help={help()}
          value={props.value}
          options={options().map((value) => [value, wordsOf(value)] as const)}
          onInput={props.onInput}
        />
      )}
    </Show>
  );
}

interface ProviderStepProps extends Goal {
  readonly provider: ProviderInfo;
  readonly onBack: (() => void) | undefined;
  /** It goes on in a window; the panel is done. */
  readonly onStarted: () => void;
}

export function ProviderStep(props: ProviderStepProps): JSX.Element {
  const session = useSession();
  const start = createStart();
  const preflight = createPreflight(session, () => props.provider.id);
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [scope, setScope] = createSignal<string | null>(null);
  const [consenting, setConsenting] = createSignal(false);
  const [bringing, setBringing] = createSignal(false);
  const value = (input: Input) => typed()[input.name] ?? firstValue(input, props);
  const name = () => props.provider.name;
  const leaving = () => start.leaving(props.provider.id);
  const again = () => props.connection !== undefined || props.link !== undefined;
  const signInInstead = () => {
    setBringing(false);
    document.querySelector<HTMLElement>('.drawer h2')?.focus();
  };
  const byToken = () => !again() && (bringing() || props.provider.flow === 'paste');
  const go = (options: StartOptions = {}) => {
    const { id, inputs, scope: usual } = props.provider;
    const chosen = Object.fromEntries(inputs.map((input) => [input.name, value(input).trim()]));
    const asked = scope()?.trim();
    const choices = {
      ...(inputs.length > 0 && { inputs: chosen }),
      ...(asked !== undefined && asked !== usual && { scope: asked }),
      ...(props.connection && { connection: props.connection.id }),
      ...(props.link && { link: props.link.id }),
    };
    void start.go({ id, name: name() }, choices, { ...options, ...(props.link && { consented: true }) });
    if (session.signIn.windows.all().some(({ attempt }) => attempt.provider === id)) props.onStarted();
  };
  const failed = () => (
    <Show when={start.failure()}>
      {(failure) => <StartFailure failure={failure()} provider={name()} again={go} onDismiss={start.forget} />}
    </Show>
  );
  return (
    <Show
      when={!byToken()}
      fallback={
        <TokenStep
          provider={props.provider}
          preflight={preflight}
          onList={props.onBack}
          onBack={bringing() ? signInInstead : undefined}
          onDone={props.onStarted}
        />
      }
    >
      <Show
        when={consenting() && props.link}
        fallback={
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (start.blocked() || leaving()) return;
              if (props.link) setConsenting(true);
              else go();
            }}
          >
            <Show when={props.onBack || again() || isMachine(props.provider) || props.provider.inputs.length > 0}>
              <div class="pad stack">
                <Show when={props.onBack}>
                  {(back) => (
                    <Button small kind="bare" class="back" onPress={() => back()()}>
                      <BackIcon />
                      {panel.back}
                    </Button>
                  )}
                </Show>
                <Show when={isMachine(props.provider)}>
                  <MachineNote provider={props.provider} />
                </Show>
                <Show when={again()}>
                  <p class="help-line">
                    {props.link ? fill(linkWords.lead, { name: name() }) : isMachine(props.provider) ? machine.again : panel.same}
                  </p>
                </Show>
                <For each={props.provider.inputs}>
                  {(input) => (
                    <InputField
                      input={{ ...input, options: preflight.known()?.inputOptions?.[input.name] ?? input.options }}
                      value={value(input)}
                      onInput={(next) => setTyped({ ...typed(), [input.name]: next })}
                    />
                  )}
                </For>
              </div>
            </Show>
            <Show when={!isMachine(props.provider)}>
              <div class="pad">
                <h3>{panel.redirect}</h3>
                <RedirectUri value={props.provider.redirect_uri} />
                <p class="help-line">{fill(props.provider.demo ? panel.redirectDemo : panel.redirectHelp, { name: name() })}</p>
                <CallbackNote preflight={preflight} />
              </div>
            </Show>
            <Show when={props.provider.scope || props.provider.issuer}>
              <div class="pad">
                <TextField
                  mono
                  label={panel.scope}
                  help={fill(panel.scopeHelp, { name: name() })}
                  value={scope() ?? props.provider.scope}
                  onInput={setScope}
                />
              </div>
            </Show>
            <div class="pad">
              <Parties provider={props.provider} preflight={preflight} />
              <Show when={props.provider.preset}>{(preset) => <PresetFactsOf preset={preset()} />}</Show>
            </div>
            <div class="foot stack">
              {failed()}
              <Show when={!staysHere(props.provider)}>
                <WayChoice />
              </Show>
              <div class="acts">
                <Button type="submit" kind="primary" busy={leaving()} blocked={start.blocked()}>
                  {leaving()
                    ? fill(panel.leaving, { name: hostOf(props.provider) || name() })
                    : props.link
                      ? linkWords.next
                      : fill(props.connection ? panel.again : panel.connect, { name: name() })}
                </Button>
                <Show when={!again()}>
                  <button type="button" class="as-link" onClick={() => setBringing(true)}>
                    {broughtToken.offer}
                  </button>
                </Show>
              </div>
              <Show when={isMachine(props.provider)}>
                <p class="help-line">{props.provider.flow === 'signed-request' ? machine.nextKey : machine.next}</p>
              </Show>
            </div>
          </form>
        }
      >
        {(connection) => (
          <LinkConsent
            provider={props.provider}
            connection={connection()}
            busy={leaving()}
            blocked={start.blocked()}
            onAgree={go}
            onRefuse={() => setConsenting(false)}
          >
            {failed()}
          </LinkConsent>
        )}
      </Show>
    </Show>
  );
}
