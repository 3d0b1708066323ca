/** The people who live in the simulation. The first one is filled in on every sign-in page. Data. */
import type { Person } from '../terms.ts';
import { ines } from './ines.ts';
import { maya } from './maya.ts';
import { tobias } from './tobias.ts';

export const people: readonly Person[] = [maya, tobias, ines];
