/** The answer to a call: state, time and size, then its body as a tree, raw, and its headers; or why there is none. */
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Body } from '../../state/body.ts';
import { type Answer as Answered, type Call, headersToAskFor, mayHaveActed, pathOf } from '../../state/call.ts';
import { createCopy } from '../../state/copy.ts';
import type { Failure } from '../../state/failure.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { consoleText, shapeWords, statusLine, treeWords } from '../../text/console.ts';
import { type ActionName, actionLabels, describe, errorLabels } from '../../text/errors.ts';
import { fill, words } from '../../text/text.ts';
import { dateTime, duration, size } from '../../text/time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { JsonTree, type TreeWords } from '../../ui/json-tree.tsx';
import { Status, type Tone } from '../../ui/status.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { VerdictNote } from './verdict-note.tsx';

type Answer = Extract<Answered, { kind: 'response' }>;
type TabName = keyof typeof consoleText.tabs;

const rawPiece = 200_000;
const tree: TreeWords = {
  count: (count, array) =>
    count === 1 ? (array ? treeWords.entry : treeWords.key) : fill(array ? treeWords.entries : treeWords.keys, { count }),
  more: (count) => fill(treeWords.more, { count }),
  time: dateTime,
};

const toneOf = (status: number): Tone => (status >= 400 ? 'bad' : status >= 300 ? 'warn' : 'ok');

function Raw(props: { readonly text: string }): JSX.Element {
  const session = useSession();
  const [drawn, setDrawn] = createSignal(rawPiece);
  const left = () => Math.max(0, props.text.length - drawn());
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      session.announcer.say(words.copied);
    } catch {
      session.announcer.say(words.copyFailed);
    }
  };
  return (
    <>
      <div class="resp-tools">
        <Button small onPress={() => void copy()}>
          {consoleText.copyBody}
        </Button>
      </div>
      <pre class="raw">{props.text.slice(0, drawn())}</pre>
      <Show when={left() > 0}>
        <Button small onPress={() => setDrawn(drawn() + rawPiece)}>
          {fill(consoleText.rawMore, { count: Math.min(left(), rawPiece).toLocaleString('en') })}
        </Button>
      </Show>
    </>
  );
}

/** In words, where there is nothing to draw. */
function noteOf(body: Body | null, type: string): string | null {
  if (body === null) return consoleText.dropped;
  if (body.kind === 'empty') return consoleText.empty;
  if (body.kind === 'binary') return fill(consoleText.binary, { size: size(body.size), type: type || consoleText.unnamedType });
  return null;
}

function BodyView(props: { readonly answer: Answer; readonly tab: 'tree' | 'raw' }): JSX.Element {
  const body = () => props.answer.body;
  const json = () => {
    const now = body();
    return now?.kind === 'json' ? now : undefined;
  };
  const text = () => {
    const now = body();
    return now?.kind === 'json' || now?.kind === 'text' ? now : undefined;
  };
  const notTree = () => {
    const now = body();
    return now?.kind === 'text' && now.brokenJson ? consoleText.jsonBroken : consoleText.notJson;
  };
  return (
    <Show when={noteOf(body(), props.answer.type) === null} fallback={<p class="body-note">{noteOf(body(), props.answer.type)}</p>}>
      <Show when={text()?.whole === false}>
        <p class="body-note">{fill(consoleText.stopped, { size: size(text()?.size ?? 0) })}</p>
      </Show>
      <Switch>
        <Match when={props.tab === 'raw' && text()}>{(shown) => <Raw text={shown().text} />}</Match>
        <Match when={json()} keyed>
          {(shown) => <JsonTree value={shown.value} words={tree} />}
        </Match>
        <Match when={true}>
          <p class="body-note">{notTree()}</p>
        </Match>
      </Switch>
    </Show>
  );
}

