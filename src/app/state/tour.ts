/**
 * Which tour is under way and where each one stands: kept for this tab, so that a tour goes on after the trip to a provider and
 * after a reload, and can be left and taken up again. Side effect: sessionStorage, without anything secret.
 */
import { type Accessor, createSignal } from 'solid-js';
import type { ProviderInfo } from '../../core/index.ts';
import type { Session } from './session.ts';
import { tourKey } from './tour-key.ts';

export const tourNames = ['fragment', 'pkce', 'secret'] as const;
export type TourName = (typeof tourNames)[number];
/** `try`: what the one button does, from the sign-in to the first call. */
export type JourneyName = TourName | 'try';

export interface Place {
  /** As many as there are steps: at its end. */
  readonly step: number;
  /** Epoch ms at which the step was begun: what happened before does not count. */
  readonly since: number;
  /** What the step asks for was done. */
  readonly done: boolean;
  /** The page was loaded anew since. */
  readonly loaded: boolean;
}

type Places = Readonly<Partial<Record<JourneyName, Place>>>;

/** Where each is walked: a provider of the sandbox, or the same one of the farm. */
const stages: Readonly<Record<JourneyName, readonly string[]>> = {
  try: ['sandbox-singly', 'singly'],
  fragment: ['sandbox-singly', 'singly'],
  pkce: ['sandbox-kiln', 'kiln'],
  secret: ['sandbox-smartfile', 'smartfile'],
};

const isSimulated = (id: string) => id.startsWith('sandbox-');

/** Steps of each; a fault can be given only to a provider of the sandbox. */
export const stepCounts = {
  try: 3,
  fragment: 6,
  pkce: (provider: string | undefined) => (provider === undefined || isSimulated(provider) ? 7 : 5),
  secret: 6,
} as const;

export function stepCount(name: JourneyName, provider: string | undefined): number {
  const count = stepCounts[name];
  return typeof count === 'number' ? count : count(provider);
}

export interface Tours {
  readonly current: Accessor<JourneyName | null>;
  place(name: JourneyName): Place | undefined;
  /** undefined: it is not there, or it is a real one. */
  providerOf(name: JourneyName): ProviderInfo | undefined;
  /** Goes on where it was left, or begins. */
  begin(name: JourneyName): void;
  go(step: number): void;
  /** What the step asks for was done. */
  mark(): void;
  /** Keeps the place. */
  leave(): void;
  /** Forgets the place. */
  end(): void;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function placeIn(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { step, since, done } = value as Partial<Record<string, unknown>>;
  return isNumber(step) && Number.isInteger(step) && isNumber(since) ? { step, since, done: done === true, loaded: true } : undefined;
}

/** What was kept, as far as it is what was written. Pure. */
export function readPlaces(text: string | null): { readonly current: JourneyName | null; readonly places: Places } {
  let value: unknown = null;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    // Somebody else wrote it.
  }
  const { current, places } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<string, unknown>>;
  const all: readonly JourneyName[] = ['try', ...tourNames];
  const known = typeof places === 'object' && places !== null ? (places as Partial<Record<string, unknown>>) : {};
  const kept = all.flatMap((name) => {
    const place = placeIn(known[name]);
    return place ? [[name, place] as const] : [];
  });
  const found: Places = Object.fromEntries(kept);
  return { current: all.find((name) => name === current && found[name]) ?? null, places: found };
}

export function createTours({ base, provider }: Session): Tours {
  const key = tourKey(base);
  const stored = () => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const first = readPlaces(stored());
  const [current, setCurrent] = createSignal(first.current);
  const [places, setPlaces] = createSignal(first.places);
  const keep = () => {
    try {
      if (Object.keys(places()).length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ current: current(), places: places() }));
    } catch {
      // Then it lasts as long as the page.
    }
  };
  const put = (name: JourneyName | null, change: (before: Places) => Places) => {
    setPlaces(change);
    setCurrent(name);
    keep();
  };
  const at = (step: number): Place => ({ step, since: Date.now(), done: false, loaded: false });
  return {
    current,
    place: (name) => places()[name],
    providerOf(name) {
      const found = stages[name].map(provider).find((one) => one?.demo);
      return found;
    },
    begin: (name) => put(name, (before) => ({ ...before, [name]: (name !== 'try' && before[name]) || at(0) })),
    go(step) {
      const name = current();
      if (name) put(name, (before) => ({ ...before, [name]: at(step) }));
    },
    mark() {
      const name = current();
      const place = name && places()[name];
      if (name && place && !place.done) put(name, (before) => ({ ...before, [name]: { ...place, done: true } }));
    },
    leave: () => put(null, (before) => before),
    end() {
      const name = current();
      put(null, (before) => Object.fromEntries(Object.entries(before).filter(([one]) => one !== name)));
    },
  };
}
