import { actPhases } from '../../src/core/base/act-phases.ts';
import { learnCodes } from '../../src/core/base/errors.ts';

/** Unit tests have no network: a request that no test planned is an error that names its address. */
globalThis.fetch = (input) => Promise.reject(new Error(`unplanned request to ${input instanceof Request ? input.url : String(input)}`));

// Parts of acts are tested without the acts that bring their codes.
learnCodes(actPhases);
