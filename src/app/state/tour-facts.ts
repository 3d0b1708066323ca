/**
 * What a step of a tour can be told by: events of the trace since it was begun, what the inspector shows, questions, connections.
 * Session + place -> answers that are told anew when they change. Nothing is guessed from time.
 */
import { createMemo } from 'solid-js';
import type { ConnectionInfo, TraceEvent } from '../../core/index.ts';
import { createInspector, type Entry, type Inspector } from './inspector.ts';
import { inspecting, type Told, told } from './inspector-log.ts';
import { type Kind, kindOf, type StepName } from './inspector-model.ts';
import type { Question } from './questions.ts';
import type { ViewName } from './route.ts';
import type { Session } from './session.ts';
import type { Place } from './tour.ts';

export interface Facts {
  readonly provider: string;
  /** The one that was made last. */
  connection(): ConnectionInfo | undefined;
  /** Something of this provider was told since the step was begun. */
  happened(test: (event: TraceEvent) => boolean): boolean;
  /** The inspector has one of the kind at this provider. */
  remembers(kind: Kind): boolean;
  /** The newest of them that its list shows. */
  entry(kind: Kind): Entry | undefined;
  /** The inspector is open at it. */
  looksAt(kind: Kind, step?: StepName): boolean;
  /** It waits for the person. */
  asks(kind: Question['kind']): boolean;
  /** The page was loaded anew since the step was begun. */
  loaded(): boolean;
  readonly view: ViewName;
  readonly inspector: Inspector;
}

interface Sources {
  readonly session: Session;
  readonly place: () => Place;
  readonly provider: () => string;
  readonly view: () => ViewName;
}

export function createFacts({ session, place, provider, view }: Sources): Facts {
  const inspector = session.once(createInspector);
  const providerOf = (one: { provider?: string | undefined; connection?: string | undefined }) =>
    one.provider ?? session.connections.get(one.connection ?? '')?.provider;
  const providerOfTold = (one: Told) => one.map(providerOf).find((id) => id !== undefined);
  const isOurs = ({ transaction }: Entry, kind: Kind) => transaction.kind === kind && providerOf(transaction) === provider();
  const events = createMemo(() =>
    told()
      .flat()
      .filter((event) => event.at >= place().since && providerOf(event) === provider()),
  );
  return {
    get provider() {
      return provider();
    },
    connection: () => session.connections.all().findLast((one) => one.provider === provider()),
    happened: (test) => events().some(test),
    remembers: (kind) => told().some((one) => kindOf(one) === kind && providerOfTold(one) === provider()),
    entry: (kind) => inspector.entries().find((one) => isOurs(one, kind)),
    looksAt(kind, step) {
      const shown = inspecting() || view() === 'sign-ins';
      const entry = shown && inspector.file() === null ? inspector.entry() : undefined;
      if (!entry || !isOurs(entry, kind)) return false;
      return step === undefined || entry.transaction.steps[inspector.step()]?.name === step;
    },
    asks: (kind) => session.questions.all().some((one) => one.kind === kind && one.attempt.provider === provider()),
    loaded: () => place().loaded,
    get view() {
      return view();
    },
    inspector,
  };
}
