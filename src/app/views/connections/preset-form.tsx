/** A provider that is known already: chosen from a list, then only what nobody else can know of it is asked for. */

import { Icon as BackIcon } from 'icon:arrow-left';
import { Icon as GoIcon } from 'icon:arrow-right';
import { Icon as FilterIcon } from 'icon:search';
import { createMemo, createSignal, For, type JSX, onMount, Show } from 'solid-js';
import type { PresetInfo, ProviderInfo } from '../../../core/index.ts';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import { PresetFacts } from '../../parts/preset-facts.tsx';
import { RedirectUri } from '../../parts/redirect-uri.tsx';
import { isMachine } from '../../state/pageless.ts';
import { createPresetDraft, flowsFor, type PresetDraft, type PresetField } from '../../state/preset-draft.ts';
import { createPresets } from '../../state/presets.ts';
import { useSession } from '../../state/session.ts';
import { faults, form, panel } from '../../text/connect-panel.ts';
import { presetText } from '../../text/preset-form.ts';
import { fill, flows } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Glyph, Tag } from '../../ui/status.tsx';
import { Wait } from '../../ui/wait.tsx';
import './preset-form.css';

interface PresetFormProps {
  /** Its button is the primary one of the view. */
  readonly primary: boolean;
  readonly onBack: () => void;
  readonly onSaved?: (provider: ProviderInfo) => void;
  readonly onNext: (provider: string) => void;
}

const flowWords = (flow: string) => (flow in flows ? flows[flow as keyof typeof flows] : flow);

function PresetList(props: { readonly onChoose: (preset: PresetInfo) => void }): JSX.Element {
  const presets = useSession().once(createPresets);
  const [query, setQuery] = createSignal('');
  let field!: HTMLInputElement;
  onMount(() => field.focus());
  const shown = createMemo(() => {
    const words = query().trim().toLowerCase();
    return [...(presets.all() ?? [])]
      .filter(({ name, preset }) => `${name} ${preset}`.toLowerCase().includes(words))
      .sort((a, b) => a.name.localeCompare(b.name));
  });
  /** Two of one vendor are told apart by how they connect. */
  const host = ({ base, docs }: PresetInfo) => {
    const address = base ?? docs;
    return address && URL.canParse(address) ? new URL(address).host : '';
  };
  return (
    <>
      <div class="preset-filter">
        <FilterIcon />
        <input
          ref={field}
          class="input"
          type="search"
          autocomplete="off"
          aria-label={presetText.filter}
          placeholder={presetText.filterHint}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </div>
      <Show when={presets.failure()}>
        {(why) => <FailureBanner failure={why()} provider={undefined} acts={{ retry: presets.load }} onDismiss={presets.load} />}
      </Show>
      <Show when={presets.all()} fallback={<Wait label={presetText.loading} lines={6} />}>
        <ul class="choices preset-list" aria-label={presetText.list}>
          <For each={shown()}>
            {(preset) => (
              <li>
                <button type="button" onClick={() => props.onChoose(preset)}>
                  <Glyph letters={preset.icon} />
                  <span class="breaks">
                    <b>{preset.name}</b>
                    <small>{host(preset)}</small>
                  </span>
                  <span class="tags">
                    <Tag>{flowWords(preset.flow)}</Tag>
                  </span>
                  <GoIcon />
                </button>
              </li>
            )}
          </For>
        </ul>
        <Show when={shown().length === 0}>
          <p class="quiet">{fill(presetText.none, { query: query() })}</p>
        </Show>
      </Show>
    </>
  );
}

interface FieldsProps {
  readonly preset: PresetInfo;
  readonly edit: ReturnType<typeof createPresetDraft>;
  readonly fields: Map<PresetField, HTMLInputElement>;
}

function BaseField(props: FieldsProps): JSX.Element {
  const named = (text: string) => fill(text, { name: props.preset.name });
  const fault = () => {
    const found = props.edit.fault('base');
    if (!found) return undefined;
    return found === 'base-empty' ? named(presetText.baseEmpty) : faults[found];
  };
  return (
    <>
      <TextField
        mono
        label={props.preset.base === undefined ? presetText.base : presetText.baseOptional}
        help={[named(presetText.baseHelp), props.preset.base && fill(presetText.baseDefault, { base: props.preset.base })]
          .filter(Boolean)
          .join(' ')}
        placeholder={props.preset.base ?? form.issuerPlace}
        required={props.preset.base === undefined}
        inputmode="url"
        value={props.edit.draft().base}
        fault={fault()}
        onInput={(base) => props.edit.change({ base })}
        onLeave={() => props.edit.leave('base')}
        ref={(element) => props.fields.set('base', element)}
      />
      <Show when={props.edit.near()}>
        {(base) => (
          <Banner
            tone="warn"
            title={presetText.nearTitle}
            why={presetText.near}
            action={fill(presetText.use, { base: base() })}
            onAction={() => {
              props.edit.change({ base: base() });
              props.fields.get('base')?.focus();
            }}
          />
        )}
      </Show>
    </>
  );
}

