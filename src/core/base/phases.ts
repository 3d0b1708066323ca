/**
 * The codes of each phase that any page may meet; `*` behind a code: the same act may succeed if it is done again.
 * Those that only an act can end with come with the acts (act-phases.ts), as their hints do. Data.
 */
export const phases = {
  config: 'config_unreachable* config_invalid provider_unknown insecure_context stale_release*',
  authorize: 'storage_unavailable',
  token: 'timed_out*',
  request: 'connection_unknown needs_sign_in no_rule ambiguous_match request_refused disposed',
  vault: 'vault_unreadable vault_newer vault_blocked* vault_full*',
} as const;
