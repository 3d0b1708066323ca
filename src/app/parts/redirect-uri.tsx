/** Exactly what to register at a provider, to be copied. */
import type { JSX } from 'solid-js';
import { useSession } from '../state/session.ts';
import { panel } from '../text/connect-panel.ts';
import { words } from '../text/text.ts';
import { CopyLine } from '../ui/copy-line.tsx';

export function RedirectUri(props: { readonly value: string }): JSX.Element {
  const session = useSession();
  return (
    <CopyLine
      value={props.value}
      label={panel.redirectName}
      copy={words.copy}
      copied={words.copied}
      failed={words.copyFailed}
      say={session.announcer.say}
    />
  );
}
