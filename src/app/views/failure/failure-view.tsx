/** A sign-in that could not be finished: what happened, why, what became of it, and the way on. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';
import type { Attempt } from '../../state/attempt.ts';
import type { Failure } from '../../state/failure.ts';
import { useSession } from '../../state/session.ts';
import type { StartOptions } from '../../state/sign-in.ts';
import { busy } from '../../text/connections.ts';
import { type ActionName, actionLabels, allowHeader, describe } from '../../text/errors.ts';
import { failureText } from '../../text/failure.ts';
import { blockedWords, fill, titled, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { CutThread } from '../../ui/mark.tsx';
import { Accounts } from './accounts.tsx';
import { Facts } from './facts.tsx';
import './failure.css';

interface FailureViewProps {
  readonly failure: Failure;
  /** What this tab had set out to do. */
  readonly attempt: Attempt | null;
  readonly onDone: () => void;
}

/** How a sign-in is started again, where that is another way than before. */
const otherWays: Partial<Record<ActionName, StartOptions>> = { takeOver: { takeOver: true }, popup: { way: 'popup' } };

/** The header that the operator of the server has to add, to be copied into a letter. */
function AskFor(props: { readonly failure: Failure; readonly host: string }): JSX.Element {
  const session = useSession();
  return (
    <section class="ask-for" aria-labelledby="ask-for">
      <h2 id="ask-for">{failureText.askFor}</h2>
      <CopyLine
        value={allowHeader(session.base.origin)}
        label={failureText.askName}
        copy={words.copy}
        copied={words.copied}
        failed={words.copyFailed}
        say={session.announcer.say}
      />
      <p class="help-line">{fill(failureText.askHelp, { host: props.host })}</p>
    </section>
  );
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
  // Where only the operator of a server can help, starting again is not what a person is sent to.
  const mendable = () => told().action !== 'copy';
  const label = () => (told().action in otherWays ? told().label : actionLabels.again);
  const again = async () => {
    const known = provider();
    if (!known) return;
    // What could not be done without a question is done with one.
    const { silent, ...asking } = props.attempt ?? {};
    setLater(await session.signIn.start({ ...asking, provider: known.id, name: known.name }, otherWays[told().action]));
  };
  const blocked = () => {
    const why = session.blocked();
    return why ? blockedWords[why] : undefined;
  };
  const host = () => {
    const origin = failure().facts?.origin;
    return origin && URL.canParse(origin) ? new URL(origin).host : (name() ?? '');
  };
  return (
    <main class="main" id="main" tabindex="-1">
      <div class="col decide">
        <div>
          <CutThread />
          <h1 class="big breaks" tabindex="-1">
            {title()}
          </h1>
          <p class="lead">{told().why}</p>
          <Show when={failure().facts?.accounts}>{(accounts) => <Accounts accounts={accounts()} />}</Show>
          <Show when={failure().code === 'cors_blocked'}>
            <AskFor failure={failure()} host={host()} />
          </Show>
          <div class="acts wide">
            <Show when={told().action === 'reload'}>
              <Button kind="primary" onPress={() => location.reload()}>
                {actionLabels.reload}
              </Button>
            </Show>
            <Show when={told().action === 'newTab'}>
              <a class="btn primary" href={session.base.href} target="_blank" rel="noopener noreferrer">
                {actionLabels.newTab}
              </a>
            </Show>
            <Show when={provider() && told().action !== 'reload' && told().action !== 'newTab'}>
              <Button kind={mendable() ? 'primary' : undefined} busy={leaving()} blocked={blocked()} onPress={() => void again()}>
                {leaving() ? fill(busy.leaving, { name: name() ?? '' }) : label()}
              </Button>
            </Show>
            <Button kind={provider() ? 'bare' : undefined} onPress={() => props.onDone()}>
              {actionLabels.home}
            </Button>
          </div>
        </div>
        <Facts failure={failure()} provider={name()} connection={props.attempt?.connection !== undefined} />
      </div>
    </main>
  );
}
