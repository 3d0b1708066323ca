/** Which connection would carry a draft, and why, as it is typed. Asks the core, sends nothing. */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { MatchExplanation } from '../../core/index.ts';
import { type Draft, faultOf, initOf } from './call.ts';
import { lifeOf } from './expiry.ts';
import type { Session } from './session.ts';

const typingPause = 150;

export interface Explanation {
  /** null while the draft is no request yet. */
  readonly told: Accessor<MatchExplanation | null>;
  /** Of the draft as it is now, without the pause of typing. */
  now(): Promise<MatchExplanation | null>;
}

/** `chosen`: the connection that the person chose in place of the rules. */
export function createExplanation(session: Session, draft: Accessor<Draft>, chosen: Accessor<string | undefined>): Explanation {
  const [told, setTold] = createSignal<MatchExplanation | null>(null);
  // Time alone may take a connection out of use.
  const states = createMemo(() =>
    session.connections
      .all()
      .map((one) => lifeOf(one, session.now()).status)
      .join(),
  );
  let turn = 0;
  let typed: Draft | undefined;
  const ask = async () => {
    turn += 1;
    const mine = turn;
    const now = draft();
    const found = faultOf(now) ? null : await session.singlet.explain(now.url.trim(), initOf(now), chosen()).catch(() => null);
    if (mine === turn) setTold(found);
    return found;
  };
  createEffect(() => {
    const now = draft();
    // A connection that was chosen, came, went or was renewed may change the answer.
    chosen();
    session.connections.all();
    states();
    turn += 1;
    if (faultOf(now)) return setTold(null);
    const timer = setTimeout(() => void ask(), now === typed ? 0 : typingPause);
    typed = now;
    onCleanup(() => clearTimeout(timer));
  });
  return { told, now: ask };
}
