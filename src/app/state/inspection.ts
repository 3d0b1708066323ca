/**
 * The form for a provider of one's own: draft, faults, what its metadata says, save and connect.
 * Side effects: reads metadata, keeps the provider in this browser.
 */
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { Capabilities, ProviderInfo } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import { type Draft, type DraftFault, type DraftField, emptyDraft, entryFor, faultOf, faultsOf, sameAs } from './provider-draft.ts';
import type { Session } from './session.ts';

export interface Inspection {
  readonly draft: Accessor<Draft>;
  change(part: Partial<Draft>): void;
  /** Reads the metadata again. */
  retry(): void;
  /** Takes the failure off the page. */
  forget(): void;
  /** How the provider is called before it has a name: the host of its address. */
  readonly name: Accessor<string | undefined>;
  /** Faults of the fields that a person has left or tried to send. */
  fault(field: DraftField): DraftFault | null;
  leave(field: DraftField): void;
  /** Host whose settings are being read. */
  readonly reading: Accessor<string | null>;
  readonly found: Accessor<{ readonly provider: ProviderInfo; readonly capabilities: Capabilities } | null>;
  readonly failure: Accessor<Failure | null>;
  readonly redirectUri: Accessor<string>;
  /** The first field with a fault, which is then shown; null when the draft can be used. */
  check(): DraftField | null;
  /** Keeps it in this browser; null when that failed, and why stands in `failure`. */
  save(): Promise<ProviderInfo | null>;
}

const addressFields: readonly DraftField[] = ['issuer', 'authorization', 'token', 'userinfo'];

export function createInspection(session: Session): Inspection {
  const { singlet, base } = session;
  const [draft, setDraft] = createSignal(emptyDraft);
  const [shown, setShown] = createSignal<ReadonlySet<DraftField>>(new Set());
  const [reading, setReading] = createSignal<string | null>(null);
  const [found, setFound] = createSignal<{ provider: ProviderInfo; capabilities: Capabilities } | null>(null);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const faults = createMemo(() => faultsOf(draft()));
  let turn = 0;

  const taken = () => session.providers().map(({ id }) => id);
  /** A code-flow provider that does not name itself in replies gets a redirect URI of its own (RFC 9700 section 4.4). */
  const ownRedirect = (known: { capabilities: Capabilities } | null) =>
    known && known.capabilities.flow === 'code' && !known.capabilities.iss
      ? new URL(`callback/?p=${entryFor(draft(), taken()).id}`, base).href
      : undefined;
  const redirectUri = createMemo(() => {
    const addressed = faultOf(draft().endpoints ? 'authorization' : 'issuer', draft()) === null;
    return (addressed ? ownRedirect(found()) : undefined) ?? new URL('callback/', base).href;
  });

  const read = async () => {
    const mine = ++turn;
    setFound(null);
    setFailure(null);
    if (addressFields.some((field) => faults().has(field)) || !session.online()) return setReading(null);
    const entry = entryFor(draft(), taken());
    setReading(new URL(entry.issuer ?? entry.authorization_endpoint ?? '').host);
    try {
      const known = await singlet.inspectProvider(entry);
      if (mine === turn) setFound(known);
    } catch (error) {
      if (mine === turn) setFailure(failureOf(error));
    } finally {
      if (mine === turn) setReading(null);
    }
  };

  let readFor = '';
  const addressed = () => [draft().endpoints, ...addressFields.map((field) => draft()[field].trim())].join(' ');
  return {
    draft,
    change(part) {
      setDraft((now) => ({ ...now, ...part }));
      if (addressed() === readFor) return;
      // What was found belongs to another address.
      turn += 1;
      setReading(null);
      setFound(null);
      setFailure(null);
      readFor = '';
    },
    retry: () => void read(),
    forget: () => setFailure(null),
    name: () => (faultOf(draft().endpoints ? 'authorization' : 'issuer', draft()) ? undefined : entryFor(draft(), []).name),
    fault: (field) => (shown().has(field) ? (faults().get(field) ?? null) : null),
    leave(field) {
      // An empty field that was only passed through is not yet a mistake.
      if (draft()[field].trim()) setShown((fields) => new Set(fields).add(field));
      if (!addressFields.includes(field) || !draft()[field].trim() || addressed() === readFor) return;
      readFor = addressed();
      void read();
    },
    reading,
    found,
    failure,
    redirectUri,
    check() {
      setShown(new Set(faults().keys()));
      return faults().keys().next().value ?? null;
    },
    async save() {
      setFailure(null);
      const provisional = entryFor(draft(), []);
      const earlier = sameAs(provisional, session.providers());
      const held = earlier && session.connections.all().some(({ provider }) => provider === earlier.id);
      try {
        if (earlier && held) return earlier;
        if (earlier) await singlet.removeProvider(earlier.id);
        session.reloadProviders();
        const known = found() ?? (await singlet.inspectProvider(entryFor(draft(), taken())));
        setFound(known);
        const saved = await singlet.addProvider(entryFor(draft(), taken(), ownRedirect(known)));
        session.reloadProviders();
        return saved;
      } catch (error) {
        setFailure(failureOf(error));
        return null;
      }
    },
  };
}
