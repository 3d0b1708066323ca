import { describe, expect, test, vi } from 'vitest';
import type { VaultNews } from '../../../src/core/vault/coherence.ts';
import { openCoherence } from '../../../src/core/vault/coherence.ts';

const channel = (name: string) => new BroadcastChannel(name);

/** A tab and what it heard. */
function aTab(name: string) {
  const heard: VaultNews[] = [];
  return { heard, ...openCoherence(name, channel, (news) => void heard.push(news)) };
}

describe('news of the vault', () => {
  test('reach every other tab of the same base path, and not the teller', async () => {
    const tabs = [aTab('singlet:/'), aTab('singlet:/'), aTab('singlet:/'), aTab('singlet:/other/')];
    const news: VaultNews = { type: 'changed', id: 'a' };
    tabs[0]?.tell(news);
    await vi.waitFor(() => expect(tabs[2]?.heard).toEqual([news]));
    expect(tabs.map(({ heard }) => heard.length)).toEqual([0, 1, 1, 0]);
    for (const tab of tabs) tab.close();
  });

  test('are neither told nor heard after closing', async () => {
    const [gone, teller, witness] = [aTab('singlet:/'), aTab('singlet:/'), aTab('singlet:/')];
    gone.close();
    gone.tell({ type: 'cleared' });
    teller.tell({ type: 'removed', id: 'a' });
    await vi.waitFor(() => expect(witness.heard).toEqual([{ type: 'removed', id: 'a' }]));
    expect(gone.heard).toEqual([]);
    teller.close();
    witness.close();
  });

  test.each([
    ['is not there', undefined],
    [
      'is refused',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
  ])('go nowhere, quietly, where BroadcastChannel %s', (_, make) => {
    const hear = vi.fn();
    const alone = openCoherence('singlet:/', make, hear);
    alone.tell({ type: 'cleared' });
    alone.close();
    expect(hear).not.toHaveBeenCalled();
  });
});
