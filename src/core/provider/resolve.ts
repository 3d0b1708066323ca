/**
 * Puts defaults under a checked entry. `ConfigEntry` -> `Provider`. Pure.
 * Defaults live here and nowhere else.
 */

import type { ConfigEntry } from './entry.ts';
import type { ApiRule, Placement, Provider } from './provider.ts';

const defaultMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function placementOf(text: string | undefined): Placement {
  return text?.startsWith('query:') ? { in: 'query', name: text.slice('query:'.length) } : { in: 'header' };
}

function apiRule(rule: NonNullable<ConfigEntry['api']>[number]): ApiRule {
  return {
    ...rule,
    origin: new URL(rule.origin).origin,
    path: new URL(rule.path ?? '/', rule.origin).pathname.replace(/\/+$/, ''),
    methods: (rule.methods ?? defaultMethods).map((method) => method.toUpperCase()),
    placement: placementOf(rule.placement),
  };
}

const defaults = {
  demo: false,
  flow: 'auto',
  pkce: false,
  redirectBinding: 'state',
  expires: {},
  inputs: [],
  samples: [],
  extraQueryParams: {},
  extraTokenParams: {},
  reply: {},
  tokenRequest: {},
  revocationRequests: [],
  endSession: {},
  singleFlight: false,
} as const;

/** `entry` must have passed the checks of `config.ts`. `callback` is `<base>callback/`. */
export function resolveProvider(entry: ConfigEntry, callback: string, local: boolean): Provider {
  const { api = [], redirect_uri, name = entry.id } = entry;
  return {
    ...defaults,
    scope: entry.issuer ? 'openid' : '',
    // Only what the entry really states: an undefined would hide a default.
    ...(Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as ConfigEntry & typeof defaults),
    name,
    local,
    // Counted from the folder of singlet.js, so that "callback/?p=ID" means what it says.
    // A code that is shown on a page needs none.
    redirect_uri:
      redirect_uri === undefined && entry.flow === 'manual-code' ? '' : new URL(redirect_uri ?? 'callback/', new URL('../', callback)).href,
    api: api.map(apiRule),
  } as Provider;
}
