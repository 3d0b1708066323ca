/**
 * Says on every view that simulated providers are on, when they cannot be reached, and what to do first with one;
 * begins the sign-in that was asked for when they were switched on.
 */
import { createMemo, createSignal, createUniqueId, type JSX, Match, onMount, Show, Switch } from 'solid-js';
import { createStart } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { TourMenu } from '../../parts/tour-menu.tsx';
import { routeHref } from '../../state/route.ts';
import { isSandboxed, leaveSandbox, type Sandbox } from '../../state/sandbox.ts';
import { useSession } from '../../state/session.ts';
import { panel } from '../../text/faults.ts';
import { sandbox as text } from '../../text/sandbox.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/status.tsx';
import { FaultPanel } from './fault-panel.tsx';
import './sandbox-line.css';

interface LineProps {
  readonly sandbox: Sandbox;
}

const reload = () => location.reload();

function SwitchOff(): JSX.Element {
  const session = useSession();
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const own = createMemo(() => session.connections.all().filter(({ provider }) => isSandboxed(provider)));
  const count = () => (own().length === 1 ? text.one : fill(text.many, { count: own().length }));
  const off = async () => {
    setBusy(true);
    for (const { id } of own()) await session.singlet.disconnect(id, { revoke: false });
    await leaveSandbox(session.base);
    reload();
  };
  return (
    <Show
      when={asking()}
      fallback={
        <Button small onPress={() => (own().length > 0 ? setAsking(true) : void off())}>
          {text.off}
        </Button>
      }
    >
      <span class="asking" role="alert">
        {fill(text.offAsk, { count: count() })}
      </span>
      <span class="acts">
        <Button small busy={busy()} onPress={() => void off()} ref={(button) => queueMicrotask(() => button.focus())}>
          {text.off}
        </Button>
        <Button small kind="bare" onPress={() => setAsking(false)}>
          {text.keep}
        </Button>
      </span>
    </Show>
  );
}

/** Whoever is new at a simulated provider is offered a call. */
function FirstCall(): JSX.Element {
  const session = useSession();
  const [seen, setSeen] = createSignal<string | null>(null);
  const made = () => {
    const connection = session.welcomed();
    const provider = connection && session.provider(connection.provider);
    const [sample] = provider?.samples ?? [];
    if (!connection || !sample || !isSandboxed(connection.provider) || seen() === connection.id) return undefined;
    return { id: connection.id, name: session.nameOf(connection), sample: sample.label };
  };
  return (
    <Show when={made()}>
      {(one) => (
        <Banner
          tone="ok"
          title={fill(text.next, { name: one().name })}
          why={text.nextWhy}
          action={fill(text.call, { sample: one().sample })}
          onAction={() => {
            location.hash = routeHref('console', { with: one().id, sample: '0' });
          }}
          dismiss={text.dismiss}
          onDismiss={() => setSeen(one().id)}
        />
      )}
    </Show>
  );
}

/** Its providers and connections are gone from this page as well. */
function SwitchedOff(): JSX.Element {
  const [seen, setSeen] = createSignal(false);
  return (
    <Show when={!seen()}>
      <Banner tone="info" title={text.offTitle} why={text.offWhy} dismiss={text.dismiss} onDismiss={() => setSeen(true)} />
    </Show>
  );
}

export function SandboxLine(props: LineProps): JSX.Element {
  return (
    <Show when={!props.sandbox.off()} fallback={<SwitchedOff />}>
      <LineOn sandbox={props.sandbox} />
    </Show>
  );
}

function LineOn(props: LineProps): JSX.Element {
  const session = useSession();
  const start = createStart();
  const faults = createUniqueId();
  const [faulty, setFaulty] = createSignal(false);
  onMount(() => {
    const provider = session.provider(props.sandbox.takeStart() ?? '');
    if (!provider) return;
    const inputs = Object.fromEntries(provider.inputs.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])));
    // The press that asked for it was in the document before this one, and a window opens only in a press.
    void start.go(provider, { inputs }, { way: 'redirect' });
  });
  return (
    <>
      <div class="sandbox-line">
        <Tag>{words.simulated}</Tag>
        <span class="says">
          {text.on}{' '}
          <a href={new URL('sandbox/', session.base).href} target="_blank" rel="noopener">
            {text.secrets}
          </a>
        </span>
        <span class="acts">
          <Show when={props.sandbox.state === 'ready'}>
            <TourMenu />
            <button
              type="button"
              class="btn small"
              aria-expanded={faulty() ? 'true' : 'false'}
              aria-controls={faults}
              onClick={() => setFaulty(!faulty())}
            >
              {panel.open}
            </button>
          </Show>
          <Show when={!props.sandbox.stated}>
            <SwitchOff />
          </Show>
        </span>
      </div>
      <Show when={props.sandbox.state === 'ready'}>
        <FaultPanel id={faults} open={faulty()} />
      </Show>
      <Switch>
        <Match when={props.sandbox.state === 'bypassed'}>
          <Banner tone="warn" title={text.bypassedTitle} why={text.bypassedWhy} action={text.reload} onAction={reload} />
        </Match>
        <Match when={props.sandbox.state === 'taken'}>
          <Banner tone="bad" title={text.takenTitle} why={fill(text.takenWhy, { address: session.base.href })} />
        </Match>
        <Match when={props.sandbox.state === 'unavailable'}>
          <Banner tone="bad" title={text.unavailableTitle} why={text.unavailableWhy} action={text.reload} onAction={reload} />
        </Match>
      </Switch>
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={start.last()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
      <FirstCall />
    </>
  );
}
