/** A sign-in that came back and could not be finished: what happened, why, and the way to start it again. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import type { Attempt } from '../../state/attempt.ts';
import type { Failure } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import { busy } from '../../text/connections.ts';
import { actionLabels, describe, errorLabels } from '../../text/errors.ts';
import { blockedWords, fill, titled } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CutThread } from '../../ui/mark.tsx';
import '../../ui/table.css';
import './failure.css';

interface FailureViewProps {
  readonly failure: Failure;
  /** What this tab had set out to do. */
  readonly attempt: Attempt | null;
  readonly onDone: () => void;
}

export function FailureView(props: FailureViewProps): JSX.Element {
  const session = useSession();
  // A second try may fail before leaving; then that is what is shown.
  const [later, setLater] = createSignal<Failure | null>(null);
  const failure = () => later() ?? props.failure;
  const provider = () => session.provider(props.attempt?.provider ?? failure().provider ?? '');
  const name = () => provider()?.name ?? props.attempt?.name ?? failure().provider;
  const told = () => describe(failure(), name());
  const leaving = () => session.signIn.leaving() !== null;
  const title = () => told().title.replace(/\.$/, '');
  onMount(() => session.entered(titled(title())));
  const again = async () => {
    const known = provider();
    if (!known) return;
    setLater(await session.signIn.start({ ...props.attempt, provider: known.id, name: known.name }));
  };
  const blocked = () => {
    const why = session.blocked();
    return why ? blockedWords[why] : undefined;
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <CutThread />
          <h1 class="big" tabindex="-1">
            {title()}
          </h1>
          <p class="lead">{told().why}</p>
          <div class="acts wide">
            <Show when={told().action === 'reload'}>
              <Button kind="primary" onPress={() => location.reload()}>
                {actionLabels.reload}
              </Button>
            </Show>
            <Show when={provider() && told().action !== 'reload'}>
              <Button kind="primary" busy={leaving()} blocked={blocked()} onPress={() => void again()}>
                {leaving() ? fill(busy.leaving, { name: name() ?? '' }) : actionLabels.again}
              </Button>
            </Show>
            <Button kind={provider() ? 'bare' : undefined} onPress={() => props.onDone()}>
              {actionLabels.home}
            </Button>
          </div>
        </div>
        <section class="side" aria-labelledby="facts">
          <h2 id="facts">{errorLabels.facts}</h2>
          <dl class="facts">
            <Show when={name()}>
              <dt>{errorLabels.provider}</dt>
              <dd>{name()}</dd>
            </Show>
            <Show when={failure().said}>
              <dt>{errorLabels.said}</dt>
              <dd>
                <q>{failure().said}</q>
              </dd>
            </Show>
            <Show when={failure().detail}>
              <dt>{errorLabels.detail}</dt>
              <dd>{failure().detail}</dd>
            </Show>
            <dt>{errorLabels.kept}</dt>
            <dd>{errorLabels.nothing}</dd>
            <dt>{errorLabels.code}</dt>
            <dd>
              <code>{failure().code}</code>
            </dd>
          </dl>
        </section>
      </div>
    </main>
  );
}
