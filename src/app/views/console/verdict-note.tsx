/** What an answer says of the token that went along: renewed on the way, refused, ended, or good but not enough. */

import { Icon as RenewedIcon } from 'icon:refresh-cw';
import { createMemo, type JSX, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { createStart } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import type { Call } from '../../state/call.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { scopeStands, type Verdict, verdictOf, widerScope } from '../../state/verdict.ts';
import { actionLabels, describe, errorLabels } from '../../text/errors.ts';
import { fill } from '../../text/text.ts';
import { journeyWords, verdictLabels, verdictWords } from '../../text/verdict.ts';
import { Banner } from '../../ui/banner.tsx';

type ScopeVerdict = Extract<Verdict, { kind: 'scope' }>;
type TroubleVerdict = Extract<Verdict, { kind: 'busy' | 'down' }>;
type RefusalVerdict = Exclude<Verdict, ScopeVerdict | TroubleVerdict>;

interface PartProps<Kind> {
  readonly call: Call;
  readonly verdict: Kind;
  readonly connection: ConnectionInfo | undefined;
  readonly onRetry: () => void;
}

const nameIn = (call: Call) => ({ provider: call.provider ?? call.sentWith?.name ?? '' });

/** A sign-in at the provider of the call, in a window: the request that stands here is kept. */
function signingIn(props: { readonly connection: ConnectionInfo | undefined }) {
  const session = useSession();
  const start = createStart();
  const provider = () => session.provider(props.connection?.provider ?? '');
  const go = (scope?: string) => {
    const [known, connection] = [provider(), props.connection];
    if (!known || !connection) return;
    // What it is asked with is chosen in the panel.
    if (known.inputs.length > 0) location.assign(routeHref('connections'));
    else void start.go(known, { connection: connection.id, ...(scope !== undefined && { scope }) }, { way: 'popup' });
  };
  return { start, provider, go };
}

/** The way out is one that the wider scope may open: it is known, and not refused by the provider already. */
function ScopeNote(props: PartProps<ScopeVerdict>): JSX.Element {
  const { start, provider, go } = signingIn(props);
  const stands = () => scopeStands(props.verdict, props.connection);
  const values = () => ({
    ...nameIn(props.call),
    wanted: (props.verdict.missing.length ? props.verdict.missing : props.verdict.wanted).join(', '),
  });
  const why = () => {
    const text = verdictWords.scope;
    if (!props.call.sentWith) return text.own;
    if (props.verdict.wanted.length === 0) return text.unnamed;
    if (props.verdict.missing.length === 0) return text.had;
    return { lacking: text.why, granted: text.granted, withheld: text.withheld }[stands()];
  };
  const mayAsk = () => provider() !== undefined && props.verdict.missing.length > 0 && stands() !== 'granted';
  const act = () => {
    if (stands() === 'granted') return props.onRetry();
    if (props.connection) go(widerScope(props.verdict.missing, props.connection));
  };
  return (
    <>
      <Banner
        tone="info"
        title={verdictWords.scope.title}
        why={fill(why(), values())}
        said={props.verdict.wanted.length > 0 ? undefined : props.verdict.said}
        action={stands() === 'granted' ? verdictLabels.send : mayAsk() ? verdictLabels.more : undefined}
        blocked={stands() === 'granted' ? undefined : start.blocked()}
        onAction={act}
      >
        <Show when={props.call.sentWith}>
          <dl class="facts scope-facts">
            <dt>{verdictLabels.granted}</dt>
            <dd>
              <code>{props.connection?.scope || props.verdict.granted.join(' ') || verdictLabels.nothing}</code>
            </dd>
          </dl>
        </Show>
      </Banner>
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={provider()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
    </>
  );
}

/** The API is asked too often or is broken: in the words that a token endpoint gets for the same. */
function TroubleNote(props: PartProps<TroubleVerdict>): JSX.Element {
  const code = () => (props.verdict.kind === 'busy' ? 'rate_limited' : 'server_failed');
  const host = () => new URL(props.call.draft.url).hostname;
  const told = () => {
    const { retryAfterMs } = props.verdict;
    return describe(
      { code: code(), ...(retryAfterMs !== undefined && { facts: { retryAfterMs } }) },
      nameIn(props.call).provider || host(),
    );
  };
  return (
    <Banner tone="warn" title={told().title} why={told().why} action={actionLabels.retry} onAction={() => props.onRetry()}>
      <p class="said">
        {errorLabels.code} <code>{code()}</code>
      </p>
    </Banner>
  );
}

/** Refusals that a new sign-in may mend. */
const mended: readonly Verdict['kind'][] = ['renewal-failed', 'endless', 'ended', 'resent'];

function RefusalNote(props: PartProps<RefusalVerdict>): JSX.Element {
  const { start, provider, go } = signingIn(props);
  const text = () => verdictWords[props.verdict.kind];
  const elsewhere = () => (provider()?.inputs.length ?? 0) > 0;
  const action = () => {
    if (!provider() || !mended.includes(props.verdict.kind)) return undefined;
    return elsewhere() ? verdictLabels.toList : verdictLabels.signIn;
  };
  return (
    <>
      <Banner
        tone={props.verdict.kind === 'renewal-failed' || props.verdict.kind === 'ended' ? 'warn' : 'info'}
        title={fill(text().title, nameIn(props.call))}
        why={fill(text().why, nameIn(props.call))}
        said={props.verdict.said}
        action={action()}
        blocked={elsewhere() ? undefined : start.blocked()}
        onAction={() => go()}
      />
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={provider()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
    </>
  );
}

export function VerdictNote(props: { readonly call: Call; readonly onRetry: () => void }): JSX.Element {
  const session = useSession();
  const verdict = createMemo(() => verdictOf(props.call));
  const connection = () => session.connections.get(props.call.sentWith?.id ?? '');
  const scope = () => {
    const now = verdict();
    return now?.kind === 'scope' ? now : undefined;
  };
  const trouble = () => {
    const now = verdict();
    return now?.kind === 'busy' || now?.kind === 'down' ? now : undefined;
  };
  const refusal = () => {
    const now = verdict();
    return now && now.kind !== 'scope' && now.kind !== 'busy' && now.kind !== 'down' ? now : undefined;
  };
  const journey = () => {
    const { journey: way } = props.call;
    // A refusal after a renewal has a note of its own.
    return (way === 'resent' || way === 'renewed-first') && verdict()?.kind !== 'resent' ? journeyWords[way] : null;
  };
  return (
    <>
      <Show when={journey()}>
        {(line) => (
          <p class="journey">
            <RenewedIcon />
            {line()}
          </p>
        )}
      </Show>
      <Show when={scope()}>
        {(now) => <ScopeNote call={props.call} verdict={now()} connection={connection()} onRetry={props.onRetry} />}
      </Show>
      <Show when={trouble()}>
        {(now) => <TroubleNote call={props.call} verdict={now()} connection={connection()} onRetry={props.onRetry} />}
      </Show>
      <Show when={refusal()}>
        {(now) => <RefusalNote call={props.call} verdict={now()} connection={connection()} onRetry={props.onRetry} />}
      </Show>
    </>
  );
}
