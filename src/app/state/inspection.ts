/**
 * The form for a provider of one's own: draft, faults, what its metadata says, save and connect.
 * Side effects: reads metadata, keeps the provider in this browser.
 */
import { type Accessor, batch, createMemo, createSignal } from 'solid-js';
import type { Capabilities, ProviderInfo } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import {
  type Draft,
  type DraftFault,
  type DraftField,
  emptyDraft,
  entryFor,
  faultOf,
  faultsOf,
  nearIssuers,
  sameAs,
} from './provider-draft.ts';
import type { Session } from './session.ts';

export interface Inspection {
  readonly draft: Accessor<Draft>;
  change(part: Partial<Draft>): void;
  /** Reads the metadata again. */
  retry(): void;
  /** Takes the failure off the page. */
  forget(): void;
  /** How it is called before it has a name: the host that was typed. */
  readonly name: Accessor<string | undefined>;
  /** The issuer that was probably meant, where the typed one is none. */
  readonly instead: Accessor<string | null>;
  useInstead(): void;
  /** The form is empty again. */
  reset(): void;
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

/** What is known of the address in the draft; the latest question wins. */
function createReading({ singlet, online, providers }: Session, draft: Accessor<Draft>) {
  const [reading, setReading] = createSignal<string | null>(null);
  const [found, setFound] = createSignal<{ provider: ProviderInfo; capabilities: Capabilities } | null>(null);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [instead, setInstead] = createSignal<string | null>(null);
  let turn = 0;

  const taken = () => providers().map(({ id }) => id);
  const inspect = (issuer = draft().issuer) => singlet.inspectProvider(entryFor({ ...draft(), issuer }, taken()));
  const begin = () => {
    batch(() => {
      setReading(null);
      setFailure(null);
      setInstead(null);
    });
    return ++turn;
  };
  /** The near issuer that answers, if one does. */
  const findNear = async (): Promise<string | null> => {
    for (const issuer of nearIssuers(draft().issuer)) {
      const answers = await inspect(issuer).then(
        () => true,
        () => false,
      );
      if (answers) return issuer;
    }
    return null;
  };
  const fail = async (error: unknown, mine: number) => {
    const failed = failureOf(error);
    const wrong = failed.code === 'issuer_mismatch' || failed.code === 'discovery_failed' || /\/\.well-known\//.test(draft().issuer);
    const near = wrong && !draft().endpoints ? await findNear() : null;
    if (mine !== turn) return;
    batch(() => {
      setInstead(near);
      setFailure(failed);
    });
  };
  return {
    reading,
    found,
    failure,
    instead,
    taken,
    inspect,
    begin,
    fail,
    keep: (known: { provider: ProviderInfo; capabilities: Capabilities }) => void setFound(known),
    /** What was found belongs to another address. */
    unread() {
      begin();
      setFound(null);
    },
    async read() {
      const mine = begin();
      setFound(null);
      if (addressFields.some((field) => faultsOf(draft()).has(field)) || !online()) return;
      const entry = entryFor(draft(), taken());
      setReading(new URL(entry.issuer ?? entry.authorization_endpoint ?? '').host);
      try {
        const known = await inspect();
        if (mine === turn) setFound(known);
      } catch (error) {
        await fail(error, mine);
      } finally {
        if (mine === turn) setReading(null);
      }
    },
  };
}

export function createInspection(session: Session): Inspection {
  const { singlet, base } = session;
  const [draft, setDraft] = createSignal(emptyDraft);
  const [shown, setShown] = createSignal<ReadonlySet<DraftField>>(new Set());
  const faults = createMemo(() => faultsOf(draft()));
  const about = createReading(session, draft);
  const { found, taken } = about;

  /** A code-flow provider that does not name itself in replies gets a redirect URI of its own (RFC 9700 section 4.4). */
  const ownRedirect = (known: { capabilities: Capabilities } | null) =>
    known && known.capabilities.flow === 'code' && !known.capabilities.iss
      ? new URL(`callback/?p=${entryFor(draft(), taken()).id}`, base).href
      : undefined;
  const redirectUri = createMemo(() => {
    const addressed = faultOf(draft().endpoints ? 'authorization' : 'issuer', draft()) === null;
    return (addressed ? ownRedirect(found()) : undefined) ?? new URL('callback/', base).href;
  });

  let readFor = '';
  const addressed = () => [draft().endpoints, ...addressFields.map((field) => draft()[field].trim())].join(' ');
  const readNow = () => {
    readFor = addressed();
    void about.read();
  };
  const unread = () => {
    readFor = '';
    about.unread();
  };
  return {
    draft,
    change(part) {
      setDraft((now) => ({ ...now, ...part }));
      if (addressed() !== readFor) unread();
    },
    retry: readNow,
    forget: () => void about.begin(),
    name() {
      const address = (draft().endpoints ? draft().authorization : draft().issuer).trim();
      return URL.canParse(address) ? new URL(address).host : undefined;
    },
    instead: about.instead,
    useInstead() {
      const issuer = about.instead();
      if (!issuer) return;
      setDraft((now) => ({ ...now, issuer }));
      readNow();
    },
    reset() {
      unread();
      setDraft(emptyDraft);
      setShown(new Set<DraftField>());
    },
    fault: (field) => (shown().has(field) ? (faults().get(field) ?? null) : null),
    leave(field) {
      // An empty field that was only passed through is not yet a mistake.
      if (draft()[field].trim()) setShown((fields) => new Set(fields).add(field));
      if (addressFields.includes(field) && draft()[field].trim() && addressed() !== readFor) readNow();
    },
    reading: about.reading,
    found,
    failure: about.failure,
    redirectUri,
    check() {
      setShown(new Set(faults().keys()));
      return faults().keys().next().value ?? null;
    },
    async save() {
      const mine = about.begin();
      const provisional = entryFor(draft(), []);
      const earlier = sameAs(provisional, session.providers());
      const held = earlier && session.connections.all().some(({ provider }) => provider === earlier.id);
      try {
        if (earlier && held) return earlier;
        if (earlier) await singlet.removeProvider(earlier.id);
        session.reloadProviders();
        const known = found() ?? (await about.inspect());
        about.keep(known);
        const saved = await singlet.addProvider(entryFor(draft(), taken(), ownRedirect(known)));
        session.reloadProviders();
        return saved;
      } catch (error) {
        await about.fail(error, mine);
        return null;
      }
    },
  };
}
