/// <reference path="../virtual.d.ts" />
/**
 * The shape of a provider entry with every field there is, and no secret anywhere in it. Loads with the first entry that has
 * more than the usual fields, which have no room for one. Pure.
 */
import { usualShape } from 'virtual:config-shape';
import { rareShape } from 'virtual:config-shape/rare';
import type { ActionEntry } from './action-entry.ts';
import { actionFaults } from './action-sound.ts';
import { fits } from './shape.ts';
import { secretName } from './sound.ts';

/** Says where a secret goes, and is none: `{client_secret}`. */
const isPlace = (value: unknown) => typeof value === 'string' && /^\{[\w.]+\}$/.test(value);

/** Whether a member is a secret by its name. Of its value no more is looked at than whether it says where one goes. */
export const isSecret = (key: string, value: unknown) => secretName.test(key) && value !== undefined && value !== null && !isPlace(value);

/** Whether any member, at any depth, is a secret by its name. `reply` names places in replies, and holds none. */
export function holdsSecret(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(([key, item]) => key !== 'reply' && (isSecret(key, item) || holdsSecret(item)))
  );
}

const actionsOf = (entry: unknown) => (entry as { readonly actions?: readonly ActionEntry[] }).actions;

/** True when an entry has the shape of the schema, its actions are sound, and it holds no secret. */
export const hasShape = (entry: unknown) =>
  fits({ ...usualShape, ...rareShape }, entry) && !holdsSecret(entry) && actionFaults(actionsOf(entry)).length === 0;
