/**
 * A provider that a person describes in the form: typed text -> faults, or a config entry. Pure.
 */
import type { ConfigEntry, ProviderInfo } from '../../core/index.ts';

export interface Draft {
  /** As a person calls it; empty means by its address. */
  readonly name: string;
  /** True where there is no issuer and the endpoints are typed. */
  readonly endpoints: boolean;
  /** What is common to the addresses of a preset; empty where there is none. */
  readonly base: string;
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string;
  readonly clientId: string;
  readonly scope: string;
  readonly api: string;
}

export const emptyDraft: Draft = {
  name: '',
  endpoints: false,
  base: '',
  issuer: '',
  authorization: '',
  token: '',
  userinfo: '',
  clientId: '',
  scope: '',
  api: '',
};

export type DraftField = Exclude<keyof Draft, 'endpoints'>;
type AddressFault = 'address' | 'scheme' | 'extra';
export type DraftFault = AddressFault | `issuer-${AddressFault | 'empty'}` | 'client-empty' | 'client-space' | 'endpoint-empty';

function addressFault(text: string, query: boolean): AddressFault | null {
  if (!URL.canParse(text)) return 'address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'address';
  const loopback = /(^|\.)localhost$/.test(url.hostname) || url.hostname === '127.0.0.1' || url.hostname === '[::1]';
  if (url.protocol === 'http:' && !loopback) return 'scheme';
  if (url.username || url.password || url.hash || (url.search && !query)) return 'extra';
  return null;
}

export function faultOf(field: DraftField, draft: Draft): DraftFault | null {
  const value = draft[field].trim();
  if (field === 'scope' || field === 'name') return null;
  if (field === 'clientId') {
    if (!value) return 'client-empty';
    return /\s/.test(value) ? 'client-space' : null;
  }
  if (field === 'issuer') {
    if (draft.endpoints) return null;
    if (!value) return 'issuer-empty';
    const fault = addressFault(value, false);
    return fault && `issuer-${fault}`;
  }
  if (field === 'base') return addressFault(value, false);
  if (field !== 'api' && !draft.endpoints) return null;
  if (!value) return field === 'authorization' ? 'endpoint-empty' : null;
  return addressFault(value, field !== 'api');
}

export const draftFields: readonly DraftField[] = ['issuer', 'authorization', 'token', 'userinfo', 'clientId', 'scope', 'api'];

/** Fields with their faults, in the order they stand on the page. */
export function faultsOf(draft: Draft): ReadonlyMap<DraftField, DraftFault> {
  const found = new Map<DraftField, DraftFault>();
  for (const field of draftFields) {
    const fault = faultOf(field, draft);
    if (fault) found.set(field, fault);
  }
  return found;
}

/**
 * What may have been meant where this is no issuer: the address of its metadata was pasted (OpenID Discovery section 4,
 * RFC 8414 section 3.1), or it has a slash too many or too few.
 */
export function nearIssuers(typed: string): readonly string[] {
  if (!URL.canParse(typed)) return [];
  const { origin, pathname } = new URL(typed);
  const plain = pathname.replace(/\/\.well-known\/(?:openid-configuration|oauth-authorization-server)/, '').replace(/\/+$/, '');
  return [origin + plain, `${origin + plain}/`].filter((one) => one !== typed.trim());
}

/** The address without what every such host is called: `id.acme.example` is known as `acme.example`. */
export function nameFor(address: string): string {
  const { host, pathname } = new URL(address);
  const realm = /\/(?:realms|tenants?)\/([\w.-]+)/.exec(pathname)?.[1];
  const short = host.split('.').length > 2 ? host.replace(/^(id|auth|login|accounts?|sso|oauth2?|idp|www)\./, '') : host;
  return realm ? `${realm} at ${short}` : short;
}

/** An id for config and storage keys, free among `taken`. */
export function idFor(name: string, taken: readonly string[]): string {
  const stem =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || 'provider';
  let id = stem;
  for (let count = 2; taken.includes(id); count += 1) id = `${stem}-${count}`;
  return id;
}

function apiRules(text: string): Pick<ConfigEntry, 'api'> {
  const value = text.trim();
  if (!value) return {};
  const { origin, pathname } = new URL(value);
  return { api: [{ origin, ...(pathname !== '/' && { path: pathname }) }] };
}

/** `draft` has no faults, but for a client id that may still be missing while its metadata is read. */
export function entryFor(draft: Draft, taken: readonly string[], redirectUri?: string): ConfigEntry {
  const address = (draft.endpoints ? draft.authorization : draft.issuer).trim();
  const name = draft.name.trim() || nameFor(address);
  const [scope, token, userinfo] = [draft.scope.trim(), draft.token.trim(), draft.userinfo.trim()];
  const where: Partial<ConfigEntry> = draft.endpoints
    ? {
        authorization_endpoint: address,
        ...(token ? { token_endpoint: token, flow: 'code', pkce: true } : { flow: 'token' }),
        ...(userinfo && { userinfo_endpoint: userinfo }),
      }
    : { issuer: address };
  return {
    id: idFor(name, taken),
    name,
    client_id: draft.clientId.trim() || 'not-entered-yet',
    ...(draft.base.trim() && { base: draft.base.trim() }),
    ...where,
    ...(scope && { scope }),
    ...(redirectUri && { redirect_uri: redirectUri }),
    ...apiRules(draft.api),
  };
}

/** One that was added earlier with the same address and client, to be used again instead of added twice. */
export function sameAs(entry: ConfigEntry, providers: readonly ProviderInfo[]): ProviderInfo | undefined {
  // Without an issuer the name stands for the address.
  return providers.find(
    (one) =>
      one.local &&
      one.client_id === entry.client_id &&
      one.issuer === entry.issuer &&
      (entry.issuer !== undefined || one.name === entry.name),
  );
}
