/**
 * What every page knows of the sign-ins of its tab without loading more: whether a reply may wait, and the note of a
 * window about to open. transactions.ts keeps the record and decides. Side effect: sessionStorage.
 */

/** Key of the tab's record; `name` is that of the vault. */
export const tabKey = (name: string) => `${name}:sign-in`;

/** False is certain, true is worth a closer look. */
export function mayWait(name: string, storage: () => Storage): boolean {
  let kept: Storage;
  try {
    kept = storage();
  } catch {
    // Blocked: nothing can have been handed over.
    return false;
  }
  try {
    return kept.getItem(tabKey(name))?.includes('"handoff"') ?? false;
  } catch {
    return true;
  }
}

/**
 * Notes a window that is about to open: it starts with a copy of this storage, by which callback/ knows it there.
 * Its verifier and the rest of the sign-in stay in this page. Throws where storage is blocked or full.
 */
export function notePopup(name: string, storage: () => Storage, id: string, at: number): void {
  const kept = storage();
  const text = kept.getItem(tabKey(name)) ?? '{}';
  let tab: { popups?: unknown[] } | undefined;
  try {
    tab = JSON.parse(text);
  } catch {
    // Torn: as good as none.
  }
  kept.setItem(tabKey(name), JSON.stringify({ ...tab, popups: [...(tab?.popups ?? []), [id, at]] }));
}