function Fields(props: FieldsProps): JSX.Element {
  const named = (text: string) => fill(text, { name: props.preset.name });
  const clientFault = () => {
    const found = props.edit.fault('clientId');
    return found && found !== 'base-empty' ? faults[found] : undefined;
  };
  const ways = (): readonly (readonly [string, string])[] => [
    ['', fill(presetText.flowUsual, { flow: flowWords(props.preset.flow) })],
    ...flowsFor(props.preset).map((flow) => [flow, flowWords(flow)] as const),
  ];
  const flow = () => props.edit.draft().flow || props.preset.flow;
  return (
    <>
      <Show when={!props.preset.baseless}>
        <BaseField {...props} />
      </Show>
      <TextField
        mono
        label={form.clientId}
        required={flow() !== 'paste'}
        value={props.edit.draft().clientId}
        fault={clientFault()}
        onInput={(clientId) => props.edit.change({ clientId })}
        onLeave={() => props.edit.leave('clientId')}
        ref={(element) => props.fields.set('clientId', element)}
      />
      <TextField
        mono
        label={presetText.scope}
        help={named(presetText.scopeHelp)}
        value={props.edit.draft().scope}
        onInput={(scope) => props.edit.change({ scope })}
      />
      <TextField
        label={presetText.name}
        help={named(presetText.nameHelp)}
        value={props.edit.draft().name}
        onInput={(name) => props.edit.change({ name })}
      />
      <SelectField
        label={presetText.flow}
        value={props.edit.draft().flow}
        options={ways()}
        onInput={(chosen) => props.edit.change({ flow: chosen as PresetDraft['flow'] })}
      />
      <Show when={isMachine({ flow: flow() as ProviderInfo['flow'] })}>
        <p class="help-line">{presetText.machine}</p>
      </Show>
      <Show when={props.edit.redirectUri()}>
        {(uri) => (
          <div class="field">
            <span class="label">{panel.redirect}</span>
            <RedirectUri value={uri()} />
          </div>
        )}
      </Show>
    </>
  );
}

function ChosenForm(props: PresetFormProps & { readonly preset: PresetInfo; readonly onChange: () => void }): JSX.Element {
  const session = useSession();
  // eslint-disable-next-line solid/reactivity -- made anew for each preset
  const edit = createPresetDraft(session, props.preset);
  const fields = new Map<PresetField, HTMLInputElement>();
  onMount(() => (fields.get('base') ?? fields.get('clientId'))?.focus());
  const save = async () => {
    if (edit.saving()) return null;
    const wrong = edit.check();
    if (wrong) fields.get(wrong)?.focus();
    return wrong ? null : edit.save();
  };
  const next = async () => {
    const saved = await save();
    if (saved) props.onNext(saved.id);
  };
  const keep = async () => {
    const saved = await save();
    if (!saved) return;
    session.announcer.say(fill(panel.saved, { name: saved.name }));
    props.onSaved?.(saved);
    props.onBack();
  };
  return (
    <form
      class="stack"
      novalidate
      aria-label={fill(presetText.chosen, { name: props.preset.name })}
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
    >
      <div class="preset-chosen">
        <Glyph letters={props.preset.icon} />
        <b>{props.preset.name}</b>
        <Button small kind="bare" onPress={() => props.onChange()}>
          {presetText.change}
        </Button>
      </div>
      <Fields preset={props.preset} edit={edit} fields={fields} />
      <PresetFacts preset={props.preset} />
      <Show when={edit.failure()}>
        {(why) => (
          <FailureBanner
            failure={why()}
            provider={props.preset.name}
            acts={{ retry: () => void next(), again: () => void next(), inspect: () => fields.get('base')?.focus() }}
            onDismiss={edit.forget}
          />
        )}
      </Show>
      <div class="acts">
        <Button type="submit" kind={props.primary ? 'primary' : undefined} busy={edit.saving()}>
          {presetText.next}
        </Button>
        <Show when={props.onSaved}>
          <Button kind="bare" onPress={() => void keep()}>
            {presetText.save}
          </Button>
        </Show>
      </div>
    </form>
  );
}

export function PresetForm(props: PresetFormProps): JSX.Element {
  const [chosen, setChosen] = createSignal<PresetInfo | null>(null);
  return (
    <div class="stack preset-form">
      <Button small kind="bare" class="back" onPress={() => props.onBack()}>
        <BackIcon />
        {presetText.other}
      </Button>
      <Show when={chosen()} keyed fallback={<PresetList onChoose={setChosen} />}>
        {(preset) => <ChosenForm {...props} preset={preset} onChange={() => setChosen(null)} />}
      </Show>
    </div>
  );
}
