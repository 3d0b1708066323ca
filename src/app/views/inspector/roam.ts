/** Arrow keys, j and k, Home and End move the focus among the buttons of a list. Side effect: the focus. */

const down = (at: number, count: number) => Math.min(at + 1, count - 1);
const up = (at: number) => Math.max(at - 1, 0);
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: down,
  ArrowUp: up,
  j: down,
  k: up,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

export function roam(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const move = Object.hasOwn(moves, event.key) && moves[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[move(at, buttons.length)]?.focus();
}
