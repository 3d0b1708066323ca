/** What a simulated SmartFile can be told, and what its parts work with. Types only. */
import type { Memory } from '../memory.ts';
import type { Ledger } from '../sign-in/ledger.ts';
import type { Client, House, Person } from '../sign-in/terms.ts';
import type { Bend } from '../standard/terms.ts';

export interface SmartfileOptions {
  readonly clients: readonly Client[];
  redirectAllowed(uri: string): boolean;
  /** Whether pages may read its answers. SmartFile publishes nothing about it, so no page may unless said otherwise. */
  readonly cors?: boolean;
  /** Which origins then; every one unless said otherwise. */
  originAllowed?(origin: string): boolean;
  /** A code_challenge means nothing, as nothing is documented, or is held against the verifier. */
  readonly pkce?: 'ignored' | 'checked';
  /** Life of access tokens; ten hours where this gives none. */
  accessTokenLifeS?(): number | undefined;
  /** Path under which it is served, without a trailing slash. */
  readonly mount?: string;
  /** One of its own unless said otherwise. */
  readonly memory?: Memory;
  readonly bend?: Bend;
  /** Epoch ms. */
  readonly now?: () => number;
}

export interface World {
  readonly clients: readonly Client[];
  readonly redirectAllowed: (uri: string) => boolean;
  readonly pkce: 'ignored' | 'checked';
  readonly accessTokenLifeS: () => number;
  readonly now: () => number;
  readonly house: House;
  readonly memory: Memory;
  readonly ledger: Ledger;
}

/** Who may do what with what lies in a folder. */
export interface Acl {
  readonly list: boolean;
  readonly read: boolean;
  readonly remove: boolean;
  readonly write: boolean;
}

export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** Without a zone, as the API gives it. */
  readonly time: string;
  readonly owner: Person;
  readonly tags: readonly string[];
  /** Undefined for a file. */
  readonly children: readonly Entry[] | undefined;
  /** Only these people may look into it; everybody unless said otherwise. */
  readonly only: readonly Person[] | undefined;
}
