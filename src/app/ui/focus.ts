/** Where the focus goes when what had it leaves the page. */

/** True when nobody has it. */
export function focusIsLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Somebody is writing: nothing may take the focus away. */
export function isTyping(): boolean {
  return document.activeElement?.matches('input:not([type=radio], [type=checkbox]), textarea') ?? false;
}

/** A part of the page may still be loading. */
const patience = 3000;

/** Gives it to what `find` names as soon as that is there, unless it went elsewhere meanwhile. */
export function regainFocus(find: () => HTMLElement | null | undefined): void {
  const until = performance.now() + patience;
  const look = () => {
    if (!focusIsLost()) return;
    const place = find();
    if (place) place.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
