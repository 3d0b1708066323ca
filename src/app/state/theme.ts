/**
 * The chosen theme: System, Light or Dark. Kept in localStorage under the base path, where `theme.js`
 * reads it before the first paint. Without storage the choice lasts as long as the page.
 */
import { type Accessor, createSignal } from 'solid-js';

export type Theme = 'system' | 'light' | 'dark';
export const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function createTheme(base: URL): readonly [Accessor<Theme>, (next: Theme) => void] {
  const root = document.documentElement;
  const pinned = root.dataset.theme;
  const [theme, setTheme] = createSignal<Theme>(pinned === 'light' || pinned === 'dark' ? pinned : 'system');
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === 'system') delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      const key = `singlet:${base.pathname}:theme`;
      if (next === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // Storage is blocked; the page still shows the choice.
    }
  };
  return [theme, choose];
}
