/** A value and a button that copies it. A redirect URI breaks before its path, not inside it. */

import { Icon as DoneIcon } from 'icon:check';
import { Icon as CopyIcon } from 'icon:copy';
import { createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { Button } from './button.tsx';
import './copy-line.css';

interface CopyLineProps {
  readonly value: string;
  /** What is copied, for the name of the button: "Copy redirect URI". */
  readonly label: string;
  readonly copy: string;
  readonly copied: string;
  readonly failed: string;
  readonly say: (words: string) => void;
}

function parts(value: string): readonly [string, string] {
  if (!URL.canParse(value)) return [value, ''];
  const { origin } = new URL(value);
  return value.startsWith(origin) ? [origin, value.slice(origin.length)] : [value, ''];
}

export function CopyLine(props: CopyLineProps): JSX.Element {
  const [done, setDone] = createSignal(false);
  let timer = 0;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.value);
      setDone(true);
      props.say(props.copied);
      clearTimeout(timer);
      timer = window.setTimeout(() => setDone(false), 2000);
    } catch {
      props.say(props.failed);
    }
  };
  return (
    <div class="copyline">
      <code>
        {parts(props.value)[0]}
        <wbr />
        {parts(props.value)[1]}
      </code>
      <Button small label={`${props.copy} ${props.label}`} onPress={() => void copy()}>
        <Show when={done()} fallback={<CopyIcon />}>
          <DoneIcon />
        </Show>
        {done() ? props.copied : props.copy}
      </Button>
    </div>
  );
}
