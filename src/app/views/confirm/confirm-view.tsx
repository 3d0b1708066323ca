/**
 * Asks whether a token that came back without proof is one's own. Until then it is in no vault. Escape answers nothing;
 * going elsewhere leaves the question where it is.
 */

import { Icon as OkIcon } from 'icon:check';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { Icon as PersonIcon } from 'icon:user-check';
import { createSignal, For, type JSX, onMount, Show } from 'solid-js';
import { nextThread } from '../../state/expiry.ts';
import { type Failure, failureOf } from '../../state/failure.ts';
import type { ConfirmQuestion, Outcome } from '../../state/questions.ts';
import { useSession } from '../../state/session.ts';
import { confirm, type Tie, tieWords } from '../../text/confirm.ts';
import { lettersOf, serviceName, shortId } from '../../text/connections.ts';
import { describe } from '../../text/errors.ts';
import { fill, titled, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Glyph } from '../../ui/status.tsx';
import './confirm.css';

type Confirming = ConfirmQuestion['result'];

interface ConfirmViewProps {
  readonly question: ConfirmQuestion;
  readonly onDone: (what?: Outcome['what']) => void;
}

interface Line {
  readonly letters: string;
  readonly what: string;
  readonly value: string;
  readonly title?: string;
  readonly code?: boolean;
}

/** Everything that tells whose token it is. */
function linesOf({ identity, provider }: Confirming): readonly Line[] {
  const { sub, name, email, profiles } = identity;
  return [
    ...(sub
      ? [{ letters: provider.icon, what: confirm.account, value: sub.length > 28 ? shortId(sub) : sub, title: sub, code: true }]
      : []),
    ...(name ? [{ letters: lettersOf(name), what: confirm.person, value: name }] : []),
    ...(email ? [{ letters: '@', what: confirm.email, value: email }] : []),
    ...(profiles ?? []).map((profile) => ({
      letters: lettersOf(serviceName(profile.service)),
      what: serviceName(profile.service),
      value: profile.name ?? profile.id,
    })),
  ];
}

/** What this page knows of how the reply belongs to the click. */
function tieOf({ provider }: Confirming): Tie {
  if (provider.flow === 'manual-code') return 'pasted';
  if (provider.flow !== 'token') return 'state';
  return provider.warnings.includes('reduced-protection') ? 'nothing' : 'nonce';
}

function WhyAsked(props: { readonly result: Confirming }): JSX.Element {
  const tie = () => tieOf(props.result);
  const told = () => tieWords(tie(), props.result.startedAt, props.result.receivedAt);
  return (
    <section class="side" aria-labelledby="why-asked">
      <h2 id="why-asked">{confirm.why}</h2>
      <ul class="why">
        <li>
          <Show when={tie() === 'nothing'} fallback={<OkIcon class="is-ok" />}>
            <WarnIcon class="is-warn" />
          </Show>
          <p>
            <b>{told()[0]}</b> {told()[1]}
          </p>
        </li>
        <li>
          <WarnIcon class="is-warn" />
          <p>
            <b>{confirm.cannot}</b> {fill(confirm.cannotWhy, { name: props.result.provider.name })}
          </p>
        </li>
        <li>
          <PersonIcon />
          <p>
            <b>{confirm.tell}</b> {confirm.tellWhy}
          </p>
        </li>
      </ul>
    </section>
  );
}

export function ConfirmView(props: ConfirmViewProps): JSX.Element {
  const session = useSession();
  const [busy, setBusy] = createSignal<'keep' | 'discard' | null>(null);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const result = () => props.question.result;
  const lines = () => linesOf(result());
  const known = () => lines().length > 0;
  const name = () => result().provider.name;
  const thread = () => nextThread(session.connections.all());
  const title = () => fill(known() ? confirm.title : confirm.titleNobody, { name: name() });
  onMount(() => session.entered(titled(title())));

  const answer = async (which: 'keep' | 'discard') => {
    if (busy()) return;
    setBusy(which);
    setFailure(null);
    try {
      if (which === 'keep') {
        const made = await result().confirm();
        await session.connections.reload();
        session.welcome(made);
        props.onDone();
      } else {
        await result().discard();
        session.announcer.say(confirm.discarded);
        props.onDone('discarded');
      }
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <div class="thread-head" data-thread={thread()}>
            <Pill thread={thread()} tail={result().tail} words={words.tokenEnding} />
            <span class="held" aria-hidden="true" />
            <span class="ring" aria-hidden="true" />
            <span class="t13 quiet">{confirm.held}</span>
          </div>
          <h1 class="big" tabindex="-1">
            {title()}
          </h1>
          <p class="lead">{fill(known() ? confirm.lead : confirm.leadNobody, { name: name() })}</p>
          <ul class="ids">
            <For each={lines()}>
              {(line) => (
                <li>
                  <Glyph letters={line.letters} />
                  <b>{line.what}</b>
                  <span title={line.title}>
                    <Show when={line.code} fallback={line.value}>
                      <code>{line.value}</code>
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
          <div class="acts">
            <Button kind="primary" busy={busy() === 'keep'} disabled={busy() === 'discard'} onPress={() => void answer('keep')}>
              {busy() === 'keep' ? confirm.keeping : known() ? confirm.keep : confirm.keepNobody}
            </Button>
            <Button busy={busy() === 'discard'} disabled={busy() === 'keep'} onPress={() => void answer('discard')}>
              {busy() === 'discard' ? confirm.discarding : confirm.discard}
            </Button>
          </div>
          <Show when={failure()}>
            {(why) => (
              <Banner
                tone="bad"
                title={describe(why(), name()).title}
                why={describe(why(), name()).why}
                action={describe(why(), name()).label}
                onAction={() => void answer('keep')}
              />
            )}
          </Show>
        </div>
        <WhyAsked result={result()} />
      </div>
    </main>
  );
}
