/**
 * What can be known of a provider before the first click: where it signs people in, and whether the reply will find
 * its page. Provider id -> `Capabilities`. Side effect: reads metadata (in the core), so it is asked when a person looks at it.
 */
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import type { Capabilities } from '../../core/index.ts';
import type { Session } from './session.ts';

export interface Preflight {
  readonly reading: Accessor<boolean>;
  /** Null while it is read, and where it could not be. */
  readonly known: Accessor<Capabilities | null>;
}

export function createPreflight(session: Session, provider: Accessor<string>): Preflight {
  const [known, setKnown] = createSignal<Capabilities | null>(null);
  const [reading, setReading] = createSignal(false);
  let turn = 0;
  const read = async (one: string) => {
    const mine = ++turn;
    setKnown(null);
    setReading(true);
    try {
      const found = await session.singlet.preflight(one);
      if (mine !== turn) return;
      setKnown(found);
      // Its metadata names hosts that were not known before.
      session.reloadProviders();
    } catch {
      // Why it cannot be used is told when it is used.
    } finally {
      if (mine === turn) setReading(false);
    }
  };
  // Its other properties may change by what is read here.
  const id = createMemo(provider);
  createEffect(on([id, session.online], ([one, online]) => void (online && read(one))));
  return { reading, known };
}
