/**
 * Tells the other tabs that the vault changed, so that what they hold in memory does not go stale. Never a secret.
 * news -> the listeners of every other tab. Where there is no BroadcastChannel, tabs find out when they next read.
 * Side effects: a BroadcastChannel.
 */

export interface VaultNews {
  readonly type: 'changed' | 'removed' | 'cleared';
  /** Id of the connection; absent where the whole vault is meant. */
  readonly id?: string | undefined;
}

export interface Coherence {
  tell(news: VaultNews): void;
  close(): void;
}

/** `name` is that of the vault: `singlet:<base path>`. */
export function openCoherence(
  name: string,
  channel: ((name: string) => BroadcastChannel) | undefined,
  hear: (news: VaultNews) => void,
): Coherence {
  let open: BroadcastChannel | undefined;
  try {
    open = channel?.(name);
  } catch {
    // Refused to this origin: alone, then.
  }
  if (open) open.onmessage = ({ data }) => hear(data as VaultNews);
  return {
    tell: (news) => open?.postMessage(news),
    close: () => {
      open?.close();
      open = undefined;
    },
  };
}
