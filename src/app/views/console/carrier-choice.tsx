/** Several connections match: which one serves this call, and which one by default. */
import { createMemo, createUniqueId, For, type JSX, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import type { ConsoleState } from '../../state/console.ts';
import { lifeOf } from '../../state/expiry.ts';
import { useSession } from '../../state/session.ts';
import { identityLine, namedWith, statusWords } from '../../text/connections.ts';
import { describe } from '../../text/errors.ts';
import { choiceWords } from '../../text/explanation.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Status, Tag } from '../../ui/status.tsx';
import { FaultLine } from './fault-line.tsx';

interface OneProps {
  readonly state: ConsoleState;
  readonly connection: ConnectionInfo;
  readonly group: string;
  readonly needed: boolean;
  /** Host and path that a default is for. */
  readonly where: string;
}

function One(props: OneProps): JSX.Element {
  const session = useSession();
  let radio!: HTMLInputElement;
  const told = () => props.state.explanation();
  const id = () => props.connection.id;
  const preferred = () => told()?.preferred === id();
  const selected = () => (props.state.chosen()?.id ?? told()?.preferred) === id();
  const name = () => namedWith(session.nameOf(props.connection), props.connection);
  const over = () => lifeOf(props.connection, session.now()).status === 'needs-sign-in';
  // The button goes with what it did; its row keeps the focus.
  const prefer = async (next: string | null, said: string) => {
    radio.focus();
    await props.state.prefer(next);
    if (!props.state.preferFailure()) session.announcer.say(fill(said, { name: name(), where: props.where }));
  };
  return (
    <li>
      <label>
        <input
          ref={radio}
          type="radio"
          name={props.group}
          checked={selected()}
          aria-describedby={props.needed ? `${props.group}-fault` : undefined}
          onChange={() => props.state.choose(preferred() ? null : id())}
        />
        <Pill thread={props.connection.thread} tail={props.connection.tail} words={words.tokenEnding} />
        <span class="who breaks">
          <b>{session.nameOf(props.connection)}</b>{' '}
          <span class="quiet">
            {identityLine(props.connection, session.provider(props.connection.provider)?.name ?? props.connection.provider)}
          </span>
        </span>
      </label>
      <span class="acts">
        <Show when={over()}>
          <Status tone="bad">{statusWords['needs-sign-in']}</Status>
        </Show>
        <Show
          when={preferred()}
          fallback={
            <Show when={selected()}>
              <Button
                small
                label={fill(choiceWords.preferName, { name: name(), where: props.where })}
                onPress={() => void prefer(id(), choiceWords.preferredSaid)}
              >
                {choiceWords.prefer}
              </Button>
            </Show>
          }
        >
          <Tag>{choiceWords.preferred}</Tag>
          <Button
            small
            kind="bare"
            label={fill(choiceWords.undoName, { name: name(), where: props.where })}
            onPress={() => void prefer(null, choiceWords.undoneSaid)}
          >
            {choiceWords.undo}
          </Button>
        </Show>
      </span>
    </li>
  );
}

export function CarrierChoice(props: { readonly state: ConsoleState; readonly needed: boolean }): JSX.Element {
  const session = useSession();
  const group = createUniqueId();
  // By id: a row stays, and its focus with it, while the explanation is made anew.
  const ids = createMemo(() => (props.state.explanation()?.candidates ?? []).map(({ id }) => id), [], {
    equals: (a, b) => a.join() === b.join(),
  });
  const where = () => {
    const rule = props.state.explanation()?.rules.find(({ failed }) => failed === null)?.rule;
    return rule ? new URL(rule.origin).host + rule.path : '';
  };
  return (
    <fieldset class="choice">
      <legend class="vh">{choiceWords.title}</legend>
      <ul>
        <For each={ids()}>
          {(id) => (
            <Show when={session.connections.get(id)}>
              {(connection) => <One state={props.state} connection={connection()} group={group} needed={props.needed} where={where()} />}
            </Show>
          )}
        </For>
      </ul>
      <Show when={props.needed}>
        <FaultLine id={`${group}-fault`} words={choiceWords.need} />
      </Show>
      <Show when={props.state.preferFailure()}>
        {(failure) => <Banner tone="bad" title={choiceWords.failed} why={describe(failure()).why} />}
      </Show>
    </fieldset>
  );
}
