/** State as an icon and words; tags; glyphs. */

import { Icon as OkIcon } from 'icon:circle-check';
import { Icon as PlainIcon } from 'icon:circle-dashed';
import { Icon as BadIcon } from 'icon:circle-x';
import { Icon as WarnIcon } from 'icon:clock-alert';
import type { JSX } from 'solid-js';
import './status.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'plain';

const icons = { ok: OkIcon, warn: WarnIcon, bad: BadIcon, plain: PlainIcon };

export function Status(props: { readonly tone: Tone; readonly children: JSX.Element }): JSX.Element {
  return (
    <span class={`status is-${props.tone}`}>
      {icons[props.tone]({})}
      {props.children}
    </span>
  );
}

/** Two letters for a provider; the name stands beside it. */
export function Glyph(props: { readonly letters: string; readonly small?: boolean }): JSX.Element {
  return (
    <span class="glyph" classList={{ s: props.small ?? false }} aria-hidden="true">
      {props.letters}
    </span>
  );
}

export function Tag(props: { readonly children: JSX.Element }): JSX.Element {
  return <span class="tag">{props.children}</span>;
}