function HeadersView(props: { readonly headers: Answer['headers'] }): JSX.Element {
  return (
    <Show when={props.headers.length > 0} fallback={<p class="body-note">{consoleText.noHeaders}</p>}>
      <table class="tbl headers-table">
        <tbody>
          <For each={props.headers}>
            {([name, value]) => (
              <tr>
                <td>
                  <code>{name}</code>
                </td>
                <td class="v">
                  <code>{value}</code>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="body-note t13">{consoleText.headersNote}</p>
    </Show>
  );
}

function Response(props: { readonly answer: Answer }): JSX.Element {
  const usual = (): TabName => (props.answer.body?.kind === 'text' ? 'raw' : 'tree');
  const [picked, setPicked] = createSignal<TabName | null>(null);
  const tab = () => picked() ?? usual();
  const tabs = Object.entries(consoleText.tabs) as unknown as readonly (readonly [TabName, string])[];
  return (
    <Tabs label={consoleText.tabsLabel} tabs={tabs} selected={tab()} onSelect={setPicked}>
      <Show when={tab() === 'headers'} fallback={<BodyView answer={props.answer} tab={tab() === 'raw' ? 'raw' : 'tree'} />}>
        <HeadersView headers={props.answer.headers} />
      </Show>
    </Tabs>
  );
}

interface FailedCallProps {
  readonly call: Call;
  readonly failure: Failure;
  readonly onRetry: () => void;
}

type Ways = Partial<Record<ActionName, () => void>>;

const toConnections = () => location.assign(routeHref('connections'));

/** What the failure asks for, as far as it can be done from here. */
const waysOut: Ways = {
  reload: () => location.reload(),
  providers: () => location.assign(routeHref('providers')),
  signIn: toConnections,
  home: toConnections,
};

function FailedCall(props: FailedCallProps): JSX.Element {
  const session = useSession();
  const told = () => describe(props.failure, session.provider(props.failure.provider ?? '')?.name ?? props.call.provider);
  const wanted = () => headersToAskFor(props.call, session.base.origin);
  const { copied, copy } = createCopy(words, session.announcer.say);
  const ways = (): Ways => ({ ...waysOut, retry: props.onRetry, copy: () => copy(wanted().join('\n')) });
  // Signing in is done elsewhere; from here the way leads there.
  const label = () => (copied() ? words.copied : told().action === 'signIn' ? actionLabels.home : told().label);
  return (
    <Banner
      tone={props.failure.code === 'aborted' ? 'info' : 'bad'}
      title={told().title}
      why={told().why}
      said={props.failure.said}
      action={label()}
      onAction={ways()[told().action]}
    >
      <Show when={mayHaveActed(props.call, props.failure)}>
        <p>{fill(consoleText.mayHaveActed, { method: props.call.draft.method })}</p>
      </Show>
      <Show when={props.failure.code === 'cors_blocked'}>
        <p>{consoleText.askFor}</p>
        <For each={wanted()}>
          {(line) => (
            <p class="said">
              <code>{line}</code>
            </p>
          )}
        </For>
      </Show>
      <p class="said">
        {errorLabels.code} <code>{props.failure.code}</code> {props.failure.detail}
      </p>
    </Banner>
  );
}

/** Cancelled by hand is no failure. */
export function outcomeOf({ answer }: Call): { readonly tone: Tone; readonly words: string } {
  if (answer.kind === 'response') return { tone: toneOf(answer.status), words: statusLine(answer.status, answer.statusText) };
  return answer.failure.code === 'aborted' ? { tone: 'plain', words: consoleText.cancelled } : { tone: 'bad', words: consoleText.failed };
}

export function AnswerSection(props: { readonly call: Call; readonly onRetry: () => void }): JSX.Element {
  const answered = createMemo(() => (props.call.answer.kind === 'response' ? props.call.answer : undefined));
  const failed = () => (props.call.answer.kind === 'failure' ? props.call.answer.failure : undefined);
  const shape = () => {
    const body = answered()?.body;
    return body?.kind === 'json' ? shapeWords(body.value) : undefined;
  };
  const bytes = () => {
    const body = answered()?.body;
    return body && body.kind !== 'empty' ? size(body.size) : size(0);
  };
  return (
    <>
      <div class="resp-head">
        <h2>{consoleText.response}</h2>
        <Status tone={outcomeOf(props.call).tone}>{outcomeOf(props.call).words}</Status>
        <span class="quiet">{duration(props.call.ms)}</span>
        <Show when={answered()}>
          {(now) => (
            <>
              <Show when={now().body}>
                <span class="quiet">{bytes()}</span>
              </Show>
              <span class="quiet breaks">{shape() ?? now().type.split(';')[0]}</span>
            </>
          )}
        </Show>
        <span class="vh">{`${props.call.draft.method} ${pathOf(props.call.draft.url)}`}</span>
      </div>
      <VerdictNote call={props.call} onRetry={props.onRetry} />
      <Show when={answered()} keyed>
        {(answer) => <Response answer={answer} />}
      </Show>
      <Show when={failed()}>{(failure) => <FailedCall call={props.call} failure={failure()} onRetry={props.onRetry} />}</Show>
    </>
  );
}
