/** A known provider to start from. Types only. */
import type { ProviderFacts } from './facts.ts';

export interface PresetInfo {
  /** As `preset` in an entry names it. */
  readonly preset: string;
  readonly name: string;
  /** Two letters for a glyph. */
  readonly icon: string;
  /** The address that stands for `{base}`; undefined: it has to be stated, unless it is `baseless`. */
  readonly base: string | undefined;
  readonly baseless: boolean;
  readonly flow: string;
  readonly docs: string | undefined;
  readonly facts: ProviderFacts;
}
