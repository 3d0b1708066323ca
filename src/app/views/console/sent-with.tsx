/** Which token the draft would carry, where to, and why; and the choice of another. */
import { type JSX, Match, Show, Switch } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { type ConsoleState, carrierOf } from '../../state/console.ts';
import { useSession } from '../../state/session.ts';
import { identityLine } from '../../text/connections.ts';
import { consoleText } from '../../text/console.ts';
import { fill, words } from '../../text/text.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Pill } from '../../ui/pill.tsx';
import { ExpiryLine } from './expiry-line.tsx';

/** Where the pill's arrow points: host and path of the rule, or the address itself. */
function destination(state: ConsoleState): string {
  const { explanation, draft } = state;
  const told = explanation();
  const rule = told?.rule != null ? told.provider?.api[told.rule - 1] : undefined;
  if (rule) return new URL(rule.origin).host + rule.path;
  return URL.canParse(draft().url) ? new URL(draft().url).host : '';
}

function Carrier(props: { readonly connection: ConnectionInfo; readonly to: string }): JSX.Element {
  const session = useSession();
  const providerName = () => session.provider(props.connection.provider)?.name ?? props.connection.provider;
  const who = () =>
    props.connection.identity.name ?? props.connection.identity.email ?? identityLine({ ...props.connection, label: null }, providerName());
  return (
    <>
      <span class="goes" data-thread={props.connection.thread}>
        <Pill thread={props.connection.thread} tail={props.connection.tail} words={words.tokenEnding} />
        <i aria-hidden="true" />
        <code>{props.to}</code>
      </span>
      <span class="breaks">
        <b>{session.nameOf(props.connection)}</b>, <span class="quiet">{who()}</span>
      </span>
    </>
  );
}

export function SentWith(props: { readonly state: ConsoleState }): JSX.Element {
  const session = useSession();
  const told = () => props.state.explanation();
  const carrier = () => carrierOf(props.state.chosen(), told());
  /** With one connection and the rules agreeing on it, there is nothing to choose. */
  const others = () => {
    const now = told();
    if (!now || now.outcome === 'refused') return [];
    const found = now.candidates.length > 1 ? now.candidates : [];
    return props.state.chosen() || found.length > 0 ? found : [];
  };
  const items = (): readonly MenuItem[] => [
    ...(told()?.outcome === 'ambiguous'
      ? []
      : [{ words: consoleText.automatic, checked: !props.state.chosen(), onChoose: () => props.state.choose(null) }]),
    ...others().map((one) => ({
      words: session.nameOf(one),
      note: `${identityLine(one, session.provider(one.provider)?.name ?? one.provider)} · ${one.tail}`,
      checked: props.state.chosen()?.id === one.id,
      onChoose: () => props.state.choose(one.id),
    })),
  ];
  /** Whose time is shown: of the one that goes along, or that would if its token were still good. */
  const timed = () => carrier() ?? (told()?.outcome === 'unusable' ? told()?.connection : barred());
  const barred = () => {
    const chosen = props.state.chosen();
    return chosen && told()?.candidates.some(({ id, status }) => id === chosen.id && status === 'needs-sign-in') ? chosen : null;
  };
  const reason = () => {
    const chosen = props.state.chosen();
    // The line below says it, with a way out.
    if (barred() || told()?.outcome === 'unusable') return null;
    return chosen && told()?.outcome !== 'caller-authorization'
      ? fill(consoleText.chosen, { provider: session.provider(chosen.provider)?.name ?? chosen.provider })
      : told()?.reason;
  };
  return (
    <>
      <div class="sent" aria-live="polite">
        <Show when={told()}>
          {(now) => (
            <>
              <span class="line">
                <Switch fallback={<span>{consoleText.noToken}</span>}>
                  <Match when={carrier()}>
                    {(connection) => (
                      <>
                        <span class="quiet">{consoleText.sentWith}</span>
                        <Carrier connection={connection()} to={destination(props.state)} />
                      </>
                    )}
                  </Match>
                  <Match when={now().outcome === 'ambiguous' && !barred()}>
                    <span>{consoleText.chooseFirst}</span>
                  </Match>
                  <Match
                    when={
                      now().outcome === 'refused' ||
                      now().outcome === 'unusable' ||
                      barred() ||
                      (props.state.chosen() && now().outcome === 'no-rule')
                    }
                  >
                    <span>{consoleText.notSent}</span>
                  </Match>
                </Switch>
              </span>
              <Show when={others().length > 0 || props.state.chosen()}>
                <Menu
                  label={consoleText.choose}
                  kind={now().outcome === 'ambiguous' && !props.state.chosen() ? undefined : 'bare'}
                  small
                  items={items()}
                >
                  {now().outcome === 'ambiguous' && !props.state.chosen() ? consoleText.choose : consoleText.another}
                </Menu>
              </Show>
              <Show when={reason()}>{(why) => <p class="why">{why()}</p>}</Show>
            </>
          )}
        </Show>
      </div>
      {/* Not in the live region: it changes by the second. */}
      <Show when={timed()}>{(one) => <ExpiryLine connection={one()} />}</Show>
    </>
  );
}
