/** Copies a text and says so, for a moment also to the eye. Side effect: the clipboard. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

export interface Copy {
  /** True for two seconds after it worked. */
  readonly copied: Accessor<boolean>;
  copy(text: string): void;
}

export function createCopy(words: { readonly copied: string; readonly copyFailed: string }, say: (words: string) => void): Copy {
  const [copied, setCopied] = createSignal(false);
  let timer = 0;
  onCleanup(() => clearTimeout(timer));
  const done = () => {
    setCopied(true);
    clearTimeout(timer);
    timer = window.setTimeout(() => setCopied(false), 2000);
    say(words.copied);
  };
  return {
    copied,
    copy: (text) => void navigator.clipboard.writeText(text).then(done, () => say(words.copyFailed)),
  };
}
