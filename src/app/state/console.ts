/**
 * The console: a draft, which connection would carry it and why, one call at a time, and the last
 * fifty with their answers. Lives as long as the page. Side effect: sends what the person sends.
 */
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { type ConnectionInfo, type MatchExplanation, type ProviderInfo, isSingletError } from '../../core/index.ts';
import { readBody } from './body.ts';
import { type Answer, type Call, type Draft, faultOf, initOf, remember } from './call.ts';
import { failureOf } from './failure.ts';
import type { Session } from './session.ts';

export interface ConsoleState {
  readonly draft: Accessor<Draft>;
  change(part: Partial<Draft>): void;
  /** Why the present draft would or would not carry a token; null while it is no request yet. */
  readonly explanation: Accessor<MatchExplanation | null>;
  /** The connection that the person chose, instead of the rules. */
  readonly chosen: Accessor<ConnectionInfo | null>;
  choose(id: string | null): void;
  readonly running: Accessor<boolean>;
  send(): Promise<void>;
  cancel(): void;
  readonly history: Accessor<readonly Call[]>;
  readonly shown: Accessor<Call | null>;
  show(id: number): void;
  clear(): void;
  useSample(provider: ProviderInfo, sample: number): void;
}

const typingPause = 150;

export function createConsole(session: Session): ConsoleState {
  const { singlet } = session;
  const [draft, setDraft] = createSignal<Draft>({ method: 'GET', url: '', headers: [], body: '' });
  const [explanation, setExplanation] = createSignal<MatchExplanation | null>(null);
  const [chosenId, setChosenId] = createSignal<string | null>(null);
  const [running, setRunning] = createSignal<AbortController | null>(null);
  const [history, setHistory] = createSignal<readonly Call[]>([]);
  const [shownId, setShownId] = createSignal<number | null>(null);
  const chosen = createMemo(() => session.connections.get(chosenId() ?? '') ?? null);
  const shown = createMemo(() => history().find(({ id }) => id === shownId()) ?? null);
  let count = 0;

  let turn = 0;
  createEffect(() => {
    const now = draft();
    session.connections.all();
    const mine = ++turn;
    if (faultOf(now)) return setExplanation(null);
    const timer = setTimeout(() => {
      singlet.explain(now.url.trim(), initOf(now)).then(
        (told) => mine === turn && setExplanation(told),
        () => mine === turn && setExplanation(null),
      );
    }, typingPause);
    onCleanup(() => clearTimeout(timer));
  });

  const ask = async (now: Draft, signal: AbortSignal): Promise<Answer> => {
    const init = { ...initOf(now), signal };
    const url = now.url.trim();
    const chosenNow = chosen();
    const response = await (chosenNow ? singlet.for(chosenNow.id).fetch(url, init) : singlet.fetch(url, init));
    const body = await readBody(response);
    const headers = [...response.headers].map(([name, value]) => [name, value] as const);
    return { kind: 'response', status: response.status, statusText: response.statusText, type: response.headers.get('content-type') ?? '', headers, body };
  };
  /** What a bare call throws has no code: it was cancelled, or no readable answer came. */
  const failed = (error: unknown, signal: AbortSignal): Answer => {
    const failure = failureOf(error);
    if (isSingletError(error)) return { kind: 'failure', failure };
    return { kind: 'failure', failure: { ...failure, code: signal.aborted ? 'aborted' : 'network_failed', detail: undefined } };
  };

  return {
    draft,
    change(part) {
      setDraft((now) => ({ ...now, ...part }));
      // Another address is another decision.
      if (part.url !== undefined) setChosenId(null);
    },
    explanation,
    chosen,
    choose: setChosenId,
    running: () => running() !== null,
    async send() {
      const now = draft();
      if (running() || faultOf(now)) return;
      const control = new AbortController();
      setRunning(control);
      const at = Date.now();
      const began = performance.now();
      const told = await singlet.explain(now.url.trim(), initOf(now)).catch(() => null);
      const carrier = chosen() ?? (told?.outcome === 'attached' ? told.connection : null);
      const answer = await ask(now, control.signal).catch((error: unknown) => failed(error, control.signal));
      const ms = performance.now() - began;
      // A renewal during the call gave the connection another token.
      const served = carrier && (session.connections.get(carrier.id) ?? carrier);
      const sentWith = served && { thread: served.thread, tail: served.tail, name: session.nameOf(served) };
      const id = ++count;
      setHistory((calls) => remember(calls, { id, draft: now, sentWith, provider: served ? session.provider(served.provider)?.name : undefined, at, ms, answer }));
      setShownId(id);
      setRunning(null);
    },
    cancel: () => running()?.abort(),
    history,
    shown,
    show(id) {
      const call = history().find((one) => one.id === id);
      if (!call) return;
      setShownId(id);
      setChosenId(null);
      setDraft(call.draft);
    },
    clear() {
      setHistory([]);
      setShownId(null);
    },
    useSample(provider, at) {
      const sample = provider.samples[at];
      if (!sample) return;
      setChosenId(null);
      setDraft({ method: sample.method, url: sample.url, headers: Object.entries(sample.headers ?? {}).map(([name, value]) => ({ name, value })), body: sample.body ?? '' });
    },
  };
}
