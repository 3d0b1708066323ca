/** How much of the long tests runs: all of it, or a quarter under `npm run check`, which is typed between two edits. */
export const share = process.env.SINGLET_QUICK ? 4 : 1;
