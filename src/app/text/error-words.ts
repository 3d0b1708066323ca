/**
 * What a person reads for every error code: what happened, why, what became of codes and tokens, and the one thing to do.
 * `{provider}` stands for its name, `{host}` for the place that was asked, `{sure}` for how certain the reason is.
 * A code without words does not compile.
 */
import type { ErrorCode } from '../../core/index.ts';
import { stale } from './stale.ts';

export type ActionName =
  | 'again'
  | 'reload'
  | 'retry'
  | 'signIn'
  | 'home'
  | 'providers'
  | 'inspect'
  | 'popup'
  | 'newTab'
  | 'takeOver'
  | 'retrySecret'
  | 'giveSecret'
  | 'chooseKey'
  | 'paste'
  | 'copy';

export interface ErrorWords {
  readonly title: string;
  readonly why: string;
  readonly action: ActionName;
}

export const say = (action: ActionName, title: string, why: string): ErrorWords => ({ action, title, why });

export const errorWords: Readonly<Record<ErrorCode, ErrorWords>> = {
  config_unreachable: say(
    'reload',
    'The settings of this page could not be read.',
    'singlet.config.json did not come, or is not valid JSON. It lies beside index.html. Your connections are untouched.',
  ),
  config_invalid: say('inspect', 'These settings do not fit together.', 'One entry is not as it must be; the others still work.'),
  provider_unknown: say(
    'providers',
    'This provider is no longer set up here.',
    'It was removed, or its id changed in singlet.config.json. Its connections are still kept.',
  ),
  flow_unsupported: say(
    'inspect',
    '{provider} cannot be used from a page.',
    'It offers no sign-in that works without a server, so nothing was sent.',
  ),
  insecure_context: say(
    'reload',
    'This address is not safe enough for tokens.',
    'Browsers give encryption only to https and to this device, so nothing can be kept here.',
  ),
  discovery_failed: say(
    'retry',
    'The settings of {provider} could not be read.',
    'Nothing readable stands under /.well-known at this address. Nobody was sent there yet.',
  ),
  issuer_mismatch: say(
    'inspect',
    '{provider} calls itself by another address.',
    'The issuer must be exactly the one in its own metadata, down to the last slash. Nothing was sent.',
  ),
  endpoint_refused: say(
    'inspect',
    'An address of {provider} is not acceptable.',
    'Addresses must be https, or on this device, without user name or fragment. Nothing was sent.',
  ),
  pkce_missing: say(
    'inspect',
    '{provider} does not advertise PKCE.',
    'Without it, a code could be used by whoever catches it. If you know that S256 works, set "pkce": true.',
  ),
  storage_unavailable: say(
    'popup',
    'The sign-in cannot leave this page.',
    'This browser blocks storage for this site, so nothing would be here to receive the reply. A window can sign in, and this page waits for it.',
  ),
  popup_blocked: say(
    'popup',
    'The browser refused to open a window.',
    'It stops windows that a page opens by itself. Nothing was sent yet; a window that you open yourself is allowed.',
  ),
  popup_closed: say(
    'again',
    'The window closed before the sign-in was done.',
    'You closed it, or {provider} cut it off from this page, and no reply followed. Nothing was kept.',
  ),
  opener_unsafe: say(
    'newTab',
    'Another site opened or framed this page.',
    'It could slip in a reply of its own, because {provider} does not say which sign-in a reply answers. Nothing was sent; in a tab of its own this works.',
  ),
  sign_in_elsewhere: say(
    'takeOver',
    'Another tab is signing in at {provider}.',
    '{provider} knows one sign-in at a time, and a second one ends the first. Nothing was sent from here: finish in the other tab, or give that one up.',
  ),
  consent_needed: say(
    'again',
    'This needs your consent first.',
    'To add to an account, its token has to stand in the address of the sign-in page, where {provider} and the browser history see it. Nothing was sent.',
  ),
  interaction_required: say(
    'signIn',
    '{provider} wants to hear from you.',
    'It does not renew this connection without a question to you. The connection is as it was.',
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
    'The reply belongs to the old ones, so it was thrown away. Nothing was kept.',
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
  redirect_mismatch: say(
    'again',
    'The reply came back at another address.',
    'It landed on a redirect URI that this sign-in did not name, so it may belong to another provider. Nothing was kept or sent on.',
  ),
  opener_gone: say(
    'again',
    'The page that began this sign-in is gone.',
    'It was closed or reloaded while its window was open, so nobody took the reply. It was thrown away.',
  ),
  code_invalid: say(
    'paste',
    'There is no code in what was pasted.',
    'It is neither the code nor the whole address that {provider} showed. Nothing was sent, so the code still counts.',
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
    'A code counts once and for a short time only; it may have been used or be too old. Nothing was kept.',
  ),
  client_rejected: say(
    'retrySecret',
    '{provider} refused the client id or the secret.',
    'One of the two is not what it knows. No token came, and the secret was kept nowhere.',
  ),
  secret_needed: say(
    'giveSecret',
    'A new token of {provider} needs its secret again.',
    'It was given to this page and not kept: a reload, leaving the page, or 15 minutes without a use forget it. The connection is as it was.',
  ),
  key_invalid: say(
    'chooseKey',
    'The file is not a private key that can sign.',
    'An RSA key in PKCS#8 form is wanted, as PEM or DER, without a passphrase. Nothing was sent.',
  ),
  token_response_invalid: say(
    'again',
    '{provider} sent something that is not a token.',
    'The answer of its token endpoint has another shape. The code is used up; nothing was kept.',
  ),
  token_invalid: say(
    'again',
    'The token of {provider} cannot be used.',
    'It has characters or a length that no request may carry. Nothing was kept.',
  ),
  token_type_unsupported: say(
    'again',
    '{provider} gave a token of another kind.',
    'Only bearer tokens can be used here. Nothing was kept.',
  ),
  id_token_invalid: say(
    'again',
    'The ID token is not meant for this page.',
    'Its issuer, audience, nonce or time is not right. Nothing was kept.',
  ),
  reply_too_large: say(
    'inspect',
    'The reply of {host} is too large.',
    'It is over 1 MB, which no token reply is, so reading stopped. The address may be wrong.',
  ),
  redirect_refused: say(
    'inspect',
    'An address at {host} redirects.',
    '{sure}: what carries a token or a code must not be passed on, so the request ended there. State the final address, often the one with a slash at its end.',
  ),
  timed_out: say('retry', '{host} did not answer in time.', 'The page stopped waiting. It may only be slow just now.'),
  network_failed: say(
    'retry',
    'No readable answer came from {host}.',
    'The connection broke, or the server does not let pages send such a request (CORS); which of the two, a page is not told.',
  ),
  offline: say('retry', 'There is no network.', '{sure}: this browser is offline, so {host} could not be asked.'),
  unreachable: say(
    'retry',
    '{host} cannot be reached from here.',
    '{sure}: the address is wrong, the server is down, or a firewall, a blocker or a bad certificate stands between.',
  ),
  cors_blocked: say(
    'copy',
    '{host} does not let this page read its replies.',
    '{sure}: it answers, but without the header that allows pages of this site (CORS). Only its operator can add that; ask for it.',
  ),
  policy_blocked: say(
    'inspect',
    'This page may not talk to {host}.',
    '{sure}: its own content policy blocks the address, before anything was sent. Use an https address, or ask the operator of this page.',
  ),
  mixed_content: say(
    'inspect',
    '{host} stands here with plain http.',
    '{sure}: a page on https may not talk to it, so the browser sent nothing. State its https address.',
  ),
  local_network_denied: say(
    'retry',
    'The browser keeps this page out of your local network.',
    '{sure}: {host} is on this device or near it, and pages from outside need your permission. Allow it in the site settings of the browser.',
  ),
  rate_limited: say('retry', '{provider} asks to wait.', 'It got too many requests in a short time. Nothing is lost.'),
  server_failed: say('retry', '{provider} has trouble on its side.', 'It answered with a server error. Nothing is wrong here.'),
  identity_failed: say('again', '{provider} did not say whose token this is.', 'Without that, the token was thrown away.'),
  identity_mismatch: say(
    'again',
    'This is another account.',
    'The token belongs to someone else than this connection, so it was discarded. Sign out at {provider} first.',
  ),
  connection_unknown: say('home', 'This connection is no longer here.', 'It was disconnected, perhaps in another tab.'),
  needs_sign_in: say('signIn', '{provider} wants you to sign in again.', 'It ended this connection. Nothing else is lost.'),
  no_rule: say('providers', 'This connection may not go there.', 'No rule of {provider} covers the address, so no request was made.'),
  ambiguous_match: say(
    'inspect',
    'Several connections serve this address.',
    'Choose the one to send with; Singlet does not guess, so no request was made.',
  ),
  request_refused: say(
    'inspect',
    'This request may not carry a token.',
    'It must be a plain request to a clean address on another origin. It was not sent.',
  ),
  action_rejected: say(
    'retry',
    '{provider} did not do it.',
    'It took the request and refused. Nothing changed here. What it says is the reason.',
  ),
  preview_stale: say(
    'retry',
    'There is something else at {provider} now.',
    'More or less would go than you were shown, so nothing was sent. Look again.',
  ),
  vault_unreadable: say(
    'signIn',
    'A stored token could not be opened.',
    'Its record is damaged or its key is gone, so it was dropped. Nothing else is lost.',
  ),
  vault_newer: say('reload', 'A newer Singlet wrote this vault.', 'Reload to get that release. Nothing was changed.'),
  vault_blocked: say(
    'reload',
    'Another tab holds the vault.',
    'It runs an older release. Close the other tabs of this page, then reload. Nothing is lost.',
  ),
  vault_full: say(
    'retry',
    'This browser has no room left.',
    'Nothing more can be stored for this site, so the change was not kept. Free some room first.',
  ),
  vault_conflict: say('retry', 'Another tab was faster.', 'It changed this connection first, and its newer state stands.'),
  stale_release: say('reload', stale.title, stale.why),
  aborted: say('retry', 'The call was cancelled.', 'No answer was waited for; the server may still have acted on it.'),
  disposed: say('reload', 'This page has let go of its vault.', 'Reload to open it again. Nothing is lost.'),
};
