/**
 * The steps of each tour: what one waits for, what has to be there for it, and what it means on the page. Data; its words stand
 * in text/tours.ts under the same names. Facts -> yes or no. Pure.
 */
import type { Kind, StepName } from './inspector-model.ts';
import { routeHref } from './route.ts';
import type { JourneyName } from './tour.ts';
import type { Facts } from './tour-facts.ts';

/** What is meant on the page, by name; where it stands is known to the view. */
export type Meant =
  | { readonly what: 'connect' | 'keep' | 'call' | 'renew' | 'secret' }
  /** Gives the fault, or takes it away, and renews. */
  | { readonly what: 'fault'; readonly fault: 'lost-reply' | '' }
  | { readonly what: 'look'; readonly kind: Kind; readonly step?: StepName }
  | { readonly what: 'reload' };

export interface Step {
  readonly name: string;
  readonly meant: Meant;
  readonly done: (facts: Facts) => boolean;
  /** Without it the step cannot be done; the one at `redo` brings it back. */
  readonly needs?: (facts: Facts) => boolean;
  readonly redo?: number;
  /** The next one begins by itself. */
  readonly flows?: boolean;
  /** Only at a provider of the sandbox. */
  readonly sandbox?: boolean;
}

const isConnected = (facts: Facts) => facts.connection() !== undefined;

const connect: Step = {
  name: 'connect',
  meant: { what: 'connect' },
  done: (facts) => facts.happened(({ step }) => step === 'callback-received'),
};

const look = (name: string, redo: number, kind: Kind, step?: StepName): Step => ({
  name,
  meant: { what: 'look', kind, ...(step && { step }) },
  done: (facts) => facts.looksAt(kind, step),
  needs: (facts) => facts.remembers(kind),
  redo,
});

const stored = (facts: Facts) => facts.happened(({ step }) => step === 'stored');
const kept = (facts: Facts) => stored(facts) && isConnected(facts);

const keep: Step = {
  name: 'keep',
  meant: { what: 'keep' },
  // Not before the question has left the page.
  done: (facts) => kept(facts) && !facts.asks('confirm'),
  needs: (facts) => facts.asks('confirm') || stored(facts),
};

const call: Step = {
  name: 'call',
  meant: { what: 'call' },
  done: (facts) => facts.happened(({ step, transaction, code }) => step === 'answered' && transaction === undefined && code === undefined),
  needs: isConnected,
};

const renew: Step = {
  name: 'renew',
  meant: { what: 'renew' },
  done: (facts) => facts.happened(({ step }) => step === 'refreshed'),
  needs: isConnected,
};

/** A renewal that failed. `refused`: the provider said no, with an OAuth error. */
const fails = (facts: Facts, refused: boolean) =>
  facts.happened(
    ({ step, transaction, error }) => step === 'failed' && transaction === undefined && (error?.oauth !== undefined) === refused,
  );

const all: Readonly<Record<JourneyName, readonly Step[]>> = {
  try: [
    { ...connect, flows: true },
    { ...keep, flows: true },
    { ...call, flows: true },
  ],
  fragment: [connect, look('address', 0, 'sign-in', 'came'), look('nonce', 0, 'sign-in', 'checked'), keep, call, look('sent', 4, 'call')],
  pkce: [
    connect,
    look('verifier', 0, 'sign-in', 'asked'),
    look('id-token', 0, 'sign-in', 'proved'),
    renew,
    look('rotation', 3, 'renewal', 'given'),
    {
      name: 'lost',
      meant: { what: 'fault', fault: 'lost-reply' },
      done: (facts) => fails(facts, false),
      needs: isConnected,
      sandbox: true,
    },
    {
      name: 'reuse',
      meant: { what: 'fault', fault: '' },
      done: (facts) => fails(facts, true),
      needs: isConnected,
      sandbox: true,
    },
  ],
  secret: [
    connect,
    {
      name: 'type',
      meant: { what: 'secret' },
      done: kept,
      needs: (facts) => facts.asks('secret') || stored(facts),
    },
    look('unseen', 0, 'sign-in', 'asked'),
    renew,
    { name: 'reload', meant: { what: 'reload' }, done: (facts) => facts.loaded(), needs: isConnected },
    {
      name: 'gone',
      meant: { what: 'renew' },
      done: (facts) => facts.happened(({ step, code }) => step === 'failed' && code === 'secret_needed'),
      needs: isConnected,
    },
  ],
};

export const stepsOf = (name: JourneyName, provider: string): readonly Step[] =>
  all[name].filter(({ sandbox }) => !sandbox || provider.startsWith('sandbox-'));

/** Where in the app the thing stands that a step means. */
export function hrefFor({ what }: Meant, facts: Facts): string | undefined {
  switch (what) {
    case 'connect':
      return routeHref('connections', { connect: facts.provider });
    case 'call': {
      const connection = facts.connection();
      return connection && routeHref('console', { with: connection.id, sample: '0' });
    }
    case 'renew':
    case 'fault':
      return routeHref('connections');
    default:
      return undefined;
  }
}
