/** What happened, why, one thing to do. An error is an alert; the rest is a status. */

import { Icon as OkIcon } from 'icon:circle-check';
import { Icon as BadIcon } from 'icon:circle-x';
import { Icon as TimeIcon } from 'icon:clock-alert';
import { Icon as InfoIcon } from 'icon:info';
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { Icon as CloseIcon } from 'icon:x';
import { type JSX, Show } from 'solid-js';
import { Button } from './button.tsx';
import './banner.css';

const icons = { bad: BadIcon, warn: WarnIcon, time: TimeIcon, ok: OkIcon, info: InfoIcon };

interface BannerProps {
  readonly tone: keyof typeof icons;
  /** What happened, as a sentence. */
  readonly title: string;
  /** Why. */
  readonly why?: string | undefined;
  /** What somebody else said about it, shown as a quotation. */
  readonly said?: string | undefined;
  readonly children?: JSX.Element;
  readonly action?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  readonly busy?: boolean;
  readonly blocked?: string | undefined;
  /** It changes by the second, so it is not read out. */
  readonly still?: boolean;
  /** The word for closing it; without it the banner stays. */
  readonly dismiss?: string | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

export function Banner(props: BannerProps): JSX.Element {
  return (
    <div class="banner" role={props.still ? undefined : props.tone === 'bad' ? 'alert' : 'status'}>
      {icons[props.tone]({ class: `is-${props.tone === 'time' ? 'warn' : props.tone}` })}
      <div class="words">
        <b>{props.title}</b>
        <Show when={props.why}>
          <p>{props.why}</p>
        </Show>
        <Show when={props.said}>
          <p class="said">
            <q>{props.said}</q>
          </p>
        </Show>
        {props.children}
      </div>
      <Show when={(props.action && props.onAction) || props.onDismiss}>
        <span class="acts">
          <Show when={props.action && props.onAction}>
            <Button small busy={props.busy ?? false} blocked={props.blocked} onPress={() => props.onAction?.()}>
              {props.action}
            </Button>
          </Show>
          <Show when={props.onDismiss}>
            <Button small icon kind="bare" label={props.dismiss} onPress={() => props.onDismiss?.()}>
              <CloseIcon />
            </Button>
          </Show>
        </span>
      </Show>
    </div>
  );
}
