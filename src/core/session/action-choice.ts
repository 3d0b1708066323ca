/** What an act would take along. Action + profiles of the account -> choices, each with all that goes with it. Pure. */
import type { Identity, Profile } from '../flow/identity.ts';
import { fillText } from '../flow/request-template.ts';
import type { ActionEntry } from '../provider/action-entry.ts';
import type { ActionChoice } from './action-door.ts';

/** To be typed where so many would go. */
export const neededWord = ({ word, removes }: Pick<ActionEntry, 'word' | 'removes'>, count: number): string | undefined =>
  removes && count > 1 ? removes.word : word;

export function choicesOf(action: Pick<ActionEntry, 'word' | 'removes'>, { profiles = [] }: Identity): readonly ActionChoice[] {
  const { removes } = action;
  if (!removes) return [];
  const nameOf = ({ id, service }: Profile) => fillText(removes.value, { id, service });
  const all = profiles.map(nameOf);
  return profiles.map((profile) => {
    const value = nameOf(profile);
    const takes = all.filter((one) => (removes.match === 'contains' ? one.includes(value) : one === value));
    return { value, service: profile.service, id: profile.id, name: profile.name, takes, word: neededWord(action, takes.length) };
  });
}
