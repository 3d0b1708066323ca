/**
 * Something under way that wants watching: what, why, several acts. It takes the focus when it comes, where asked, and
 * keeps it when the part that had it goes: nobody is thrown back to the top of the page.
 */
import { createEffect, createUniqueId, type JSX, on, onMount, Show } from 'solid-js';
import { focusIsLost, isTyping } from './focus.ts';
import './banner.css';

interface CardProps {
  readonly icon: JSX.Element;
  readonly title: string;
  readonly why?: string | undefined;
  readonly children?: JSX.Element;
  /** The buttons. */
  readonly acts: JSX.Element;
  /** Takes the focus when it comes into the page, unless somebody is writing. */
  readonly takesFocus?: boolean;
}

export function Card(props: CardProps): JSX.Element {
  const id = createUniqueId();
  let card!: HTMLElement;
  onMount(() => {
    if (props.takesFocus && !isTyping()) card.focus();
  });
  createEffect(
    on(
      () => props.title,
      () => queueMicrotask(() => focusIsLost() && card.focus()),
      { defer: true },
    ),
  );
  return (
    <section ref={card} class="banner card" tabindex="-1" aria-labelledby={id}>
      {props.icon}
      <div class="words">
        <b id={id}>{props.title}</b>
        <Show when={props.why}>
          <p>{props.why}</p>
        </Show>
        {props.children}
      </div>
      <span class="acts">{props.acts}</span>
    </section>
  );
}
