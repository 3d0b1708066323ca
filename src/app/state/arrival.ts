/**
 * Opens the vault and finishes a sign-in that waits for this page.
 * `createSinglet` -> connections + what arrived. Side effects: those of the core; sessionStorage.
 */
import { type ConnectionInfo, createSinglet, type Singlet } from '../../core/index.ts';
import type { Attempt, AttemptStore, OpenQuestion } from './attempt.ts';
import { type Failure, failureOf } from './failure.ts';
import { record } from './inspector-log.ts';
import type { Asking } from './questions.ts';
import type { Sandbox } from './sandbox.ts';
import { connectionsOf, readSettings } from './sandbox-switch.ts';
import { hearSignOuts } from './sign-out.ts';

/** What this page load brought with it. */
export type Arrival =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'connected'; readonly connection: ConnectionInfo }
  | { readonly kind: 'asking'; readonly result: Asking; readonly attempt: Attempt }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempt: Attempt | null }
  | { readonly kind: 'unreturned'; readonly attempt: Attempt };

export interface Opened {
  readonly singlet: Singlet;
  readonly connections: readonly ConnectionInfo[];
  readonly arrival: Arrival;
  /** Questions that were open when the page was left. */
  readonly left: readonly OpenQuestion[];
  /** While it is on. */
  readonly sandbox: Sandbox | null;
}

/** What to start again: a renewal that could not be done without a question is done with one. */
function asking(attempt: Attempt | null): Attempt | null {
  if (!attempt?.silent) return attempt;
  const { silent, ...rest } = attempt;
  return rest;
}

async function arrive(singlet: Singlet, attempts: AttemptStore): Promise<Arrival> {
  const attempt = asking(attempts.read());
  try {
    const result = await singlet.completeSignIn();
    if (!result) return attempt ? { kind: 'unreturned', attempt } : { kind: 'nothing' };
    attempts.forget();
    if (result.status === 'connected') return { kind: 'connected', connection: result.connection };
    const { id, name } = result.provider;
    return { kind: 'asking', result, attempt: attempt ?? { provider: id, name } };
  } catch (error) {
    attempts.forget();
    return { kind: 'failed', failure: failureOf(error), attempt };
  }
}

/** Rejects only when there is no Singlet to work with. */
export async function open(base: URL, attempts: AttemptStore): Promise<Opened> {
  const left = attempts.questions();
  const settings = await readSettings(base);
  const { config, sandbox } = settings;
  const singlet = await createSinglet({ base, config });
  hearSignOuts(singlet);
  record(singlet);
  const arrival = await arrive(singlet, attempts);
  return { singlet, arrival, left, sandbox, connections: await connectionsOf(singlet, settings, base) };
}
