/** A call that carries a token, before it is sent: by which rule, where the token stands and for how long, and what else leaves. */

import { Icon as OpenIcon } from 'icon:chevron-right';
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { MatchExplanation } from '../../../core/index.ts';
import type { ConsoleState } from '../../state/console.ts';
import { outlineOf, replacedIn } from '../../state/outline.ts';
import { useSession } from '../../state/session.ts';
import { decidedBy, facts, keptBackWords, near, outlineWords, replacedWords, tokenLife } from '../../text/explanation.ts';
import { fill, words } from '../../text/text.ts';
import { Pill } from '../../ui/pill.tsx';

function RuleFact(props: { readonly told: MatchExplanation; readonly chosen: string | undefined }): JSX.Element {
  const rule = () => (props.told.rule === null ? undefined : props.told.provider?.api[props.told.rule - 1]);
  const named = () => fill(near.rule, { n: props.told.rule ?? 0, provider: props.told.provider?.name ?? '' });
  return (
    <Show when={rule()}>
      {(now) => (
        <>
          <dt>{facts.rule}</dt>
          <dd>
            {named()}: <code>{new URL(now().origin).host + (now().path || '/')}</code>{' '}
            {fill(facts.below, { methods: now().methods.join(', ') })} {decidedBy(props.told.connection?.id, props.chosen, props.told)}
          </dd>
        </>
      )}
    </Show>
  );
}

function OutlineView(props: { readonly told: MatchExplanation }): JSX.Element {
  const outline = createMemo(() => outlineOf(props.told));
  const pill = () => (
    <Pill thread={props.told.connection?.thread ?? null} tail={props.told.connection?.tail ?? ''} words={words.tokenEnding} />
  );
  return (
    <Show when={outline()}>
      {(now) => (
        <details class="outline">
          <summary>
            <OpenIcon />
            {outlineWords.title}
          </summary>
          <div class="sheet" role="group" aria-label={outlineWords.label}>
            <p>
              <b>{now().line}</b>
              <Show when={now().tokenInLine}>{pill()}</Show>
            </p>
            <p>
              {outlineWords.host}: {now().host}
            </p>
            <For each={now().headers}>
              {([name, value]) => (
                <p>
                  {name}: {value}
                </p>
              )}
            </For>
            <Show when={!now().tokenInLine}>
              <p>authorization: Bearer {pill()}</p>
            </Show>
            <p class="options">
              <For each={now().options}>
                {([name, value]) => (
                  <span>
                    {name}: {value}
                  </span>
                )}
              </For>
            </p>
          </div>
        </details>
      )}
    </Show>
  );
}

export function Forecast(props: { readonly state: ConsoleState }): JSX.Element {
  const session = useSession();
  const told = () => props.state.explanation();
  const replaced = createMemo(() => {
    const now = told();
    return now ? replacedIn(props.state.draft(), now).map((one) => fill(replacedWords[one], { parameter: now.parameter ?? '' })) : [];
  });
  return (
    <Show when={told()}>
      {(now) => (
        <>
          <dl class="facts forecast">
            <RuleFact told={now()} chosen={props.state.chosen()?.id} />
            <dt>{facts.place}</dt>
            <dd>{now().parameter === null ? facts.header : fill(facts.query, { parameter: now().parameter ?? '' })}</dd>
            <dt>{facts.life}</dt>
            <dd class="num">{tokenLife(now(), session.now())}</dd>
            <Show when={now().request}>
              {(request) => (
                <>
                  <dt>{facts.kept}</dt>
                  <dd>{[keptBackWords(request()), ...replaced()].join(' ')}</dd>
                </>
              )}
            </Show>
          </dl>
          <OutlineView told={now()} />
        </>
      )}
    </Show>
  );
}
