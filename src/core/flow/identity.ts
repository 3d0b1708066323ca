/**
 * Learns whose token it is. Provider + token -> `Identity`.
 * OpenID userinfo (OpenID Connect Core section 5.3) or the `identity` rule of the config.
 * Each leg is build (pure), send, validate (pure).
 */
import { SingletError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import { isMachine } from '../provider/info.ts';
import type { ApiRule, IdentityRule, Provider } from '../provider/provider.ts';
import { fetchJson, type GuardedFetch } from './guarded-fetch.ts';
import type { Claims } from './id-token.ts';
import { valueAt } from './reply-path.ts';

export interface Profile {
  readonly service: string;
  readonly id: string;
  readonly name?: string | undefined;
}

/** Whose token it is, as the provider tells. `sub` is the stable id. */
export interface Identity {
  readonly sub: string;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly picture?: string | undefined;
  readonly profiles?: readonly Profile[] | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** A request that carries the token where the API of that origin wants it. Pure. */
export function buildIdentityRequest(
  endpoint: string,
  token: Secret,
  rules: readonly ApiRule[],
): { url: string; headers: Record<string, string> } {
  const url = new URL(endpoint);
  const { placement = { in: 'header' }, scheme = 'Bearer' } = rules.find(({ origin }) => origin === url.origin) ?? {};
  const headers: Record<string, string> = { accept: 'application/json' };
  if (placement.in === 'query') url.searchParams.set(placement.name, token.reveal());
  else headers.authorization = `${scheme} ${token.reveal()}`;
  return { url: url.href, headers };
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value.slice(0, 300) : typeof value === 'number' ? String(value) : undefined;

/** Every key but the id whose value is a list: `{ "twitter": ["1234"] }` gives one profile. */
function listedProfiles(fields: Fields, sub: string): Profile[] {
  return Object.entries(fields)
    .filter(([key, value]) => key !== sub && Array.isArray(value))
    .flatMap(([service, ids]) => (ids as unknown[]).map((id) => ({ service, id: text(id) ?? '' })).filter(({ id }) => id !== ''));
}

/** Reply of an identity endpoint -> `Identity`, or `identity_failed`. Pure. */
export function validateIdentity(
  body: unknown,
  rule: Pick<IdentityRule, 'sub' | 'name' | 'email' | 'picture' | 'profiles'>,
  provider: string,
): Identity {
  const fields = typeof body === 'object' && body !== null ? (body as Fields) : {};
  const id = valueAt(fields, rule.sub);
  // Never cut, never rounded: two people must not become one.
  const sub = typeof id === 'string' && id.length <= 2000 ? id : Number.isSafeInteger(id) ? String(id) : '';
  if (sub === '') throw new SingletError('identity_failed', { provider, detail: `no "${rule.sub}" in the reply` });
  return {
    sub,
    name: text(valueAt(fields, rule.name)),
    email: text(valueAt(fields, rule.email)),
    picture: text(valueAt(fields, rule.picture)),
    ...(rule.profiles === 'lists' && { profiles: listedProfiles(fields, rule.sub) }),
  };
}

/** Names and handles from a second reply, laid over what the first one proved. Pure. */
export function addDetail(identity: Identity, body: unknown, rule: IdentityRule): Identity {
  const fields = typeof body === 'object' && body !== null ? (body as Fields) : {};
  const services = valueAt(fields, 'services') as Fields | undefined;
  return {
    ...identity,
    name: identity.name ?? text(valueAt(fields, rule.name)),
    picture: identity.picture ?? text(valueAt(fields, rule.picture)),
    profiles: identity.profiles?.map((profile) => {
      const entry = services && Object.hasOwn(services, profile.service) ? (services[profile.service] as Fields) : undefined;
      // It tells of one account at each service; another one there goes without a name rather than by a wrong one.
      const same = entry && (entry.id === undefined || text(entry.id) === profile.id);
      return same ? { ...profile, name: text(entry.handle) ?? text(entry.name) } : profile;
    }),
  };
}

/** The names that OpenID Connect Core section 5.1 gives to the parts of an identity. */
const userinfoRule = { sub: 'sub', name: 'name', email: 'email', picture: 'picture' };

export interface IdentityPorts {
  readonly fetch: GuardedFetch;
  /** Told before a token goes into the query, with the parameter's name. */
  readonly inQuery: (parameter: string) => void | Promise<void>;
}

/** Errors: `identity_failed`, `identity_mismatch`, and those of the guarded fetch. */
export async function identify(
  provider: Provider,
  token: Secret,
  claims: Claims | undefined,
  { fetch, inQuery }: IdentityPorts,
): Promise<Identity> {
  const ask = async (endpoint: string) => {
    for (const { placement } of provider.api) if (placement.in === 'query') await inQuery(placement.name);
    const { url, headers } = buildIdentityRequest(endpoint, token, provider.api);
    return fetchJson(fetch, url, { headers }, 'identity_failed');
  };
  const rule = provider.identity;
  if (rule) {
    const identity = validateIdentity(await ask(rule.endpoint), rule, provider.id);
    if (!rule.detail) return identity;
    const detail = await ask(rule.detail).catch(() => undefined);
    return addDetail(identity, detail, rule);
  }
  const claimed = claims && validateIdentity(claims, userinfoRule, provider.id);
  if (provider.userinfo_endpoint) {
    const told = await ask(provider.userinfo_endpoint)
      .then((body) => validateIdentity(body, userinfoRule, provider.id))
      .catch((error: unknown) => {
        // The ID token already says who it is; userinfo only adds names.
        if (claimed) return claimed;
        throw error;
      });
    if (claimed && told.sub !== claimed.sub)
      throw new SingletError('identity_mismatch', { provider: provider.id, detail: 'userinfo names someone else than the ID token' });
    return { ...claimed, ...told };
  }
  // A machine is its own account.
  return claimed ?? (isMachine(provider) ? { sub: provider.client_id, name: provider.client_id } : { sub: '' });
}
