/** The form that changes a provider added in this browser; it stands where its facts stood. */
import { createSignal, For, type JSX, onMount, Show } from 'solid-js';
import type { ConfigEntry, ProviderInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import type { DraftField } from '../../state/provider-draft.ts';
import { createProviderEdit } from '../../state/provider-edit.ts';
import { useSession } from '../../state/session.ts';
import { faults, form } from '../../text/connect-panel.ts';
import { connectionCount } from '../../text/connections.ts';
import { editText } from '../../text/providers.ts';
import { fill, words } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

interface ProviderFormProps {
  readonly provider: ProviderInfo;
  readonly entry: ConfigEntry;
  readonly onClose: () => void;
}

interface FieldWords {
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly address?: boolean;
}

const fieldWords: Readonly<Record<DraftField, FieldWords>> = {
  name: { label: editText.name, help: editText.nameHelp },
  base: { label: editText.base, required: true, address: true },
  issuer: { label: form.issuer, required: true, address: true },
  authorization: { label: form.authorization, required: true, address: true },
  token: { label: form.token, help: form.tokenHelp, address: true },
  userinfo: { label: form.userinfo, help: form.userinfoHelp, address: true },
  clientId: { label: form.clientId, required: true },
  scope: { label: form.scope, help: form.scopeHelp },
  api: { label: form.api, help: form.apiHelp, address: true },
};

export function ProviderForm(props: ProviderFormProps): JSX.Element {
  const session = useSession();
  // eslint-disable-next-line solid/reactivity -- what it was when the form opened
  const edit = createProviderEdit(session, props.entry);
  const [tried, setTried] = createSignal(false);
  const fields = new Map<DraftField, HTMLInputElement>();
  onMount(() => fields.get('name')?.select());
  const held = () => session.connections.all().filter(({ provider }) => provider === props.provider.id).length;
  const fault = (field: DraftField) => {
    const found = edit.fault(field);
    return found ? faults[found] : undefined;
  };
  const save = async () => {
    if (edit.saving()) return;
    setTried(true);
    const wrong = edit.check();
    if (wrong) return fields.get(wrong)?.focus();
    if (!(await edit.save())) return;
    session.announcer.say(fill(editText.saved, { name: session.provider(props.provider.id)?.name ?? props.provider.name }));
    props.onClose();
  };
  return (
    <form
      class="stack provider-form"
      novalidate
      aria-label={fill(editText.form, { name: props.provider.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
    >
      <For each={edit.fields}>
        {(field) => (
          <TextField
            mono={field !== 'name'}
            label={fieldWords[field].label}
            help={fieldWords[field].help}
            required={fieldWords[field].required ?? false}
            inputmode={fieldWords[field].address ? 'url' : 'text'}
            name={field}
            value={edit.draft()[field]}
            fault={fault(field)}
            onInput={(value) => edit.change({ [field]: value })}
            onLeave={() => (tried() || edit.draft()[field].trim() ? edit.leave(field) : undefined)}
            ref={(element) => fields.set(field, element)}
          />
        )}
      </For>
      <Show when={!edit.fields.includes('api')}>
        <p class="t13 quiet">{editText.rules}</p>
      </Show>
      <Show when={held() > 0 && edit.breaks()}>
        <Banner tone="warn" title={editText.breaksTitle} why={fill(editText.breaks, { count: connectionCount(held()) })} />
      </Show>
      <Show when={edit.failure()}>
        {(failure) => (
          <FailureBanner
            failure={failure()}
            provider={props.provider.name}
            acts={{ retry: () => void save(), again: () => void save(), inspect: () => fields.get(edit.fields[1] ?? 'name')?.focus() }}
            onDismiss={edit.forget}
          />
        )}
      </Show>
      <div class="acts">
        <Button type="submit" busy={edit.saving()}>
          {editText.save}
        </Button>
        <Button kind="bare" onPress={() => props.onClose()}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
