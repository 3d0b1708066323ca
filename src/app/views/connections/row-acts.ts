/** What can be done with a connection from its row: renew, sign in, add a service, and what went wrong with that. */

import { Icon as CopyIcon } from 'icon:copy';
import { Icon as SignInIcon } from 'icon:log-in';
import { Icon as NameIcon } from 'icon:pencil';
import { Icon as LinkIcon } from 'icon:plus';
import { Icon as RenewIcon } from 'icon:refresh-cw';
import { Icon as ActionIcon } from 'icon:settings-2';
import { Icon as CallIcon } from 'icon:square-terminal';
import { Icon as EndIcon } from 'icon:unplug';
import { type Accessor, createSignal } from 'solid-js';
import type { ActionEntry, ConnectionInfo } from '../../../core/index.ts';
import { createStart, type Panel, type Start } from '../../parts/start.ts';
import { renewalOf } from '../../state/expiry.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { menu, said } from '../../text/connections.ts';
import { blockedWords, fill, words } from '../../text/text.ts';
import type { MenuItem } from '../../ui/menu.tsx';

export interface RowActs {
  readonly start: Start;
  readonly renewing: Accessor<boolean>;
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  /** By refresh token, or by asking without a question. */
  renew(): void;
  signIn(): void;
  link(): void;
  readonly way: Accessor<ReturnType<typeof renewalOf>>;
  /** A renewal wants what was given to the page and is held no longer. */
  readonly secretNeeded: Accessor<boolean>;
  /** Its provider knows accounts with several services, and its token is still good. */
  readonly linkable: Accessor<boolean>;
  readonly items: Accessor<readonly MenuItem[]>;
}

interface RowActsOptions {
  readonly connection: Accessor<ConnectionInfo>;
  readonly usable: Accessor<boolean>;
  readonly onPanel: (panel: Panel) => void;
  readonly onDialog: (dialog: 'rename' | 'disconnect' | ActionEntry) => void;
}

export function createRowActs({ connection, usable, onPanel, onDialog }: RowActsOptions): RowActs {
  const session = useSession();
  const start = createStart();
  const [renewing, setRenewing] = createSignal(false);
  const [failed, setFailed] = createSignal<Failure | null>(null);
  const provider = () => session.provider(connection().provider);
  const name = () => session.nameOf(connection());
  const way = () => renewalOf(connection(), provider());
  const refresh = async () => {
    setFailed(null);
    setRenewing(true);
    try {
      await session.singlet.refresh(connection().id);
      session.announcer.say(fill(said.renewed, { name: name() }));
    } catch (error) {
      setFailed(failureOf(error));
    } finally {
      setRenewing(false);
    }
  };
  const renew = () => void (way() === 'silent' ? start.renew(connection()) : refresh());
  const signIn = () => {
    const known = provider();
    if (!known) return;
    setFailed(null);
    if (known.inputs.length > 0) onPanel({ kind: 'one', provider: known.id, connection: connection().id });
    else void start.go(known, { connection: connection().id });
  };
  const secretNeeded = () => (failed()?.code ?? connection().ended?.error) === 'secret_needed';
  const link = () => onPanel({ kind: 'one', provider: connection().provider, link: connection().id });
  const linkable = () => usable() && (provider()?.link ?? false);
  const copyId = async () => {
    try {
      await navigator.clipboard.writeText(connection().id);
      session.announcer.say(fill(menu.copiedId, { name: name() }));
    } catch {
      session.announcer.say(words.copyFailed);
    }
  };
  const offline = () => (session.online() ? undefined : blockedWords.offline);
  const renewable = () => usable() && (way() === 'refresh' || way() === 'silent');
  const offered = () => (usable() ? (provider()?.actions ?? []) : []).filter(({ on }) => on !== 'provider');
  const items = (): readonly MenuItem[] => [
    ...(renewable()
      ? [{ words: menu.renew, icon: RenewIcon, blocked: way() === 'silent' ? start.blocked() : offline(), onChoose: renew }]
      : []),
    ...(provider() ? [{ words: menu.signIn, icon: SignInIcon, blocked: start.blocked(), onChoose: signIn }] : []),
    ...(linkable() ? [{ words: menu.link, icon: LinkIcon, blocked: start.blocked(), onChoose: link }] : []),
    { words: menu.call, icon: CallIcon, onChoose: () => location.assign(routeHref('console', { with: connection().id })) },
    { words: menu.rename, icon: NameIcon, onChoose: () => onDialog('rename') },
    { words: menu.copyId, icon: CopyIcon, onChoose: () => void copyId() },
    ...offered().map((action) => ({ words: action.label, icon: ActionIcon, blocked: offline(), onChoose: () => onDialog(action) })),
    { words: menu.disconnect, icon: EndIcon, apart: true, onChoose: () => onDialog('disconnect') },
  ];
  return {
    start,
    renewing,
    way,
    secretNeeded,
    linkable,
    items,
    renew,
    signIn,
    link,
    failure: () => start.failure() ?? failed(),
    forget() {
      start.forget();
      setFailed(null);
    },
  };
}
