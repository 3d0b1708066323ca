/** The form for a provider of one's own: issuer or endpoints, client id, scope, API, redirect URI. Nothing typed is lost. */
import { type JSX, Show, createSignal } from 'solid-js';
import { createInspection } from '../../state/inspection.ts';
import type { DraftField } from '../../state/provider-draft.ts';
import { useSession } from '../../state/session.ts';
import { busy } from '../../text/connections.ts';
import { faults, form, panel } from '../../text/connect-panel.ts';
import { fill, words } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyLine } from '../../ui/copy-line.tsx';
import { TextField } from '../../ui/field.tsx';
import { Wait } from '../../ui/wait.tsx';
import { FailureBanner } from './failure-banner.tsx';
import { FoundList } from './found-list.tsx';
import { createStart, hostOf } from './start.ts';

interface OwnProviderFormProps {
  /** The one primary button of the view. */
  readonly primary: boolean;
  /** Offers to keep it without connecting. */
  readonly onSaved?: () => void;
}

export function OwnProviderForm(props: OwnProviderFormProps): JSX.Element {
  const session = useSession();
  const inspection = session.once(createInspection);
  const start = createStart();
  const [saving, setSaving] = createSignal(false);
  const [going, setGoing] = createSignal<string | null>(null);
  const fields = new Map<DraftField, HTMLInputElement>();
  const draft = inspection.draft;

  const field = (name: DraftField, label: string, more: { help?: string; placeholder?: string; required?: boolean; address?: boolean } = {}) => (
    <TextField
      mono
      label={label}
      name={name}
      help={more.help}
      placeholder={more.placeholder ?? ''}
      required={more.required ?? false}
      inputmode={more.address ? 'url' : 'text'}
      value={draft()[name]}
      fault={((fault) => fault && faults[fault])(inspection.fault(name)) ?? undefined}
      onInput={(value) => inspection.change({ [name]: value })}
      onLeave={() => inspection.leave(name)}
      ref={(element) => fields.set(name, element)}
    />
  );
  /** Keeps it, after every field is right. */
  const save = async () => {
    const wrong = inspection.check();
    if (wrong) {
      fields.get(wrong)?.focus();
      return null;
    }
    setSaving(true);
    const saved = await inspection.save();
    setSaving(false);
    return saved;
  };
  const connect = async () => {
    if (start.blocked() || saving() || going()) return;
    const saved = await save();
    if (!saved) return;
    setGoing(hostOf(saved) || saved.name);
    await start.go(saved);
    setGoing(null);
  };
  const keep = async () => {
    const saved = await save();
    if (!saved) return;
    session.announcer.say(fill(panel.saved, { name: saved.name }));
    props.onSaved?.();
  };
  const providerName = () => inspection.found()?.provider.name ?? 'The provider';

  return (
    <form
      class="stack"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <Show
        when={draft().endpoints}
        fallback={field('issuer', form.issuer, { help: form.issuerHelp, placeholder: form.issuerPlace, required: true, address: true })}
      >
        {field('authorization', form.authorization, { required: true, address: true })}
        {field('token', form.token, { help: form.tokenHelp, address: true })}
        {field('userinfo', form.userinfo, { help: form.userinfoHelp, address: true })}
      </Show>
      <Show when={inspection.reading()}>{(host) => <Wait label={fill(form.reading, { host: host() })} />}</Show>
      <Show when={inspection.found()}>{(known) => <FoundList provider={known().provider} capabilities={known().capabilities} />}</Show>
      <Show when={inspection.failure()}>
        {(failure) => <FailureBanner failure={failure()} provider={providerName()} acts={{ retry: () => void save() }} onDismiss={() => inspection.change({})} />}
      </Show>
      {field('clientId', form.clientId, { required: true })}
      {field('scope', form.scope, { help: form.scopeHelp, placeholder: 'openid' })}
      {field('api', form.api, { help: form.apiHelp, placeholder: form.apiPlace, address: true })}
      <div class="field">
        <span class="label">{panel.redirect}</span>
        <CopyLine value={inspection.redirectUri()} label={panel.redirectName} copy={words.copy} copied={words.copied} failed={words.copyFailed} say={session.announcer.say} />
      </div>
      <Show when={start.failure()}>
        {(failure) => <FailureBanner failure={failure()} provider={providerName()} acts={{ retry: () => void connect(), again: () => void connect() }} onDismiss={start.forget} />}
      </Show>
      <div class="acts">
        <Button type="submit" {...(props.primary && { kind: 'primary' as const })} busy={saving() || going() !== null} blocked={start.blocked()}>
          {going() === null ? form.connect : fill(busy.leaving, { name: going() ?? '' })}
        </Button>
        <Show when={props.onSaved}>
          <Button kind="bare" busy={saving()} onPress={() => void keep()}>
            {panel.save}
          </Button>
        </Show>
        <button type="button" class="as-link" onClick={() => inspection.change({ endpoints: !draft().endpoints })}>
          {draft().endpoints ? form.toIssuer : form.toEndpoints}
        </button>
      </div>
    </form>
  );
}
