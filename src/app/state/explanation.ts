/** Which connection would carry a draft, and why, as it is typed. Asks the core, sends nothing. */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { MatchExplanation } from '../../core/index.ts';
import { type Draft, faultOf, initOf } from './call.ts';
import { lifeOf } from './expiry.ts';
import type { Session } from './session.ts';

const typingPause = 150;

/** null while the draft is no request yet. */
export function createExplanation(session: Session, draft: Accessor<Draft>): Accessor<MatchExplanation | null> {
  const [explanation, setExplanation] = createSignal<MatchExplanation | null>(null);
  // Time alone may take a connection out of use.
  const states = createMemo(() =>
    session.connections
      .all()
      .map((one) => lifeOf(one, session.now()).status)
      .join(),
  );
  let turn = 0;
  createEffect(() => {
    const now = draft();
    // A connection that came, went or was renewed may change the answer.
    session.connections.all();
    states();
    turn += 1;
    const mine = turn;
    if (faultOf(now)) return setExplanation(null);
    const timer = setTimeout(() => {
      session.singlet.explain(now.url.trim(), initOf(now)).then(
        (told) => mine === turn && setExplanation(told),
        () => mine === turn && setExplanation(null),
      );
    }, typingPause);
    onCleanup(() => clearTimeout(timer));
  });
  return explanation;
}
