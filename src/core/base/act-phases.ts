/** The codes that only an act can end with, by phase; see phases.ts. Data. */
export const actPhases = {
  config: 'flow_unsupported',
  discovery: 'discovery_failed* pkce_missing issuer_mismatch endpoint_refused',
  authorize: 'popup_blocked* popup_closed* opener_unsafe sign_in_elsewhere* consent_needed interaction_required',
  callback:
    'no_transaction transaction_expired* transaction_changed* state_missing* state_mismatch* response_invalid* redirect_mismatch* opener_gone* code_invalid* iss_missing* iss_mismatch authorization_rejected*',
  token:
    'token_rejected* client_rejected* secret_needed* key_invalid* token_response_invalid* token_invalid token_type_unsupported id_token_invalid reply_too_large redirect_refused network_failed* offline* unreachable* cors_blocked policy_blocked mixed_content local_network_denied* rate_limited* server_failed*',
  identity: 'identity_failed* identity_mismatch',
  request: 'aborted* action_rejected* preview_stale*',
  vault: 'vault_conflict*',
} as const;
