/** One connection: whose it is, its thread, its state, what can be done with it, and what went wrong with that. */

import { Icon as MoreIcon } from 'icon:ellipsis';
import { Icon as PlusIcon } from 'icon:plus';
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { ActionEntry, ConnectionInfo, ProviderInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import type { Panel } from '../../parts/start.ts';
import { scopeDifference } from '../../state/connections.ts';
import { type Life, lifeOf } from '../../state/expiry.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { busy, identityLine, lettersOf, lifeLine, list, menu, namedWith, serviceName, statusWords } from '../../text/connections.ts';
import { givenAgain } from '../../text/given.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Strand } from '../../ui/pill.tsx';
import { Glyph, Status, Tag, type Tone } from '../../ui/status.tsx';
import { ActionDialog, ActionTold } from './action-list.tsx';
import { createRowActs, type RowActs } from './row-acts.ts';

const DisconnectDialog = late(async () => (await import('./disconnect-dialog.tsx')).DisconnectDialog);
const ScopeNote = late(async () => (await import('./scope-note.tsx')).ScopeNote);
const StartFailure = late(async () => (await import('../../parts/start-failure.tsx')).StartFailure);
const RenameDialog = late(async () => (await import('./rename-dialog.tsx')).RenameDialog);

interface RowProps {
  readonly connection: ConnectionInfo;
  readonly onPanel: (panel: Panel) => void;
}

const tones: Readonly<Record<ConnectionInfo['status'], Tone>> = {
  active: 'ok',
  expiring: 'warn',
  expired: 'warn',
  'needs-sign-in': 'bad',
  locked: 'plain',
};

/** What its parts need beyond the connection itself. */
interface PartProps {
  readonly connection: ConnectionInfo;
  readonly acts: RowActs;
  /** Name with whose it is, for buttons that are heard alone. */
  readonly named: string;
  readonly provider: string;
}

function Services(props: PartProps & { readonly fresh: boolean }): JSX.Element {
  return (
    <div class="hang">
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
      <Show when={props.acts.linkable()}>
        <Button
          small
          kind="bare"
          label={fill(list.linkFor, { name: props.named })}
          blocked={props.acts.start.blocked()}
          onPress={props.acts.link}
        >
          <PlusIcon />
          {list.link}
        </Button>
      </Show>
    </div>
  );
}

function Who(props: PartProps & { readonly name: string }): JSX.Element {
  const session = useSession();
  const known = () => session.provider(props.connection.provider);
  const line = () => identityLine(props.connection, props.provider);
  const differs = () => {
    const { missing, extra } = scopeDifference(props.connection);
    return missing.length + extra.length > 0;
  };
  return (
    <div class="who">
      <span class="name">
        <b class="cut" title={props.name}>
          {props.name}
        </b>
        <Show when={known()?.demo}>
          <Tag>{words.simulated}</Tag>
        </Show>
        <Show when={known()?.local}>
          <Tag>{words.local}</Tag>
        </Show>
      </span>
      <span class="sub" title={line()}>
        {line()}
      </span>
      <Show when={differs()}>
        <ScopeNote
          connection={props.connection}
          name={props.named}
          provider={props.provider}
          signIn={known() && { words: menu.signIn, blocked: props.acts.start.blocked(), act: props.acts.signIn }}
        />
      </Show>
    </div>
  );
}

/** The one thing to do now, where there is one. */
function Due(props: PartProps & { readonly status: Life['status']; readonly secret: boolean }): JSX.Element {
  const leaving = () => props.acts.start.leaving(props.connection.provider);
  return (
    <Switch>
      <Match when={props.status === 'expired' && props.secret && !props.acts.secretNeeded()}>
        <Button
          small
          busy={props.acts.renewing()}
          blocked={props.acts.start.blocked()}
          label={fill(list.renewFor, { name: props.named })}
          onPress={props.acts.renew}
        >
          {list.renew}
        </Button>
      </Match>
      <Match when={props.status === 'expiring' && props.acts.way() === 'silent'}>
        <Button
          small
          busy={leaving()}
          blocked={props.acts.start.blocked()}
          label={fill(list.renewFor, { name: props.named })}
          onPress={props.acts.renew}
        >
          {list.renew}
        </Button>
      </Match>
      <Match when={(props.status === 'expiring' || props.status === 'needs-sign-in') && props.acts.way()}>
        <Button
          small
          busy={leaving()}
          blocked={props.acts.start.blocked()}
          label={fill(list.signInFor, { name: props.named })}
          onPress={props.acts.signIn}
        >
          {list.signIn}
        </Button>
      </Match>
    </Switch>
  );
}

function Trouble(props: PartProps): JSX.Element {
  return (
    <Switch>
      <Match when={props.acts.start.failure()}>
        {(failure) => (
          <StartFailure failure={failure()} provider={props.provider} again={props.acts.start.again} onDismiss={props.acts.forget} />
        )}
      </Match>
      <Match when={props.acts.secretNeeded()}>
        <Banner
          tone="warn"
          title={fill(givenAgain.title, { name: props.provider })}
          why={givenAgain.why}
          action={props.acts.way() ? givenAgain.act : undefined}
          onAction={props.acts.signIn}
          busy={props.acts.start.leaving(props.connection.provider)}
          blocked={props.acts.start.blocked()}
        />
      </Match>
      <Match when={props.acts.failure()}>
        {(failure) => (
          <FailureBanner
            failure={failure()}
            provider={props.provider}
            acts={{ signIn: props.acts.signIn, again: props.acts.signIn, retry: props.acts.renew }}
            onDismiss={props.acts.forget}
          />
        )}
      </Match>
    </Switch>
  );
}

export function ConnectionRow(props: RowProps): JSX.Element {
  const session = useSession();
  const [dialog, setDialog] = createSignal<'rename' | 'disconnect' | ActionEntry | null>(null);
  const life = createMemo(() => lifeOf(props.connection, session.now()));
  // Words are memos of their own, so that a tick touches the page only when they change.
  const status = createMemo(() => life().status);
  const share = createMemo(() => Math.round(life().share * 200) / 200);
  const acts = createRowActs({
    connection: () => props.connection,
    usable: () => status() !== 'needs-sign-in' && status() !== 'locked',
    onPanel: (panel) => props.onPanel(panel),
    onDialog: setDialog,
  });
  const stateWords = () => {
    if (acts.renewing()) return busy.renewing;
    return acts.secretNeeded() ? givenAgain.status : statusWords[status()];
  };
  /** What wants a secret that is gone does not renew by itself. */
  const line = createMemo(() => {
    const refreshable = props.connection.refreshable && !acts.secretNeeded();
    return lifeLine({ ...props.connection, refreshable }, life().left, session.now());
  });
  const provider = () => session.provider(props.connection.provider);
  const providerName = () => provider()?.name ?? props.connection.provider;
  const name = () => session.nameOf(props.connection);
  const named = () => namedWith(name(), props.connection);
  const hasServices = () => (props.connection.identity.profiles?.length ?? 0) > 0;
  const fresh = () => session.fresh() === props.connection.id;
  const part = () => ({ connection: props.connection, acts, named: named(), provider: providerName() });
  return (
    <li class="conn-item" classList={{ 'has-services': hasServices() }} data-connection={props.connection.id}>
      <div class="conn" data-thread={props.connection.thread}>
        <Glyph letters={provider()?.icon ?? lettersOf(providerName())} />
        <Who {...part()} name={name()} />
        <Strand
          thread={props.connection.thread}
          tail={props.connection.tail}
          words={props.connection.tail ? words.tokenEnding : words.tokenMasked}
          state={life().strand}
          share={share()}
          fresh={fresh()}
        />
        <span class="state" aria-busy={acts.renewing() ? 'true' : undefined}>
          <Status tone={acts.secretNeeded() ? 'warn' : tones[status()]}>{stateWords()}</Status>
          <small>{line()}</small>
        </span>
        <span class="row-acts">
          <Due {...part()} status={status()} secret={provider()?.secret ?? false} />
          <Menu label={fill(list.more, { name: named() })} kind="bare" small icon items={acts.items()}>
            <MoreIcon />
          </Menu>
        </span>
      </div>
      <Show when={hasServices()}>
        <Services {...part()} fresh={fresh()} />
      </Show>
      <Trouble {...part()} />
      <ActionTold at={props.connection.id} />
      <Show when={provider() && typeof dialog() === 'object' ? (dialog() as ActionEntry | null) : null}>
        {(action) => (
          <ActionDialog
            provider={provider() as ProviderInfo}
            action={action()}
            connection={props.connection}
            onClose={() => setDialog(null)}
          />
        )}
      </Show>
      <Show when={dialog() === 'rename'}>
        <RenameDialog connection={props.connection} onClose={() => setDialog(null)} />
      </Show>
      <Show when={dialog() === 'disconnect'}>
        <DisconnectDialog connection={props.connection} onClose={() => setDialog(null)} />
      </Show>
    </li>
  );
}
