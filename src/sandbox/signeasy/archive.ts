/** The agency's papers while the simulation runs: what was there, and what was added through the API. Side effect: its own lists. */
import { type Envelope, firstEnvelopes, firstOriginals, type Original, type Signer } from './company.ts';

export interface Archive {
  originals(): readonly Original[];
  /** Undefined where the name is taken already. */
  addOriginal(name: string, size: number, rename: boolean): Original | undefined;
  envelopes(): readonly Envelope[];
  addEnvelope(name: string, sources: readonly number[], recipients: readonly Signer[]): Envelope;
}

/** "Lease.pdf" -> "Lease (2).pdf" */
function freeName(name: string, isTaken: (name: string) => boolean): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  let number = 2;
  while (isTaken(`${stem} (${number})${ending}`)) number += 1;
  return `${stem} (${number})${ending}`;
}

export function createArchive(now: () => number): Archive {
  const originals = [...firstOriginals];
  const envelopes = [...firstEnvelopes];
  const seconds = () => Math.floor(now() / 1000);
  const isTaken = (name: string) => originals.some((original) => original.name === name);
  return {
    originals: () => originals,
    addOriginal(name, size, rename) {
      if (isTaken(name) && !rename) return undefined;
      const id = 91_200_000 + originals.length * 13;
      const added = { id, name: isTaken(name) ? freeName(name, isTaken) : name, pages: 1, size, created_time: seconds() };
      originals.unshift(added);
      return added;
    },
    envelopes: () => envelopes,
    addEnvelope(name, sources, recipients) {
      const id = 7_740_000 + envelopes.length * 17;
      const added: Envelope = { id, name, status: 'incomplete', created_time: seconds(), sources, recipients };
      envelopes.unshift(added);
      return added;
    },
  };
}
