/** Where something that opens from a button lies: below it, ends kept on the screen; above it where there is no room. Side effect: its style. */
export function placeAt(box: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = at.bottom + 4 + height <= innerHeight || at.top < height + 12;
  const left = at.left + width <= innerWidth - 8 ? at.left : at.right - width;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(below ? at.bottom + 4 : at.top - height - 4, innerHeight - height - 8))}px`;
}
