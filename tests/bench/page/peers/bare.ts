/** The floor: `fetch` with a constant header. */
import { type Setup, token, withBearer } from '../competitor.ts';

/** A `Request` brings its header along; the rig makes it so. */
export const setup: Setup = async () => (input, init) => (input instanceof Request ? fetch(input) : fetch(input, withBearer(init, token)));
