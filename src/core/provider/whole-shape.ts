/// <reference path="../virtual.d.ts" />
/** The shape of a provider entry with every field there is. Loads with the first entry that has more than the usual ones. Pure. */
import { usualShape } from 'virtual:config-shape';
import { rareShape } from 'virtual:config-shape/rare';
import { fits } from './shape.ts';

/** True when an entry has the shape of the schema. */
export const hasShape = (entry: unknown) => fits({ ...usualShape, ...rareShape }, entry);
