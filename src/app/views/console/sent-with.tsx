/** What will happen to the request: whose token goes along and by which rule, or what keeps every token here. */
import { createEffect, createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import type { ConnectionInfo, MatchExplanation } from '../../../core/index.ts';
import { type ConsoleState, carrierOf } from '../../state/console.ts';
import { ruleHosts } from '../../state/near.ts';
import { type Session, useSession } from '../../state/session.ts';
import { identityLine } from '../../text/connections.ts';
import { choiceWords, sentWords, whyNot } from '../../text/explanation.ts';
import { countWord, fill, words } from '../../text/text.ts';
import { Pill } from '../../ui/pill.tsx';
import { CarrierChoice } from './carrier-choice.tsx';
import { ExpiryLine } from './expiry-line.tsx';
import { Forecast } from './forecast.tsx';
import { missesOf, NearRules } from './near-rules.tsx';
import './sent-with.css';

/** Where the pill's arrow points: host and path of the rule. */
function destination(told: MatchExplanation | null): string {
  const rule = told?.rule != null ? told.provider?.api[told.rule - 1] : undefined;
  return rule ? new URL(rule.origin).host + rule.path : '';
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

/** Whether the call leaves at all, where no token of a connection goes along. */
function withoutToken(told: MatchExplanation, chosen: boolean): string {
  if (told.outcome === 'caller-authorization') return sentWords.ownHeader;
  if (told.outcome === 'ambiguous') return sentWords.several;
  const bare = told.outcome === 'no-rule' || told.refused === 'token-endpoint' || told.refused === 'folded-host';
  return bare && !chosen ? sentWords.noToken : sentWords.notSent;
}

function noRule(session: Session, told: MatchExplanation, url: URL, chosen: ConnectionInfo | null): string {
  if (chosen) return fill(whyNot.chosen, { name: session.nameOf(chosen) });
  const connected = session.providers().filter(({ id }) => session.connections.all().some(({ provider }) => provider === id));
  if (session.connections.ids().length === 0) return whyNot.none;
  if (missesOf(session, told, url).length > 0) return whyNot.near;
  const hosts = ruleHosts(connected);
  return fill(hosts.length > 0 ? whyNot.stranger : whyNot.noRules, { host: url.host, hosts: hosts.join(', ') });
}

/** Why no token goes along; null where that is told elsewhere. */
function reasonOf(session: Session, told: MatchExplanation, url: URL, chosen: ConnectionInfo | null): string | null {
  if (told.refused) return whyNot[told.refused];
  if (told.outcome === 'caller-authorization') return whyNot.ownHeader;
  if (told.outcome === 'ambiguous') return fill(choiceWords.why, { count: countWord(told.candidates.length) });
  return told.outcome === 'no-rule' ? noRule(session, told, url, chosen) : null;
}

interface SentWithProps {
  readonly state: ConsoleState;
  /** It was sent although a choice is missing. */
  readonly needed: boolean;
  readonly onChosen: () => void;
}

export function SentWith(props: SentWithProps): JSX.Element {
  const session = useSession();
  const told = () => props.state.explanation();
  const carrier = () => carrierOf(told());
  const url = createMemo(() => {
    const text = props.state.draft().url.trim();
    return URL.canParse(text) ? new URL(text) : null;
  });
  const several = () => (told()?.candidates.length ?? 0) > 1 && told()?.outcome !== 'caller-authorization';
  /** Whose time is shown: of the one that goes along, or that would if its token were still good. */
  const timed = () => carrier() ?? (told()?.outcome === 'unusable' ? told()?.connection : null);
  const misses = createMemo(() => {
    const [now, at] = [told(), url()];
    return now?.outcome === 'no-rule' && at ? missesOf(session, now, at) : [];
  });
  const reason = () => {
    const [now, at] = [told(), url()];
    return now && at ? reasonOf(session, now, at, props.state.chosen()) : null;
  };
  createEffect(() => {
    if (told()?.outcome !== 'ambiguous') props.onChosen();
  });
  return (
    <>
      <div class="sent" aria-live="polite">
        <Show when={told()}>
          {(now) => (
            <>
              <span class="line">
                <Switch fallback={<b>{withoutToken(now(), props.state.chosen() !== null)}</b>}>
                  <Match when={carrier()}>
                    {(connection) => (
                      <>
                        <span class="quiet">{sentWords.sentWith}</span>
                        <Carrier connection={connection()} to={destination(told())} />
                      </>
                    )}
                  </Match>
                </Switch>
              </span>
              <Show when={reason()}>{(why) => <p class="why">{why()}</p>}</Show>
            </>
          )}
        </Show>
      </div>
      <Show when={several()}>
        <CarrierChoice state={props.state} needed={props.needed} />
      </Show>
      <Show when={misses().length > 0 && url()}>
        {(at) => <NearRules misses={misses()} url={at()} method={props.state.draft().method} />}
      </Show>
      {/* Not in the live region: it changes by the second. */}
      <Show when={timed()}>{(one) => <ExpiryLine connection={one()} />}</Show>
      <Show when={carrier()}>
        <Forecast state={props.state} />
      </Show>
    </>
  );
}
