/**
 * One sentence for each code: what a person can do now. The app's catalogue says more; this is for every other page.
 * Those here can be needed at once; those of acts come with them (session/act-hints.ts), which saves every page their bytes.
 */
import type { ErrorCode } from './errors.ts';

export const hints: Partial<Record<ErrorCode, string>> = {
  config_unreachable: 'Put the config beside singlet.js.',
  config_invalid: 'Correct what the message names.',
  provider_unknown: 'Use an id of providers().',
  insecure_context: 'Use https, or localhost.',
  stale_release: 'Reload the page.',
  storage_unavailable: 'Allow site data, or use a popup.',
  timed_out: 'Try again.',
  connection_unknown: 'Use an id of connections().',
  needs_sign_in: 'Sign in again.',
  no_rule: 'Add a rule under "api".',
  ambiguous_match: 'Use for(id) or setDefault().',
  request_refused: 'Correct what the message names.',
  disposed: 'Create a new one.',
  vault_unreadable: 'Sign in again.',
  vault_newer: 'Reload the page.',
  vault_blocked: 'Close other tabs.',
};
