/**
 * Opens the vault and finishes a sign-in that waits for this page.
 * `createSinglet` -> connections + what arrived. Side effects: those of the core; sessionStorage.
 */
import { type ConnectionInfo, createSinglet, type SignInResult, type Singlet } from '../../core/index.ts';
import type { Attempt, AttemptStore } from './attempt.ts';
import { type Failure, failureOf } from './failure.ts';

export type Confirming = Extract<SignInResult, { status: 'confirm' }>;

/** What this page load brought with it. */
export type Arrival =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'connected'; readonly connection: ConnectionInfo }
  | { readonly kind: 'confirm'; readonly result: Confirming }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempt: Attempt | null }
  | { readonly kind: 'unreturned'; readonly attempt: Attempt };

export interface Opened {
  readonly singlet: Singlet;
  readonly connections: readonly ConnectionInfo[];
  readonly arrival: Arrival;
}

async function arrive(singlet: Singlet, attempts: AttemptStore): Promise<Arrival> {
  const attempt = attempts.read();
  try {
    const result = await singlet.completeSignIn();
    if (!result) return attempt ? { kind: 'unreturned', attempt } : { kind: 'nothing' };
    attempts.forget();
    return result.status === 'confirm' ? { kind: 'confirm', result } : { kind: 'connected', connection: result.connection };
  } catch (error) {
    attempts.forget();
    return { kind: 'failed', failure: failureOf(error), attempt };
  }
}

/** Rejects only when there is no Singlet to work with. */
export async function open(base: URL, attempts: AttemptStore): Promise<Opened> {
  const singlet = await createSinglet({ base, config: new URL('singlet.config.json', base) });
  const arrival = await arrive(singlet, attempts);
  return { singlet, arrival, connections: await singlet.connections() };
}
