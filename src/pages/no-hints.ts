/** Stands in for core/base/hints.ts in the build of callback/, which shows codes and has words of its own. */
export const hints: Readonly<Record<string, string>> = {};
