/**
 * The console: a draft, which connection would carry it and why, one call at a time, and the last
 * fifty with their answers. Lives as long as the page. Side effect: sends what the person sends.
 */
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ConnectionInfo, MatchExplanation, ProviderInfo } from '../../core/index.ts';
import { type Call, type Draft, faultOf, initOf, remember } from './call.ts';
import { createExplanation } from './explanation.ts';
import { send } from './send.ts';
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

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : '');

export function createConsole(session: Session): ConsoleState {
  const { singlet } = session;
  const [draft, setDraft] = createSignal<Draft>({ method: 'GET', url: '', headers: [], body: '' });
  const explanation = createExplanation(session, draft);
  const [chosenId, setChosenId] = createSignal<string | null>(null);
  const [running, setRunning] = createSignal<AbortController | null>(null);
  const [history, setHistory] = createSignal<readonly Call[]>([]);
  const [shownId, setShownId] = createSignal<number | null>(null);
  const chosen = createMemo(() => session.connections.get(chosenId() ?? '') ?? null);
  const shown = createMemo(() => history().find(({ id }) => id === shownId()) ?? null);
  let count = 0;

  return {
    draft,
    change(part) {
      // Another origin is another decision.
      if (part.url !== undefined && originOf(part.url) !== originOf(draft().url)) setChosenId(null);
      setDraft((now) => ({ ...now, ...part }));
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
      const carrier = carrierOf(chosen(), told);
      const answer = await send(singlet, now, chosen()?.id, control.signal);
      const ms = performance.now() - began;
      // A renewal during the call gave the connection another token.
      const served = carrier && (session.connections.get(carrier.id) ?? carrier);
      const inHeader = told?.placement !== 'query';
      const sentWith = served && { thread: served.thread, tail: served.tail, name: session.nameOf(served), inHeader };
      const id = ++count;
      setHistory((calls) =>
        remember(calls, {
          id,
          draft: now,
          sentWith,
          provider: served ? session.provider(served.provider)?.name : undefined,
          at,
          ms,
          answer,
        }),
      );
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
      setDraft({
        method: sample.method ?? 'GET',
        url: sample.url,
        headers: Object.entries(sample.headers ?? {}).map(([name, value]) => ({ name, value })),
        body: sample.body ?? '',
      });
    },
  };
}

/** Whose token leaves with the request: only one that a rule lets go there, and none beside an authorization of one's own. */
export function carrierOf(chosen: ConnectionInfo | null | undefined, told: MatchExplanation | null | undefined): ConnectionInfo | null {
  if (!told || told.outcome === 'caller-authorization') return null;
  if (chosen) return told.candidates.some(({ id, status }) => id === chosen.id && status !== 'needs-sign-in') ? chosen : null;
  return told.outcome === 'attached' ? told.connection : null;
}
