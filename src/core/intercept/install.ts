/**
 * Puts a fetch in the place of a global one, and takes it away again in any order, beside patches of others.
 * Side effect: the `fetch` of the target.
 */
import type { Intercept } from './intercept.ts';

/** A patch of ours knows what it stands before, and whether it only passes on. */
type Patched = typeof fetch & { singletBefore?: typeof fetch; singletOff?: boolean };

/** What no rule covers goes to the fetch that was there before. `over`: pass everything on. Gives its undo. */
export function install(target: { fetch: typeof fetch }, intercept: Intercept, over: () => boolean): () => void {
  const singletBefore = target.fetch;
  const bare: typeof fetch = (...request) => singletBefore.apply(target, request);
  const own: Patched = (input, init) => (own.singletOff || over() ? bare(input, init) : intercept(input, init, undefined, bare));
  target.fetch = Object.assign(own, { singletBefore });
  return () => {
    own.singletOff = true;
    // Another patch may lie over this one; it stays, and this one only passes on.
    for (let top: Patched = target.fetch; top.singletOff && top.singletBefore; top = target.fetch) target.fetch = top.singletBefore;
  };
}
