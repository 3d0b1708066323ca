/** One connection: whose it is, its thread, its state, what can be done with it, and what went wrong with that. */

import { Icon as CopyIcon } from 'icon:copy';
import { Icon as MoreIcon } from 'icon:ellipsis';
import { Icon as SignInIcon } from 'icon:log-in';
import { Icon as NameIcon } from 'icon:pencil';
import { Icon as RenewIcon } from 'icon:refresh-cw';
import { Icon as CallIcon } from 'icon:square-terminal';
import { Icon as EndIcon } from 'icon:unplug';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { ConnectionInfo, DisconnectResult } from '../../../core/index.ts';
import { lifeOf } from '../../state/expiry.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { late } from '../../state/release.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { busy, identityLine, lettersOf, lifeLine, list, menu, said, serviceName, statusWords } from '../../text/connections.ts';
import { blockedWords, fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Strand } from '../../ui/pill.tsx';
import { Glyph, Status, Tag, type Tone } from '../../ui/status.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { createStart, type Panel } from './start.ts';

const DisconnectDialog = late(async () => (await import('./disconnect-dialog.tsx')).DisconnectDialog);
const RenameDialog = late(async () => (await import('./rename-dialog.tsx')).RenameDialog);

interface RowProps {
  readonly connection: ConnectionInfo;
  readonly onPanel: (panel: Panel) => void;
  readonly onDisconnected: (name: string, provider: string, result: DisconnectResult) => void;
}

const tones: Readonly<Record<ConnectionInfo['status'], Tone>> = {
  active: 'ok',
  expiring: 'warn',
  expired: 'warn',
  'needs-sign-in': 'bad',
  locked: 'plain',
};

function Services(props: { readonly connection: ConnectionInfo; readonly provider: string; readonly fresh: boolean }): JSX.Element {
  return (
    <ul
      class="services"
      data-thread={props.connection.thread}
      data-fresh={props.fresh ? '' : undefined}
      aria-label={fill(list.services, { provider: props.provider })}
    >
      <For each={props.connection.identity.profiles ?? []}>
        {(profile) => (
          <li>
            <Glyph small letters={lettersOf(serviceName(profile.service))} />
            <b>{serviceName(profile.service)}</b>
            <span class="quiet cut" title={profile.name ?? profile.id}>
              {profile.name ?? profile.id}
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

export function ConnectionRow(props: RowProps): JSX.Element {
  const session = useSession();
  const start = createStart();
  const [dialog, setDialog] = createSignal<'rename' | 'disconnect' | null>(null);
  const [renewing, setRenewing] = createSignal(false);
  const [failed, setFailed] = createSignal<Failure | null>(null);
  const provider = () => session.provider(props.connection.provider);
  const providerName = () => provider()?.name ?? props.connection.provider;
  const name = () => session.nameOf(props.connection);
  const life = createMemo(() => lifeOf(props.connection, session.now()));
  // Words are memos of their own, so that a tick touches the page only when they change.
  const line = createMemo(() => lifeLine(props.connection, life().left, session.now()));
  const status = createMemo(() => life().status);
  const share = createMemo(() => Math.round(life().share * 200) / 200);
  const hasServices = () => (props.connection.identity.profiles?.length ?? 0) > 0;
  const fresh = () => session.fresh() === props.connection.id;

  const renew = async () => {
    setFailed(null);
    setRenewing(true);
    try {
      await session.singlet.refresh(props.connection.id);
      session.announcer.say(fill(said.renewed, { name: name() }));
    } catch (error) {
      setFailed(failureOf(error));
    } finally {
      setRenewing(false);
    }
  };
  const signIn = () => {
    const known = provider();
    if (!known) return;
    if (known.inputs.length > 0) props.onPanel({ kind: 'one', provider: known.id, connection: props.connection.id });
    else void start.go(known, { connection: props.connection.id });
  };
  const copyId = async () => {
    try {
      await navigator.clipboard.writeText(props.connection.id);
      session.announcer.say(fill(menu.copiedId, { name: name() }));
    } catch {
      session.announcer.say(words.copyFailed);
    }
  };
  const offline = () => (session.online() ? undefined : blockedWords.offline);
  const items = (): readonly MenuItem[] => [
    ...(props.connection.refreshable && status() !== 'needs-sign-in'
      ? [{ words: menu.renew, icon: RenewIcon, blocked: offline(), onChoose: () => void renew() }]
      : []),
    ...(provider() ? [{ words: menu.signIn, icon: SignInIcon, blocked: start.blocked(), onChoose: signIn }] : []),
    { words: menu.call, icon: CallIcon, onChoose: () => location.assign(routeHref('console', { with: props.connection.id })) },
    { words: menu.rename, icon: NameIcon, onChoose: () => setDialog('rename') },
    { words: menu.copyId, icon: CopyIcon, onChoose: () => void copyId() },
    { words: menu.disconnect, icon: EndIcon, apart: true, onChoose: () => setDialog('disconnect') },
  ];
  return (
    <li class="conn-item" classList={{ 'has-services': hasServices() }} data-connection={props.connection.id}>
      <div class="conn" data-thread={props.connection.thread}>
        <Glyph letters={provider()?.icon ?? lettersOf(providerName())} />
        <div class="who">
          <span class="name">
            <b class="cut" title={name()}>
              {name()}
            </b>
            <Show when={provider()?.demo}>
              <Tag>{words.simulated}</Tag>
            </Show>
            <Show when={provider()?.local}>
              <Tag>{words.local}</Tag>
            </Show>
          </span>
          <span class="sub" title={identityLine(props.connection, providerName())}>
            {identityLine(props.connection, providerName())}
          </span>
        </div>
        <Strand
          thread={props.connection.thread}
          tail={props.connection.tail}
          words={props.connection.tail ? words.tokenEnding : words.tokenMasked}
          state={life().strand}
          share={share()}
          fresh={fresh()}
        />
        <span class="state" aria-busy={renewing() ? 'true' : undefined}>
          <Status tone={tones[status()]}>{renewing() ? busy.renewing : statusWords[status()]}</Status>
          <small>{line()}</small>
        </span>
        <span class="row-acts">
          <Show when={status() === 'needs-sign-in' && provider()}>
            <Button
              small
              busy={start.leaving(props.connection.provider)}
              blocked={start.blocked()}
              label={fill(list.signInFor, { name: name() })}
              onPress={signIn}
            >
              {list.signIn}
            </Button>
          </Show>
          <Menu label={fill(list.more, { name: name() })} kind="bare" small icon items={items()}>
            <MoreIcon />
          </Menu>
        </span>
      </div>
      <Show when={hasServices()}>
        <Services connection={props.connection} provider={providerName()} fresh={fresh()} />
      </Show>
      <Show when={start.failure() ?? failed()}>
        {(failure) => (
          <FailureBanner
            failure={failure()}
            provider={providerName()}
            acts={{ signIn, again: signIn, retry: () => (start.failure() ? signIn() : void renew()) }}
            onDismiss={() => {
              start.forget();
              setFailed(null);
            }}
          />
        )}
      </Show>
      <Show when={dialog() === 'rename'}>
        <RenameDialog connection={props.connection} onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === 'disconnect'}>
        <DisconnectDialog connection={props.connection} onClose={() => setDialog(null)} onDone={props.onDisconnected} />
      </Show>
    </li>
  );
}
