/** The rules that a request just misses, and by which check. */

import { Icon as MissIcon } from 'icon:x';
import { For, type JSX, Show } from 'solid-js';
import type { MatchExplanation } from '../../../core/index.ts';
import { type NearRule, nearRules } from '../../state/near.ts';
import { type Session, useSession } from '../../state/session.ts';
import { missWords, near } from '../../text/explanation.ts';
import { fill } from '../../text/text.ts';

export function missesOf(session: Session, told: MatchExplanation, url: URL): readonly NearRule[] {
  const connected = new Set(session.connections.all().map(({ provider }) => provider));
  return nearRules(
    url,
    told.rules,
    session.providers().filter(({ id }) => connected.has(id)),
  );
}

const shownAtMost = 3;

interface NearRulesProps {
  readonly misses: readonly NearRule[];
  readonly url: URL;
  readonly method: string;
}

export function NearRules(props: NearRulesProps): JSX.Element {
  const session = useSession();
  const more = () => Math.max(0, props.misses.length - shownAtMost);
  return (
    <>
      <ul class="near">
        <For each={props.misses.slice(0, shownAtMost)}>
          {(miss) => (
            <li>
              <MissIcon />
              <span>
                <span class="rule">
                  {fill(near.rule, { n: miss.number, provider: session.provider(miss.provider)?.name ?? miss.provider })}{' '}
                  <code class="breaks">{new URL(miss.rule.origin).host + miss.rule.path}</code>
                </span>{' '}
                <span class="breaks">{missWords(miss, props.url, props.method)}</span>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={more() > 0}>
        <p class="near-more">{more() === 1 ? near.one : fill(near.more, { count: more() })}</p>
      </Show>
    </>
  );
}
