/**
 * Changing a provider that was added in this browser: its entry -> a draft, faults, and the changed entry, which takes the place of
 * the old one under the same id. What the form does not show stays as it is. Side effects: reads metadata, keeps the entry.
 */
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ConfigEntry } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import { type Draft, type DraftFault, type DraftField, emptyDraft, entryFor, faultOf } from './provider-draft.ts';
import type { Session } from './session.ts';

/** One rule of an origin and perhaps a path is what the form can say; more stays as it is, and so do the rules of a preset. */
function simpleApi({ api = [], preset }: ConfigEntry): string | null {
  const [rule, ...more] = api;
  if (!rule) return preset === undefined ? '' : null;
  return more.length > 0 || rule.methods || rule.placement ? null : rule.origin + (rule.path ?? '');
}

/** The fields that say something of this entry, in the order of the page. */
export function editableFields(entry: ConfigEntry): readonly DraftField[] {
  const where: readonly DraftField[] =
    entry.issuer !== undefined ? ['issuer'] : entry.authorization_endpoint !== undefined ? ['authorization', 'token', 'userinfo'] : [];
  const base = entry.preset !== undefined && entry.base !== undefined ? (['base'] as const) : [];
  return ['name', ...base, ...where, 'clientId', 'scope', ...(simpleApi(entry) === null ? [] : (['api'] as const))];
}

export function draftOf(entry: ConfigEntry): Draft {
  return {
    ...emptyDraft,
    name: entry.name ?? '',
    endpoints: entry.issuer === undefined,
    base: entry.base ?? '',
    issuer: entry.issuer ?? '',
    authorization: entry.authorization_endpoint ?? '',
    token: entry.token_endpoint ?? '',
    userinfo: entry.userinfo_endpoint ?? '',
    clientId: entry.client_id,
    scope: entry.scope ?? '',
    api: simpleApi(entry) ?? '',
  };
}

/** Keys that each field of the form decides; a key it leaves out is taken away. */
const keysOf: Readonly<Record<DraftField, readonly (keyof ConfigEntry)[]>> = {
  name: ['name'],
  base: ['base'],
  issuer: ['issuer'],
  authorization: ['authorization_endpoint'],
  token: ['token_endpoint'],
  userinfo: ['userinfo_endpoint'],
  clientId: ['client_id'],
  scope: ['scope'],
  api: ['api'],
};

/** The entry as the form has it now. `draft` has no faults in the fields of this entry. */
export function editedEntry(entry: ConfigEntry, draft: Draft): ConfigEntry {
  const fields = editableFields(entry);
  const addressed = fields.includes('issuer') || fields.includes('authorization');
  // An entry of a preset has its address from there.
  const stated = entryFor(
    addressed ? draft : { ...draft, endpoints: false, issuer: 'https://preset.invalid', name: draft.name || entry.id },
    [],
  );
  const decided = fields.flatMap((field) => keysOf[field]);
  const kept = Object.entries(entry).filter(([key]) => !decided.includes(key as keyof ConfigEntry));
  const said = Object.entries(stated).filter(([key]) => decided.includes(key as keyof ConfigEntry));
  const edited = { ...Object.fromEntries([...kept, ...said]), id: entry.id } as ConfigEntry;
  // With a token endpoint comes the code flow, without it the token flow; a flow that was chosen otherwise stays.
  const turned = fields.includes('token') && (entry.token_endpoint === undefined) !== (edited.token_endpoint === undefined);
  if (!turned) return edited;
  const { pkce, ...rest } = edited;
  return edited.token_endpoint === undefined ? { ...rest, flow: 'token' } : { ...rest, flow: 'code', pkce: true };
}

/** A token belongs to the server and the client that it was given for. */
export function isOtherSource(before: ConfigEntry, after: ConfigEntry): boolean {
  const sourceOf = (entry: ConfigEntry) => [entry.issuer ?? entry.authorization_endpoint ?? entry.base, entry.client_id].join(' ');
  return sourceOf(before) !== sourceOf(after);
}

export interface ProviderEdit {
  readonly fields: readonly DraftField[];
  readonly draft: Accessor<Draft>;
  change(part: Partial<Draft>): void;
  fault(field: DraftField): DraftFault | null;
  leave(field: DraftField): void;
  /** Connections made so far could no longer be used with what the form says now. */
  readonly breaks: Accessor<boolean>;
  readonly saving: Accessor<boolean>;
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  /** The first field with a fault, which is then shown; null when the draft can be used. */
  check(): DraftField | null;
  /** False when that failed, and why stands in `failure`. */
  save(): Promise<boolean>;
}

export function createProviderEdit({ singlet, reloadProviders }: Session, entry: ConfigEntry): ProviderEdit {
  const fields = editableFields(entry);
  const [draft, setDraft] = createSignal(draftOf(entry));
  const [shown, setShown] = createSignal<ReadonlySet<DraftField>>(new Set());
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const faults = createMemo(() => {
    const found = fields.map((field) => [field, faultOf(field, draft())] as const);
    return new Map(found.filter((one): one is readonly [DraftField, DraftFault] => one[1] !== null));
  });
  return {
    fields,
    draft,
    saving,
    failure,
    change: (part) => void setDraft((now) => ({ ...now, ...part })),
    fault: (field) => (shown().has(field) ? (faults().get(field) ?? null) : null),
    leave: (field) => void setShown((list) => new Set(list).add(field)),
    breaks: () => faults().size === 0 && isOtherSource(entry, editedEntry(entry, draft())),
    forget: () => void setFailure(null),
    check() {
      setShown(new Set(faults().keys()));
      return faults().keys().next().value ?? null;
    },
    async save() {
      setFailure(null);
      setSaving(true);
      try {
        // It is checked, metadata included, before it takes the place of the old one.
        await singlet.addProvider(editedEntry(entry, draft()));
        reloadProviders();
        return true;
      } catch (error) {
        setFailure(failureOf(error));
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}
