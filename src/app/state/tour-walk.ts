/**
 * A tour while it is walked: notices what was done, goes on by itself where a step says so, makes the first call of "Try it" and
 * opens the inspector at its end. Place + facts -> what the strip shows. Side effects: the place in this tab, a call, the address.
 */
import { type Accessor, createEffect, createMemo, on, untrack } from 'solid-js';
import { createConsole } from './console.ts';
import { inspecting, setInspecting } from './inspector-log.ts';
import { routeHref, type ViewName } from './route.ts';
import type { Session } from './session.ts';
import { createTours, type JourneyName, type Place } from './tour.ts';
import { createFacts, type Facts } from './tour-facts.ts';
import { type Step, stepsOf } from './tour-steps.ts';

export interface Walk {
  readonly facts: Facts;
  readonly count: number;
  /** From 0; as many as there are steps at its end. */
  readonly at: Accessor<number>;
  readonly step: Accessor<Step | undefined>;
  readonly done: Accessor<boolean>;
  /** What the step needs is not there any more: the step that brings it back. */
  readonly redo: Accessor<Step | undefined>;
  go(step: number): void;
  indexOf(name: string): number;
  /** Opens the inspector at the step of the sign-in at which the token arrived. */
  showArrival(): void;
}

export interface Walked {
  readonly name: JourneyName;
  readonly provider: string;
}

const nowhere: Place = { step: 0, since: 0, done: false, loaded: true };

/** A drawer beside the view; on a phone it would be a sheet over what there is to see. */
const isWide = () => matchMedia('(min-width: 721px)').matches;

/** The first sample, and its answer in the console. */
async function callFirst(session: Session, id: string): Promise<void> {
  const provider = session.provider(id);
  if (!provider || provider.samples.length === 0) return;
  const state = session.once(createConsole);
  state.useSample(provider, 0);
  // After whoever answered the question has left it.
  await Promise.resolve();
  location.hash = routeHref('console');
  await state.send();
}

export function createWalk(session: Session, { name, provider }: Walked, view: Accessor<ViewName>): Walk {
  const tours = session.once(createTours);
  const steps = stepsOf(name, provider);
  const place = () => tours.place(name) ?? nowhere;
  const at = createMemo(() => Math.min(place().step, steps.length));
  const step = createMemo(() => steps[at()]);
  const done = createMemo(() => place().done);
  const facts = createFacts({ session, place, provider: () => provider, view });
  const redo = createMemo(() => {
    const now = step();
    return now?.needs && !done() && !now.needs(facts) ? steps[now.redo ?? 0] : undefined;
  });
  const showArrival = () => {
    const { inspector } = facts;
    inspector.find('');
    inspector.show('all');
    const entry = facts.entry('sign-in');
    if (!entry) return;
    inspector.select(entry.key);
    const came = entry.transaction.steps.findIndex(({ name: one }) => one === 'came');
    if (came >= 0) inspector.look(came);
    setInspecting(true);
  };

  createEffect(() => {
    if (!done() && step()?.done(facts)) tours.mark();
  });
  createEffect(() => {
    if (done() && step()?.flows) tours.go(untrack(at) + 1);
  });
  createEffect(
    on(step, (now) => {
      if (name === 'try' && now?.name === 'call' && !done() && facts.connection()) void callFirst(session, provider);
    }),
  );
  createEffect(
    on(at, (now) => {
      if (name === 'try' && now === steps.length && !place().loaded && isWide() && !untrack(inspecting)) showArrival();
    }),
  );
  return {
    facts,
    count: steps.length,
    at,
    step,
    done,
    redo,
    go: tours.go,
    indexOf: (one) => steps.findIndex((step) => step.name === one),
    showArrival,
  };
}
