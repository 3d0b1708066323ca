/**
 * Puts a checked entry and its preset together. `ConfigEntry` + `Preset` -> `Provider`. Pure.
 * Defaults live here and nowhere else.
 */
import type { ApiRule, Placement, Provider } from './provider.ts';
import type { ConfigEntry, Preset } from './entry.ts';

const defaultMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Replaces `{base}` in every text of a preset. */
function rebase<T>(value: T, base: string): T {
  if (typeof value === 'string') return value.replaceAll('{base}', base) as T;
  if (Array.isArray(value)) return value.map((item) => rebase(item, base)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rebase(item, base)])) as T;
}

/** Laid over each other, the entry on top. */
export function withPreset(entry: ConfigEntry, preset: Preset | undefined): ConfigEntry {
  const merged = { ...preset, ...entry };
  return rebase(merged, (merged.base ?? '').replace(/\/+$/, ''));
}

function placementOf(text: string | undefined): Placement {
  return text?.startsWith('query:') ? { in: 'query', name: text.slice('query:'.length) } : { in: 'header' };
}

function apiRule(rule: NonNullable<ConfigEntry['api']>[number]): ApiRule {
  return {
    origin: new URL(rule.origin).origin,
    path: new URL(rule.path ?? '/', rule.origin).pathname.replace(/\/+$/, ''),
    methods: (rule.methods ?? defaultMethods).map((method) => method.toUpperCase()),
    placement: placementOf(rule.placement),
  };
}

/** `entry` must have passed the checks of `config.ts`. `callback` is `<base>callback/`. */
export function resolveProvider(entry: ConfigEntry, callback: string, local: boolean): Provider {
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    preset: entry.preset,
    local,
    demo: entry.demo ?? false,
    client_id: entry.client_id,
    issuer: entry.issuer,
    authorization_endpoint: entry.authorization_endpoint,
    token_endpoint: entry.token_endpoint,
    revocation_endpoint: entry.revocation_endpoint,
    userinfo_endpoint: entry.userinfo_endpoint,
    end_session_endpoint: entry.end_session_endpoint,
    scope: entry.scope ?? (entry.issuer ? 'openid' : ''),
    flow: entry.flow ?? 'auto',
    pkce: entry.pkce ?? false,
    redirect_uri: entry.redirect_uri ? new URL(entry.redirect_uri, callback).href : callback,
    redirectBinding: entry.redirectBinding ?? 'state',
    extraQueryParams: entry.extraQueryParams ?? {},
    extraTokenParams: entry.extraTokenParams ?? {},
    reply: entry.reply ?? {},
    expires: { skew: entry.expires?.skew ?? 60, missing: entry.expires?.missing ?? 'unknown' },
    identity: entry.identity,
    api: (entry.api ?? []).map(apiRule),
    inputs: (entry.inputs ?? []).map((input) => ({ ...input, required: input.required ?? false })),
    samples: (entry.samples ?? []).map((sample) => ({ ...sample, method: sample.method ?? 'GET' })),
    singleFlight: entry.singleFlight ?? false,
    docs: entry.docs,
  };
}
