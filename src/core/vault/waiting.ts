/**
 * A cheap look whether a reply may wait for this page: most pages find none and load nothing more.
 * transactions.ts keeps the record and decides. Side effect: reads sessionStorage.
 */

/** Key of the tab's record; `name` is that of the vault. */
export const tabKey = (name: string) => `${name}:sign-in`;

/** False is certain, true is worth a closer look. */
export function mayWait(name: string, storage: () => Storage): boolean {
  try {
    return storage().getItem(tabKey(name))?.includes('"handoff"') ?? false;
  } catch {
    return false;
  }
}
