/** "Why it failed, what to do" has one button, and it does that: sign in again, renew, go where it can be mended. */
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import { createCopy } from '../../state/copy.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import type { Entry } from '../../state/inspector.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import type { StartOptions } from '../../state/sign-in.ts';
import { type ActionName, actionLabels, allowHeader, describe } from '../../text/errors.ts';
import { detail } from '../../text/inspector.ts';
import { blockedWords, words } from '../../text/text.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';

interface WayOutProps {
  readonly entry: Entry;
  readonly failure: Failure;
  /** It happened here; of a file there is nothing to be done again. */
  readonly live: boolean;
}

/** How a sign-in is started again, where that is another way than before. */
const otherWays: Partial<Record<ActionName, StartOptions>> = { takeOver: { takeOver: true }, popup: { way: 'popup' } };

interface Link {
  readonly href: string;
  readonly label: string;
}

/** Where the way out is another view. */
function linkFor(
  { entry: { transaction }, failure }: WayOutProps,
  { action, label }: { action: ActionName; label: string },
): Link | undefined {
  const { kind, provider, connection } = transaction;
  const saysAddress = /redirect_uri/.test(`${failure.said} ${failure.detail}`);
  if (provider !== undefined && (failure.code === 'redirect_mismatch' || saysAddress))
    return { href: routeHref('connections', { connect: provider }), label: detail.redirectUri };
  if (action === 'providers' || action === 'inspect') return { href: routeHref('providers'), label };
  if (kind === 'call') return { href: routeHref('console', connection ? { with: connection } : {}), label: detail.toConsole };
  if (action === 'home' || kind === 'act' || kind === 'sign-out') return { href: routeHref('connections'), label: actionLabels.home };
  return undefined;
}

export function WayOut(props: WayOutProps): JSX.Element {
  const session = useSession();
  const [later, setLater] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const { copied, copy } = createCopy(words, session.announcer.say);
  const told = () => describe(props.failure, props.entry.name);
  const link = () => linkFor(props, told());
  const known = () => session.provider(props.entry.transaction.provider ?? '');
  const again = async () => {
    const { transaction, name } = props.entry;
    const { action } = told();
    const connection =
      transaction.connection !== undefined && session.connections.get(transaction.connection) ? transaction.connection : undefined;
    // What went without a refresh token goes with a question now.
    const renews =
      transaction.kind === 'renewal' &&
      transaction.flow === undefined &&
      connection !== undefined &&
      (action === 'retry' || action === 'again');
    setBusy(true);
    setLater(null);
    try {
      if (renews) await session.singlet.refresh(connection);
      else
        setLater(await session.signIn.start({ provider: known()?.id ?? '', name, ...(connection && { connection }) }, otherWays[action]));
    } catch (error) {
      setLater(failureOf(error));
    }
    setBusy(false);
  };
  const blocked = () => {
    const why = session.blocked();
    return why ? blockedWords[why] : undefined;
  };
  const button = () => (
    <Switch
      fallback={
        <Show when={known()}>
          <Button kind="primary" busy={busy() || session.signIn.leaving() !== null} blocked={blocked()} onPress={() => void again()}>
            {told().label}
          </Button>
        </Show>
      }
    >
      <Match when={link()}>
        {(one) => (
          <ButtonLink kind="primary" href={one().href}>
            {one().label}
          </ButtonLink>
        )}
      </Match>
      <Match when={told().action === 'reload'}>
        <Button kind="primary" onPress={() => location.reload()}>
          {told().label}
        </Button>
      </Match>
      <Match when={told().action === 'newTab'}>
        <a class="btn primary" href={session.base.href} target="_blank" rel="noopener noreferrer">
          {told().label}
        </a>
      </Match>
      <Match when={told().action === 'copy'}>
        <Button kind="primary" onPress={() => copy(allowHeader(session.base.origin))}>
          {copied() ? words.copied : told().label}
        </Button>
      </Match>
    </Switch>
  );
  return (
    <>
      <Show
        when={props.live}
        fallback={
          <p>
            <b>{detail.remedy}</b>: {told().label}.
          </p>
        }
      >
        <div class="acts">{button()}</div>
      </Show>
      <Show when={later()}>
        {(failure) => (
          <p class="err" role="alert">
            {describe(failure(), props.entry.name).title} {describe(failure(), props.entry.name).why}
          </p>
        )}
      </Show>
    </>
  );
}
