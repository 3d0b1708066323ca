/**
 * The console: a draft, which connection would carry it and why, one call at a time, and the last
 * fifty with their answers. Lives as long as the page. Side effect: sends what the person sends.
 */
import { type Accessor, createMemo, createSignal, untrack } from 'solid-js';
import type { ConnectionInfo, MatchExplanation, ProviderInfo, Sample } from '../../core/index.ts';
import { type Call, type Draft, faultOf, remember, type SentWith } from './call.ts';
import { createExplanation } from './explanation.ts';
import { type Failure, failureOf } from './failure.ts';
import { unanswered } from './inspector-log.ts';
import { journeyOf, type Seen, watchTrace } from './journey.ts';
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
  /** Makes a connection the one that serves this address where several match; null takes that back. */
  prefer(id: string | null): Promise<void>;
  /** Why the last choice for good could not be kept. */
  readonly preferFailure: Accessor<Failure | null>;
  readonly running: Accessor<boolean>;
  /** `choose`: several connections match, so nothing was sent. */
  send(): Promise<'sent' | 'choose' | 'kept'>;
  cancel(): void;
  readonly history: Accessor<readonly Call[]>;
  readonly shown: Accessor<Call | null>;
  show(id: number): void;
  clear(): void;
  useSample(provider: ProviderInfo, sample: number): void;
}

/** What is kept of the connection that served a call, and of what became of its token on the way. */
function carriedBy(session: Session, draft: Draft, told: MatchExplanation | null, events: readonly Seen[]) {
  const carrier = carrierOf(told);
  if (!carrier) return { sentWith: null, provider: undefined, journey: 'plain' } as const;
  // A renewal during the call gave the connection another token.
  const served = session.connections.get(carrier.id) ?? carrier;
  const { id, thread, tail, scope, refreshable, expiresAt } = served;
  const inHeader = told?.placement !== 'query';
  const sentWith: SentWith = { id, thread, tail, name: session.nameOf(served), inHeader, scope, refreshable, endless: expiresAt === null };
  const journey = journeyOf(events, { connection: id, method: draft.method, url: new URL(draft.url.trim()) });
  return { sentWith, provider: session.provider(served.provider)?.name, journey };
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : '');

export function createConsole(session: Session): ConsoleState {
  const { singlet } = session;
  const [draft, setDraft] = createSignal<Draft>({ method: 'GET', url: '', headers: [], body: '' });
  const [chosenId, setChosenId] = createSignal<string | null>(null);
  const chosen = createMemo(() => session.connections.get(chosenId() ?? '') ?? null);
  const explanation = createExplanation(session, draft, () => chosen()?.id);
  const [preferFailure, setPreferFailure] = createSignal<Failure | null>(null);
  const [running, setRunning] = createSignal<AbortController | null>(null);
  const [history, setHistory] = createSignal<readonly Call[]>([]);
  const [shownId, setShownId] = createSignal<number | null>(null);
  const shown = createMemo(() => history().find(({ id }) => id === shownId()) ?? null);
  let count = 0;

  return {
    draft,
    change(part) {
      // Another origin is another decision.
      if (part.url !== undefined && originOf(part.url) !== originOf(draft().url)) setChosenId(null);
      setPreferFailure(null);
      setDraft((now) => ({ ...now, ...part }));
    },
    explanation: explanation.told,
    chosen,
    choose: setChosenId,
    async prefer(id) {
      setPreferFailure(null);
      try {
        await singlet.setDefault(draft().url.trim(), id);
        setChosenId(null);
        await explanation.now();
      } catch (error) {
        setPreferFailure(failureOf(error));
      }
    },
    preferFailure,
    running: () => running() !== null,
    async send() {
      const now = draft();
      if (running() || faultOf(now)) return 'kept';
      const control = new AbortController();
      setRunning(control);
      const at = Date.now();
      const began = performance.now();
      const told = await explanation.now();
      if (told?.outcome === 'ambiguous') {
        setRunning(null);
        return 'choose';
      }
      const seen = watchTrace(singlet);
      const answer = await send(singlet, now, chosen()?.id, control.signal);
      const ms = performance.now() - began;
      const carried = carriedBy(session, now, told, seen());
      if (answer.kind === 'failure' && answer.over !== undefined && carried.sentWith) {
        const { origin, pathname } = new URL(now.url.trim());
        const call = { connection: carried.sentWith.id, method: now.method, url: origin + pathname };
        unanswered(call, { began: at, over: answer.over, ...answer.failure });
      }
      const id = ++count;
      setHistory((calls) => remember(calls, { id, draft: now, ...carried, at, ms, answer }));
      setShownId(id);
      setRunning(null);
      return 'sent';
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
      const raw = draftOf(sample);
      setDraft(raw);
      // What only the moment knows (an id, the time, the company) is put in by the connection it belongs to.
      const owner = session.connections.all().find((one) => one.provider === provider.id);
      if (!owner || !hasPlaces(sample)) return;
      const fillIn = async () => {
        const filled = await singlet.fillSample(owner.id, sample);
        if (untrack(draft) === raw) setDraft(draftOf(filled));
      };
      // Where that fails it stays as it is, with its braces; nothing was sent.
      void fillIn().catch(() => {});
    },
  };
}

const hasPlaces = (sample: Sample) => /\{[\w.]+\}/.test(JSON.stringify(sample));

const draftOf = ({ method = 'GET', url, headers = {}, body = '' }: Sample): Draft => ({
  method,
  url,
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  body,
});

/** Whose token leaves with the request: only one that a rule lets go there, and none beside an authorization of one's own. */
export function carrierOf(told: MatchExplanation | null | undefined): ConnectionInfo | null {
  return told?.outcome === 'attached' ? told.connection : null;
}
