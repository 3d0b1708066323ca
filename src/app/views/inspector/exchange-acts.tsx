/** Giving a transaction away: as text, as a file, as a picture; never a secret in it. Side effects: clipboard, downloads. */

import { Icon as CopyIcon } from 'icon:copy';
import { Icon as SaveIcon } from 'icon:download';
import { Icon as PictureIcon } from 'icon:image';
import { Icon as LinkIcon } from 'icon:link';
import type { JSX } from 'solid-js';
import { createCopy } from '../../state/copy.ts';
import type { Entry, Inspector } from '../../state/inspector.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
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
  const link = createCopy({ ...inspector, copied: inspector.linked }, session.announcer.say);
  /** Names of this page alone: a random one and a number. */
  const address = () => session.base.href + routeHref('sign-ins', { at: props.entry.key, step: String(props.state.step()) });
  const done = () => session.announcer.say(inspector.saved);
  // Both load with the press that wants them.
  const save = async () => {
    const { fileOf } = await import('../../state/inspector-file.ts');
    download(fileOf(props.entry.transaction, props.entry.name, props.state.scrub()), 'application/json', fileName(props.entry, 'json'));
    done();
  };
  const draw = async () => {
    const { pictureOf } = await import('../../state/inspector-picture.ts');
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
    <span class="acts give">
      <Button small onPress={() => copy(asText(props.entry, props.state.scrub()))}>
        <CopyIcon />
        <span>{copied() ? inspector.copied : inspector.copy}</span>
      </Button>
      <Button small onPress={() => link.copy(address())}>
        <LinkIcon />
        <span>{link.copied() ? inspector.copied : inspector.link}</span>
      </Button>
      <Button small onPress={() => void save()}>
        <SaveIcon />
        <span>{inspector.save}</span>
      </Button>
      <Button small onPress={() => void draw()}>
        <PictureIcon />
        <span>{inspector.picture}</span>
      </Button>
    </span>
  );
}
