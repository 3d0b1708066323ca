/** The known providers, asked for when somebody looks at them. Session -> `PresetInfo[]`. Side effect: loads them (in the core). */
import { type Accessor, createSignal } from 'solid-js';
import type { PresetInfo } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Session } from './session.ts';

export interface Presets {
  /** Undefined until they are there. */
  readonly all: Accessor<readonly PresetInfo[] | undefined>;
  readonly failure: Accessor<Failure | null>;
  named(preset: string | undefined): PresetInfo | undefined;
  /** Once more, after a failure. */
  load(): void;
}

export function createPresets({ singlet }: Session): Presets {
  const [all, setAll] = createSignal<readonly PresetInfo[]>();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const load = () => {
    setFailure(null);
    singlet.presets().then(setAll, (error: unknown) => setFailure(failureOf(error)));
  };
  load();
  return { all, failure, named: (preset) => all()?.find((one) => one.preset === preset), load };
}
