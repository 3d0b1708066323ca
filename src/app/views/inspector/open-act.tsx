/** Taking in a trace that somebody gave away. It loads when everything else is there. Side effect: reads the file that is chosen. */

import { Icon as ReadIcon } from 'icon:file-up';
import { type JSX, Show } from 'solid-js';
import type { Inspector } from '../../state/inspector.ts';
import { errorWords } from '../../text/error-words.ts';
import { inspector } from '../../text/inspector.ts';
import { Button } from '../../ui/button.tsx';

export function OpenAct(props: { readonly state: Inspector }): JSX.Element {
  let field!: HTMLInputElement;
  const take = async (file: File | undefined) => {
    field.value = '';
    if (file) await props.state.read(await file.slice(0, 1_000_000).text(), ['unexpected', ...Object.keys(errorWords)]);
  };
  return (
    <>
      <Show when={props.state.refused()}>
        {(where) => (
          <p class="err" role="alert">
            {inspector.refused} {inspector.refusedWhy.replace('{where}', where())}
          </p>
        )}
      </Show>
      <Button small kind="bare" onPress={() => field.click()}>
        <ReadIcon />
        {inspector.read}
      </Button>
      <input
        ref={field}
        hidden
        type="file"
        accept=".json,application/json"
        aria-label={inspector.read}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
    </>
  );
}
