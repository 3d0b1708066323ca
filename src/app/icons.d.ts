/** `icon:NAME` is a Lucide icon as a component, made by the build; hidden from screen readers. */
declare module 'icon:*' {
  import type { JSX } from 'solid-js';
  export const Icon: (props: { class?: string; size?: number }) => JSX.Element;
}
