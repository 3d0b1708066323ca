/**
 * A provider that starts from a preset: what is typed -> faults, or a config entry that names the preset. Pure but for what
 * `createPresetDraft` keeps: the provider, in this browser, after the core has checked it.
 */
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ConfigEntry, PresetInfo, ProviderInfo } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import { type DraftFault, emptyDraft, faultOf, idFor, nearIssuers } from './provider-draft.ts';
import type { Session } from './session.ts';

type Flow = NonNullable<ConfigEntry['flow']>;

export interface PresetDraft {
  readonly base: string;
  readonly clientId: string;
  readonly name: string;
  readonly scope: string;
  /** Empty: as the preset has it. */
  readonly flow: Flow | '';
}

export const emptyPresetDraft: PresetDraft = { base: '', clientId: '', name: '', scope: '', flow: '' };
export type PresetField = 'base' | 'clientId';
type Fault = DraftFault | 'base-empty';

const offers = (preset: PresetInfo) => preset.facts.implicit.value === 'yes' || preset.facts.implicit.value === 'partly';

/** Other ways than the preset's own that make sense there. A token can be brought to any. */
export function flowsFor(preset: PresetInfo): readonly Flow[] {
  const redirects = preset.flow === 'auto' || preset.flow === 'code';
  const all: readonly Flow[] = [
    ...(redirects && offers(preset) ? (['token'] as const) : []),
    ...(preset.flow === 'code' ? (['manual-code'] as const) : []),
    'paste',
  ];
  return all.filter((flow) => flow !== preset.flow);
}

/** What was meant, where the address of the metadata was pasted or a slash is too many; null where nothing is to be said. */
export function nearBase(typed: string): string | null {
  const [plain] = nearIssuers(typed.trim());
  return plain !== undefined && /\/$|\/\.well-known\//.test(typed.trim()) && !faultOf('issuer', { ...emptyDraft, issuer: plain })
    ? plain
    : null;
}

export function presetFault(field: PresetField, draft: PresetDraft, preset: PresetInfo): Fault | null {
  if (field === 'clientId')
    return draft.flow === 'paste' && !draft.clientId.trim() ? null : faultOf('clientId', { ...emptyDraft, clientId: draft.clientId });
  if (preset.baseless) return null;
  if (!draft.base.trim()) return preset.base === undefined ? 'base-empty' : null;
  return faultOf('issuer', { ...emptyDraft, issuer: draft.base });
}

/** A reply that does not name its issuer gets a redirect URI of its own (RFC 9700 section 4.4), where a query may stand in one. */
function ownRedirect(id: string, { preset, draft, base }: { preset: PresetInfo; draft: PresetDraft; base: URL }): string | undefined {
  const flow = draft.flow || preset.flow;
  const mixes = (flow === 'code' || flow === 'auto') && preset.facts.issParameter.value !== 'yes';
  return mixes && preset.facts.queryInRedirectUri.value !== 'no' ? new URL(`callback/?p=${id}`, base).href : undefined;
}

/** `draft` has no faults. */
export function presetEntry(preset: PresetInfo, draft: PresetDraft, taken: readonly string[], base: URL): ConfigEntry {
  const name = draft.name.trim();
  const id = idFor(name || preset.preset, taken);
  const own = preset.baseless ? '' : (nearBase(draft.base) ?? draft.base.trim());
  const redirect_uri = ownRedirect(id, { preset, draft, base });
  return {
    id,
    preset: preset.preset,
    ...(name && { name }),
    ...(own && { base: own }),
    client_id: draft.clientId.trim() || 'none',
    ...(draft.scope.trim() && { scope: draft.scope.trim() }),
    ...(draft.flow && { flow: draft.flow }),
    ...(redirect_uri && { redirect_uri }),
  };
}

export interface PresetEditing {
  readonly draft: Accessor<PresetDraft>;
  change(part: Partial<PresetDraft>): void;
  fault(field: PresetField): Fault | null;
  leave(field: PresetField): void;
  readonly near: Accessor<string | null>;
  /** Null where nothing comes back to this page. */
  readonly redirectUri: Accessor<string | null>;
  readonly saving: Accessor<boolean>;
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  /** The first field with a fault, which is then shown. */
  check(): PresetField | null;
  save(): Promise<ProviderInfo | null>;
}

export function createPresetDraft(session: Session, preset: PresetInfo): PresetEditing {
  const [draft, setDraft] = createSignal(emptyPresetDraft);
  const [shown, setShown] = createSignal<ReadonlySet<PresetField>>(new Set());
  const [left, setLeft] = createSignal(false);
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const near = createMemo(() => (left() ? nearBase(draft().base) : null));
  const fields: readonly PresetField[] = preset.baseless ? ['clientId'] : ['base', 'clientId'];
  const entry = () =>
    presetEntry(
      preset,
      draft(),
      session.providers().map(({ id }) => id),
      session.base,
    );
  return {
    draft,
    saving,
    failure,
    change(part) {
      if ('base' in part) setLeft(false);
      setDraft((now) => ({ ...now, ...part }));
    },
    fault: (field) => (shown().has(field) ? presetFault(field, draft(), preset) : null),
    leave(field) {
      if (draft()[field].trim()) setShown((now) => new Set(now).add(field));
      if (field === 'base') setLeft(true);
    },
    near,
    redirectUri() {
      const flow = draft().flow || preset.flow;
      if (flow !== 'code' && flow !== 'auto' && flow !== 'token') return null;
      return entry().redirect_uri ?? new URL('callback/', session.base).href;
    },
    forget: () => void setFailure(null),
    check() {
      setShown(new Set(fields));
      return fields.find((field) => presetFault(field, draft(), preset) !== null) ?? null;
    },
    async save() {
      setFailure(null);
      setSaving(true);
      try {
        const saved = await session.singlet.addProvider(entry());
        session.reloadProviders();
        return saved;
      } catch (error) {
        setFailure(failureOf(error));
        return null;
      } finally {
        setSaving(false);
      }
    },
  };
}
