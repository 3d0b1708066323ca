/**
 * Buttons, and links that look like them. `blocked` keeps the button in reach and says why it does nothing.
 * A key that is held down counts as one press.
 */
import type { JSX } from 'solid-js';
import './button.css';

interface Look {
  readonly kind?: 'primary' | 'bare' | undefined;
  readonly small?: boolean;
  /** Square, with an icon alone; then it needs `label`. */
  readonly icon?: boolean;
}

interface ButtonProps extends Look {
  readonly children?: JSX.Element;
  readonly label?: string | undefined;
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  /** Why it cannot be used now. */
  readonly blocked?: string | undefined;
  readonly onPress?: ((event: MouseEvent) => void) | undefined;
  readonly class?: string;
  readonly ref?: ((element: HTMLButtonElement) => void) | undefined;
}

function classes(look: Look, more = ''): string {
  return `btn${look.kind ? ` ${look.kind}` : ''}${look.small ? ' small' : ''}${look.icon ? ' icon' : ''}${more && ` ${more}`}`;
}

export function Button(props: ButtonProps): JSX.Element {
  const press = (event: MouseEvent) => {
    if (props.blocked || props.busy) return event.preventDefault();
    props.onPress?.(event);
  };
  return (
    <button
      ref={(element) => props.ref?.(element)}
      type={props.type ?? 'button'}
      class={classes(props, props.class)}
      aria-label={props.label}
      aria-busy={props.busy ? 'true' : undefined}
      aria-disabled={props.blocked || props.busy ? 'true' : undefined}
      disabled={props.disabled}
      onKeyDown={(event) => event.repeat && /^(Enter| )$/.test(event.key) && event.preventDefault()}
      title={props.blocked ?? (props.icon ? props.label : undefined)}
      onClick={press}
    >
      {props.children}
    </button>
  );
}

interface LinkProps extends Look {
  readonly href: string;
  readonly children: JSX.Element;
  readonly class?: string;
  readonly label?: string;
}

export function ButtonLink(props: LinkProps): JSX.Element {
  return (
    <a class={classes(props, props.class)} href={props.href} aria-label={props.label}>
      {props.children}
    </a>
  );
}
