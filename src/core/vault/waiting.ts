/**
 * What every page knows of the sign-ins of its tab without loading more: whether a reply may wait, and the note of a
 * window about to open. transactions.ts keeps the record and decides. Side effect: sessionStorage.
 */

/** Key of the tab's record; `name` is that of the vault. */
export const tabKey = (name: string) => `${name}:sign-in`;

/** Key of the tab's windows: `<id> <epoch ms>,` for each. */
export const windowsKey = (name: string) => `${name}:windows`;

/** False is certain, true is worth a closer look. `works`: storage was not blocked so far. */
export function mayWait(name: string, storage: () => Storage, works: boolean): boolean {
  try {
    return storage().getItem(tabKey(name))?.includes('"handoff"') ?? false;
  } catch {
    return works;
  }
}

/**
 * Notes a window that is about to open: it starts with a copy of this storage, by which callback/ knows it there.
 * Its verifier and the rest of the sign-in stay in this page. Throws where storage is blocked or full.
 */
export function notePopup(name: string, storage: () => Storage, id: string, at: number): void {
  const kept = storage();
  kept.setItem(windowsKey(name), `${kept.getItem(windowsKey(name)) ?? ''}${id} ${at},`);
}
