/**
 * One sentence for each code: what a person can do now. The app's catalogue says more; this is for every other page.
 * Those here can be needed at once; those of acts come with them (session/act-hints.ts), which saves every page their bytes.
 */
import type { ErrorCode } from './errors.ts';

export const hints: Partial<Record<ErrorCode, string>> = {
  config_unreachable: 'Put singlet.config.json beside singlet.js.',
  config_invalid: 'Correct what the message names.',
  provider_unknown: 'Use an id that providers() lists.',
  insecure_context: 'Open this page over https, or as localhost.',
  stale_release: 'Reload the page; it was updated.',
  storage_unavailable: 'Allow site data, or sign in with mode popup.',
  timed_out: 'No reply came. Try again.',
  connection_unknown: 'Use an id that connections() lists.',
  needs_sign_in: 'Sign in again; nothing else is lost.',
  no_rule: 'Add a rule for it under "api" in the config.',
  ambiguous_match: 'Choose a connection with for(id).fetch().',
  request_refused: 'Send it without mode no-cors.',
  aborted: 'Call it again.',
  disposed: 'Create another Singlet.',
  vault_unreadable: 'Sign in again; a record was damaged.',
  vault_newer: 'Reload the page; the vault is newer.',
  vault_blocked: 'Close the other tabs of this page.',
};
