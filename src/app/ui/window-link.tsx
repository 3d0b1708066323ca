/** A link in place of a window that the browser refused. The new tab has to know this page: the reply comes back through it. */
import type { JSX } from 'solid-js';
import './button.css';

interface WindowLinkProps {
  readonly href: string;
  readonly children: JSX.Element;
  readonly onFollow: () => void;
}

export function WindowLink(props: WindowLinkProps): JSX.Element {
  return (
    // biome-ignore lint/security/noBlankTarget: without an opener the tab could not hand its reply over
    <a class="btn small" href={props.href} target="_blank" rel="opener" onClick={() => props.onFollow()}>
      {props.children}
    </a>
  );
}
