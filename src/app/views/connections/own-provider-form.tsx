/** The form for a provider of one's own: issuer or endpoints, client id, scope, API, redirect URI. Nothing typed is lost. */
import { Icon as KnownIcon } from 'icon:list-filter';
import { createSignal, type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { createStart, hostOf, type Start } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { createInspection, type Inspection } from '../../state/inspection.ts';
import type { DraftField } from '../../state/provider-draft.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { faults, form, panel } from '../../text/connect-panel.ts';
import { fill } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Wait } from '../../ui/wait.tsx';
import { WayChoice } from './way-choice.tsx';
import './connect-panel.css';

const PresetForm = late(async () => (await import('./preset-form.tsx')).PresetForm);
const FoundList = late(async () => (await import('./found-list.tsx')).FoundList);

interface OwnProviderFormProps {
  /** Its button is the primary one of the view, and the choice where to sign in stands beside it. */
  readonly primary: boolean;
  /** The choice stands here although the button is not the primary one: nothing else of the view has it. */
  readonly where?: boolean;
  /** Offers to keep it without connecting. */
  readonly onSaved?: (provider: ProviderInfo) => void;
  /** It is kept; the panel goes on with it, where more has to be seen or clicked first. */
  readonly onNext: (provider: string) => void;
}

interface FieldsProps {
  readonly inspection: Inspection;
  readonly fields: Map<DraftField, HTMLInputElement>;
  readonly start: Start;
}

interface FieldMore {
  readonly help?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly address?: boolean;
}

function Fields(props: FieldsProps): JSX.Element {
  const inspection = () => props.inspection;
  const fault = (name: DraftField) => {
    const found = inspection().fault(name);
    return found ? faults[found] : undefined;
  };
  const field = (name: DraftField, label: string, more: FieldMore = {}) => (
    <TextField
      mono
      label={label}
      name={name}
      help={more.help}
      placeholder={more.placeholder ?? ''}
      required={more.required ?? false}
      inputmode={more.address ? 'url' : 'text'}
      value={inspection().draft()[name]}
      fault={fault(name)}
      onInput={(value) => inspection().change({ [name]: value })}
      onLeave={() => inspection().leave(name)}
      ref={(element) => props.fields.set(name, element)}
    />
  );
  return (
    <>
      <Show
        when={inspection().draft().endpoints}
        fallback={field('issuer', form.issuer, { help: form.issuerHelp, placeholder: form.issuerPlace, required: true, address: true })}
      >
        {field('authorization', form.authorization, { required: true, address: true })}
        {field('token', form.token, { help: form.tokenHelp, address: true })}
        {field('userinfo', form.userinfo, { help: form.userinfoHelp, address: true })}
      </Show>
      <Show when={inspection().reading()}>{(host) => <Wait label={fill(form.reading, { host: host() })} />}</Show>
      <Show when={inspection().found()}>{(known) => <FoundList provider={known().provider} capabilities={known().capabilities} />}</Show>
      <Show when={inspection().failure()}>
        {(why) => (
          <Show
            when={inspection().instead()}
            fallback={
              <FailureBanner
                failure={why()}
                provider={inspection().name()}
                acts={{
                  retry: inspection().retry,
                  inspect: () => props.fields.get(inspection().draft().endpoints ? 'authorization' : 'issuer')?.focus(),
                }}
                onDismiss={inspection().forget}
              />
            }
          >
            {(issuer) => (
              <Banner
                tone="warn"
                title={form.insteadTitle}
                why={fill(form.instead, { issuer: issuer() })}
                action={fill(form.use, { issuer: issuer() })}
                onAction={() => {
                  inspection().useInstead();
                  props.fields.get('issuer')?.focus();
                }}
              />
            )}
          </Show>
        )}
      </Show>
      {field('clientId', form.clientId, { required: true })}
      {field('scope', form.scope, { help: form.scopeHelp, placeholder: 'openid' })}
      {field('api', form.api, { help: form.apiHelp, placeholder: form.apiPlace, address: true })}
      <div class="field">
        <span class="label">{panel.redirect}</span>
        <RedirectUri value={inspection().redirectUri()} />
      </div>
      <Show when={props.start.failure()}>
        {(why) => (
          <StartFailure failure={why()} provider={props.start.last()?.name} again={props.start.again} onDismiss={props.start.forget} />
        )}
      </Show>
    </>
  );
}

export function OwnProviderForm(props: OwnProviderFormProps): JSX.Element {
  const session = useSession();
  const inspection = session.once(createInspection);
  const start = createStart();
  const [saving, setSaving] = createSignal(false);
  const [saved, setSaved] = createSignal<ProviderInfo | null>(null);
  const fields = new Map<DraftField, HTMLInputElement>();
  const [known, setKnown] = createSignal(false);
  const backToOwn = () => {
    setKnown(false);
    fields.get('issuer')?.focus();
  };
  /** Where this tab is leaving for. */
  const leavingFor = () => {
    const one = saved();
    return one && start.leaving(one.id) ? hostOf(one) || one.name : null;
  };
  const busy = () => saving() || leavingFor() !== null;

  /** Keeps it, after every field is right. */
  const save = async () => {
    const wrong = inspection.check();
    if (wrong) {
      fields.get(wrong)?.focus();
      return null;
    }
    setSaving(true);
    const one = await inspection.save();
    setSaved(one);
    setSaving(false);
    return one;
  };
  /** In this tab it goes on at once, when both hosts were seen; a window wants a click of its own. */
  const atOnce = () => session.travel.way() === 'redirect' && inspection.found() !== null;
  const connect = async () => {
    if (start.blocked() || busy()) return;
    const seen = atOnce();
    const one = await save();
    if (!one) return;
    if (seen) return start.go(one);
    inspection.reset();
    props.onNext(one.id);
  };
  const keep = async () => {
    if (saving()) return;
    const one = await save();
    if (!one) return;
    inspection.reset();
    session.announcer.say(fill(panel.saved, { name: one.name }));
    props.onSaved?.(one);
  };

  return (
    <Show
      when={!known()}
      fallback={
        <PresetForm onBack={backToOwn} {...(props.onSaved && { onSaved: props.onSaved })} onNext={props.onNext} primary={props.primary} />
      }
    >
      <form
        class="stack"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void connect();
        }}
      >
        <Button class="start-known" onPress={() => setKnown(true)}>
          <KnownIcon />
          {form.known}
        </Button>
        <Fields inspection={inspection} fields={fields} start={start} />
        <Show when={props.primary || props.where}>
          <WayChoice />
        </Show>
        <div class="acts">
          <Button type="submit" kind={props.primary ? 'primary' : undefined} busy={busy()} blocked={start.blocked()}>
            {leavingFor() === null
              ? session.travel.way() === 'popup'
                ? form.next
                : form.connect
              : fill(panel.leaving, { name: leavingFor() ?? '' })}
          </Button>
          <Show when={props.onSaved}>
            <Button kind="bare" busy={saving()} onPress={() => void keep()}>
              {panel.save}
            </Button>
          </Show>
          <button type="button" class="as-link" onClick={() => inspection.change({ endpoints: !inspection.draft().endpoints })}>
            {inspection.draft().endpoints ? form.toIssuer : form.toEndpoints}
          </button>
        </div>
      </form>
    </Show>
  );
}
