/** The answer to a call: state, time and size, then its body as a tree, raw, and its headers; or why there is none. */
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Body } from '../../state/body.ts';
import { type Answer as Answered, type Call, pathOf } from '../../state/call.ts';
import { useSession } from '../../state/session.ts';
import { consoleText, shapeWords, statusLine, treeWords } from '../../text/console.ts';
import { describe } from '../../text/errors.ts';
import { fill, words } from '../../text/text.ts';
import { dateTime, duration, size } from '../../text/time.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { JsonTree, type TreeWords } from '../../ui/json-tree.tsx';
import { Status } from '../../ui/status.tsx';
import { Tabs } from '../../ui/tabs.tsx';

type Answer = Extract<Answered, { kind: 'response' }>;
type TabName = keyof typeof consoleText.tabs;

const rawPiece = 200_000;
const tree: TreeWords = {
  count: (count, array) =>
    count === 1 ? (array ? treeWords.entry : treeWords.key) : fill(array ? treeWords.entries : treeWords.keys, { count }),
  more: (count) => fill(treeWords.more, { count }),
  time: dateTime,
};

export const toneOf = (status: number) => (status >= 400 ? 'bad' : status >= 300 ? 'warn' : 'ok');

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
        <Show when={answered()} fallback={<Status tone="bad">{consoleText.failed}</Status>}>
          {(now) => <Status tone={toneOf(now().status)}>{statusLine(now().status, now().statusText)}</Status>}
        </Show>
        <span class="quiet">{duration(props.call.ms)}</span>
        <Show when={answered()}>
          {(now) => (
            <>
              <span class="quiet">{bytes()}</span>
              <span class="quiet breaks">{shape() ?? now().type.split(';')[0]}</span>
            </>
          )}
        </Show>
        <span class="vh">{`${props.call.draft.method} ${pathOf(props.call.draft.url)}`}</span>
      </div>
      <Show when={answered()} keyed>
        {(answer) => <Response answer={answer} />}
      </Show>
      <Show when={failed()}>
        {(failure) => {
          const told = () => describe(failure(), props.call.provider);
          const retry = () => (told().action === 'retry' ? props.onRetry : undefined);
          return (
            <Banner tone="bad" title={told().title} why={told().why} said={failure().said} action={told().label} onAction={retry()}>
              <p class="said">
                <code>{failure().code}</code> {failure().detail}
              </p>
            </Banner>
          );
        }}
      </Show>
    </>
  );
}
