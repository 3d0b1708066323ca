/** Giving a transaction away and taking one in: as text, as a file, as a picture; never a secret in it. Side effects: clipboard, downloads. */

import { Icon as CopyIcon } from 'icon:copy';
import { Icon as SaveIcon } from 'icon:download';
import { Icon as ReadIcon } from 'icon:file-up';
import { Icon as PictureIcon } from 'icon:image';
import { type JSX, Show } from 'solid-js';
import { createCopy } from '../../state/copy.ts';
import type { Entry, Inspector } from '../../state/inspector.ts';
import { fileOf } from '../../state/inspector-file.ts';
import { pictureOf } from '../../state/inspector-picture.ts';
import { useSession } from '../../state/session.ts';
import { errorWords } from '../../text/error-words.ts';
import { inspector, lanes } from '../../text/inspector.ts';
import { duration } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { asText, labelOf, subtitleOf, titleOf } from './wording.ts';

function download(content: string, type: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const fileName = ({ transaction, name }: Entry, ending: string) =>
  `${transaction.kind}-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)}.${ending}`;

export function SaveActs(props: { readonly state: Inspector; readonly entry: Entry }): JSX.Element {
  const session = useSession();
  const { copied, copy } = createCopy(inspector, session.announcer.say);
  const done = () => session.announcer.say(inspector.saved);
  const save = () => {
    download(fileOf(props.entry.transaction, props.entry.name, props.state.scrub()), 'application/json', fileName(props.entry, 'json'));
    done();
  };
  const draw = () => {
    const scrub = props.state.scrub();
    const words = {
      title: titleOf(props.entry),
      subtitle: subtitleOf(props.entry),
      lanes: Object.values(lanes),
      label: (step: Parameters<typeof labelOf>[0]) => scrub(labelOf(step, props.entry.name)),
      time: duration,
    };
    download(pictureOf(props.entry.transaction, words), 'image/svg+xml', fileName(props.entry, 'svg'));
    done();
  };
  return (
    <span class="acts">
      <Button small onPress={() => copy(asText(props.entry, props.state.scrub()))}>
        <CopyIcon />
        {copied() ? inspector.copied : inspector.copy}
      </Button>
      <Button small onPress={save}>
        <SaveIcon />
        {inspector.save}
      </Button>
      <Button small onPress={draw}>
        <PictureIcon />
        {inspector.picture}
      </Button>
    </span>
  );
}

export function OpenAct(props: { readonly state: Inspector }): JSX.Element {
  let field!: HTMLInputElement;
  const take = async (file: File | undefined) => {
    field.value = '';
    if (file) props.state.read(await file.slice(0, 1_000_000).text(), ['unexpected', ...Object.keys(errorWords)]);
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
