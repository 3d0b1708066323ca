/** A key file, chosen or dropped anywhere on the page. Its name and size are shown, what is in it never. */

import { Icon as FileIcon } from 'icon:file-key';
import { Icon as CloseIcon } from 'icon:x';
import { createSignal, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';
import { FieldFault } from '../../parts/secret-field.tsx';
import type { Vessel } from '../../parts/vessel.ts';
import { useSession } from '../../state/session.ts';
import { type KeyFaultWords, keyFile, secret } from '../../text/secret.ts';
import { fill } from '../../text/text.ts';
import { size } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';

interface KeyFileProps {
  readonly vessel: Vessel;
  readonly name: string;
  readonly fault: KeyFaultWords | undefined;
  /** Another file, or none: what was said of the one before no longer counts. */
  readonly onChange: () => void;
}

/** A file that is dropped beside the field would take the page away, so all of the page takes it. */
function useDrop(take: (files: FileList) => void) {
  const [over, setOver] = createSignal(false);
  const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const drag = (event: DragEvent) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!holdsFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer) take(event.dataTransfer.files);
  };
  document.addEventListener('dragover', drag);
  document.addEventListener('dragleave', leave);
  document.addEventListener('drop', drop);
  onCleanup(() => {
    document.removeEventListener('dragover', drag);
    document.removeEventListener('dragleave', leave);
    document.removeEventListener('drop', drop);
  });
  return over;
}

export function KeyFile(props: KeyFileProps): JSX.Element {
  const session = useSession();
  const id = createUniqueId();
  const [several, setSeveral] = createSignal(false);
  const field = () => props.vessel.field(props.name);
  const file = () => props.vessel.file(props.name);
  const fault = () => (several() ? keyFile.several : props.fault?.words);
  const changed = () => {
    setSeveral(false);
    props.vessel.touched();
    props.onChange();
    const chosen = file();
    session.announcer.say(chosen ? fill(keyFile.chosen, { name: chosen.name }) : keyFile.none);
  };
  const over = useDrop((files) => {
    const input = field();
    if (files.length > 1) return setSeveral(true);
    if (!input) return;
    input.files = files;
    changed();
  });
  const remove = () => {
    const input = field();
    if (!input) return;
    input.value = '';
    changed();
    input.focus();
  };
  const described = () => [fault() && `${id}-fault`, `${id}-chosen`, `${id}-help`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <span class="label" id={`${id}-label`}>
        {secret.fields.private_key}
      </span>
      <div class="key-file" classList={{ over: over(), wrong: fault() !== undefined }}>
        <input
          ref={(element) => props.vessel.hold(props.name)(element)}
          id={id}
          class="vh"
          type="file"
          autocomplete="off"
          required
          aria-labelledby={`${id}-label ${id}-press`}
          aria-invalid={fault() ? 'true' : undefined}
          aria-describedby={described()}
          onChange={changed}
        />
        <Show
          when={file()}
          fallback={
            <>
              <label class="btn" id={`${id}-press`} for={id}>
                {keyFile.choose}
              </label>
              <span class="t13 quiet" id={`${id}-chosen`}>
                {keyFile.drop}
              </span>
            </>
          }
        >
          {(chosen) => (
            <>
              <FileIcon />
              <span class="chosen" id={`${id}-chosen`}>
                <b class="breaks">{chosen().name}</b> <span class="quiet num">{size(chosen().size)}</span>
              </span>
              <label class="btn small" id={`${id}-press`} for={id}>
                {keyFile.other}
              </label>
              <Button small icon kind="bare" label={keyFile.remove} onPress={remove}>
                <CloseIcon />
              </Button>
            </>
          )}
        </Show>
      </div>
      <FieldFault id={`${id}-fault`} fault={fault()} command={several() ? undefined : props.fault?.command} />
      <span class="help" id={`${id}-help`}>
        {keyFile.help}
      </span>
    </div>
  );
}
