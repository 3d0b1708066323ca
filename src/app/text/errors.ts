/**
 * What a person reads for every error code: what happened, why, and the one thing to do.
 * `{provider}` stands for its name. A code without words does not compile.
 */
import type { ErrorCode } from '../../core/index.ts';
import { fill } from './text.ts';

export type ActionName = 'again' | 'reload' | 'retry' | 'signIn' | 'home' | 'providers' | 'inspect';

export const actionLabels: Readonly<Record<ActionName, string>> = {
  again: 'Start again',
  reload: 'Reload',
  retry: 'Try again',
  signIn: 'Sign in again',
  home: 'Go to connections',
  providers: 'Go to providers',
  inspect: 'Check the settings',
};

export interface ErrorWords {
  readonly title: string;
  readonly why: string;
  readonly action: ActionName;
}

const say = (action: ActionName, title: string, why: string): ErrorWords => ({ action, title, why });

export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  config_unreachable: say(
    'reload',
    'The settings of this page could not be read.',
    'singlet.config.json did not come, or is not valid JSON. It lies beside index.html.',
  ),
  config_invalid: say('inspect', 'These settings do not fit together.', 'One entry is not as it must be; the others still work.'),
  provider_unknown: say(
    'providers',
    'This provider is no longer set up here.',
    'It was removed, or its id changed in singlet.config.json.',
  ),
  flow_unsupported: say('inspect', '{provider} cannot be used from a page.', 'It offers no sign-in that works without a server.'),
  insecure_context: say(
    'reload',
    'This address is not safe enough for tokens.',
    'Browsers give encryption only to https and to this device.',
  ),
  discovery_failed: say(
    'retry',
    'The settings of {provider} could not be read.',
    'Nothing readable stands under /.well-known at this address.',
  ),
  issuer_mismatch: say(
    'inspect',
    '{provider} calls itself by another address.',
    'The issuer must be exactly the one in its own metadata, down to the last slash.',
  ),
  endpoint_refused: say(
    'inspect',
    'An address of {provider} is not acceptable.',
    'Addresses must be https, or on this device, without user name or fragment.',
  ),
  pkce_missing: say(
    'inspect',
    '{provider} does not advertise PKCE.',
    'Without it, a code could be used by whoever catches it. If you know that S256 works, set "pkce": true.',
  ),
  storage_unavailable: say(
    'reload',
    'The sign-in cannot leave this page.',
    'This browser blocks storage for this site, so nothing would be here to receive the reply. Allow site data first.',
  ),
  no_transaction: say(
    'home',
    'This sign-in was not started here.',
    'No one pressed Connect in this tab, so the reply was thrown away and nothing changed.',
  ),
  transaction_expired: say('again', 'The sign-in took too long.', 'A reply counts for ten minutes after the click. Nothing was kept.'),
  transaction_changed: say(
    'again',
    'The settings of {provider} changed meanwhile.',
    'The reply belongs to the old ones, so it was thrown away.',
  ),
  state_missing: say(
    'again',
    'The reply does not say which sign-in it answers.',
    'Without its state it could come from anyone. Nothing was kept.',
  ),
  state_mismatch: say('again', 'The reply answers another sign-in.', 'Its state is not the one this tab made. Nothing was kept.'),
  response_invalid: say(
    'again',
    'The reply of {provider} contradicts itself.',
    'It names a thing twice, or both a result and an error. Nothing was kept.',
  ),
  iss_missing: say(
    'again',
    '{provider} did not name itself in its reply.',
    'It promised to (RFC 9207), so the reply may come from another. Nothing was kept.',
  ),
  iss_mismatch: say('again', 'The reply names another provider.', 'It did not come from {provider}, so nothing was kept or sent on.'),
  authorization_rejected: say('again', '{provider} did not grant access.', 'You or the provider said no. Nothing changed here.'),
  token_rejected: say(
    'again',
    '{provider} refused to give a token.',
    'A code counts once and for a short time only; it may have been used or be too old.',
  ),
  token_response_invalid: say(
    'again',
    '{provider} sent something that is not a token.',
    'The answer of its token endpoint has another shape. Nothing was kept.',
  ),
  token_invalid: say(
    'again',
    'The token of {provider} cannot be used.',
    'It has characters or a length that no request may carry. Nothing was kept.',
  ),
  token_type_unsupported: say('again', '{provider} gave a token of another kind.', 'Only bearer tokens can be used here.'),
  id_token_invalid: say(
    'again',
    'The ID token is not meant for this page.',
    'Its issuer, audience, nonce or time is not right. Nothing was kept.',
  ),
  reply_too_large: say(
    'inspect',
    'The reply of {provider} is too large.',
    'It is over 1 MB, which no token reply is. The endpoint address may be wrong.',
  ),
  redirect_refused: say(
    'inspect',
    'An endpoint of {provider} redirects.',
    'A token request must not be passed on. Use the final address, often the one with a slash at its end.',
  ),
  timed_out: say('retry', '{provider} did not answer in time.', 'It may be slow just now.'),
  network_failed: say(
    'retry',
    'No readable answer came.',
    'You may be offline, the address may be wrong, or the server does not let pages read it (CORS).',
  ),
  rate_limited: say('retry', '{provider} asks to wait.', 'It got too many requests in a short time.'),
  server_failed: say('retry', '{provider} has trouble on its side.', 'It answered with a server error. Nothing is wrong here.'),
  identity_failed: say('again', '{provider} did not say whose token this is.', 'Without that, the token was thrown away.'),
  identity_mismatch: say(
    'again',
    'This is another account.',
    'The token belongs to someone else than this connection, so it was thrown away. Sign out at {provider} first.',
  ),
  connection_unknown: say('home', 'This connection is no longer here.', 'It was disconnected, perhaps in another tab.'),
  needs_sign_in: say('signIn', '{provider} wants you to sign in again.', 'It ended this connection. Nothing else is lost.'),
  no_rule: say('providers', 'This connection may not go there.', 'No rule of {provider} covers the address, so no request was made.'),
  ambiguous_match: say('inspect', 'Several connections serve this address.', 'Choose the one to send with; Singlet does not guess.'),
  request_refused: say(
    'inspect',
    'This request may not carry a token.',
    'It must be a plain request to a clean address on another origin.',
  ),
  vault_unreadable: say('signIn', 'A stored token could not be opened.', 'Its record is damaged or its key is gone, so it was dropped.'),
  vault_newer: say('reload', 'A newer Singlet wrote this vault.', 'Reload to get that release. Nothing was changed.'),
  vault_blocked: say('reload', 'Another tab holds the vault.', 'It runs an older release. Close the other tabs of this page, then reload.'),
  vault_full: say('retry', 'This browser has no room left.', 'Nothing more can be stored for this site. Free some room first.'),
  vault_conflict: say('retry', 'Another tab was faster.', 'It changed this connection first, and its newer state stands.'),
  stale_release: say('reload', 'This page was updated while it was open.', 'A part of the old release is gone. Nothing is lost.'),
  aborted: say('retry', 'The call was cancelled.', 'No answer was waited for; the server may still have acted on it.'),
  disposed: say('reload', 'This page has let go of its vault.', 'Reload to open it again.'),
};

const unexpected = say(
  'reload',
  'Something went wrong in this page.',
  'This is a fault of Singlet, not of you or the provider. Your connections are untouched.',
);

/** The words for a failure; `provider` is the name that a person knows. */
export function describe(
  failure: { readonly code: ErrorCode | 'unexpected' },
  provider = 'the provider',
): ErrorWords & { readonly label: string } {
  const chosen = failure.code === 'unexpected' ? unexpected : errorWords[failure.code];
  return {
    action: chosen.action,
    label: actionLabels[chosen.action],
    title: sentence(fill(chosen.title, { provider })),
    why: sentence(fill(chosen.why, { provider })),
  };
}

/** A name keeps its letters; "the provider" begins a sentence with a capital. */
function sentence(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}

export const errorLabels = {
  code: 'Code',
  said: 'Said by the provider',
  detail: 'In detail',
  provider: 'Provider',
  kept: 'Kept',
  nothing: 'nothing',
  facts: 'What is known',
} as const;
