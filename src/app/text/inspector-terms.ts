/** What each parameter, check and claim is for, and where it is defined; and the address of that text. */

type Term = readonly [what: string, source?: string];

export const terms: Readonly<Record<string, Term>> = {
  client_id: ['Names this app at the provider. Public.', 'RFC 6749 section 2.2'],
  redirect_uri: ['Where the reply has to land; registered beforehand, compared letter by letter.', 'RFC 6749 section 3.1.2'],
  response_type: ['What should come back: a code, or a token in the address.', 'RFC 6749 section 3.1.1'],
  response_mode: ['How the reply travels.', 'Multiple Response Types section 2.1'],
  scope: ['What access is asked for or was granted.', 'RFC 6749 section 3.3'],
  state: ['Random. Comes back with the reply and ties it to this tab.', 'RFC 6749 section 10.12'],
  txn: ['Random, inside redirect_uri: does the work of state where a provider returns none.', 'RFC 6749 section 3.1.2'],
  nonce: ['Random. Must stand in the ID token, so that an old one cannot be put in its place.', 'OpenID Connect Core section 3.1.2.1'],
  code_challenge: ['Hash of a secret that only this page knows yet.', 'RFC 7636 section 4.2'],
  code_challenge_method: ['How it was hashed. S256 is the one that protects.', 'RFC 7636 section 4.3'],
  code_verifier: ['The secret behind the challenge. Proves that the one who asked redeems the code.', 'RFC 7636 section 4.5'],
  prompt: ['Whether the provider may or must ask the person.', 'OpenID Connect Core section 3.1.2.1'],
  login_hint: ['Who probably signs in.', 'OpenID Connect Core section 3.1.2.1'],
  code: ['Worth a token, once, for a short time, and only with the verifier.', 'RFC 6749 section 4.1.2'],
  grant_type: ['What is handed in for a token.', 'RFC 6749 section 4.1.3'],
  access_token: ['Opens the API. Whoever holds it is let in.', 'RFC 6749 section 1.4'],
  refresh_token: ['Gets the next access token without the person.', 'RFC 6749 section 1.5'],
  id_token: ['Who signed in, when, and for which app; signed by the provider.', 'OpenID Connect Core section 2'],
  token_type: ['How the token is used. Bearer: by whoever holds it.', 'RFC 6749 section 7.1'],
  expires_in: ['Seconds it lives, counted from receipt, so no clock has to agree.', 'RFC 6749 section 5.1'],
  iss: ['Who says so. Keeps the reply of one provider from another.', 'RFC 9207 section 2'],
  error: ['Why the provider said no.', 'RFC 6749 section 4.1.2.1'],
  error_description: ['The same in its own words.', 'RFC 6749 section 4.1.2.1'],
  error_uri: ['Where it explains itself.', 'RFC 6749 section 4.1.2.1'],
  p: ['Tells providers apart that do not name themselves in replies.', 'RFC 9700 section 4.4.2'],
  session_state: ['State of the session at the provider.', 'Session Management section 2'],
  service: ['Singly only: the service to sign in at.'],
  account: ['Singly only: the account that the service is added to.'],
  outcome: ['What the provider answered.'],
  client_secret: ['Shows that it is this client who asks. Typed by you, kept by nobody here.', 'RFC 6749 section 2.3.1'],
  private_key: ['Signs the request. The key itself never leaves this browser.'],
  authorization: ['Client id and secret in one header.', 'RFC 6749 section 2.3.1'],
  Signature: ['Made with the private key over the message.'],
  audience: ['Which API the token is for.'],
  post_logout_redirect_uri: ['Where the browser comes back to after the sign-out.', 'RP-Initiated Logout section 2'],
  id_token_hint: ['Who is to be signed out.', 'RP-Initiated Logout section 2'],
  issuer: ['The provider must call itself by the name it was asked by.', 'RFC 8414 section 3.3'],
  signature: ['By a key that the provider publishes.', 'OpenID Connect Core section 3.2.2.11'],
  age: ['A sign-in counts for ten minutes from the click.'],
  settings: ['Issuer, endpoints and client are still those of the click.', 'RFC 9700 section 4.4.2'],
  token: ['The token of this connection.'],
  'other.token': ['The token of the other account.'],
  'response type': ['The reply is of the kind that was asked for, in its proper place.', 'RFC 6749 section 3.1.1'],
  sub: ['The person, by an id that stays.', 'OpenID Connect Core section 2'],
  aud: ['For which app it was made.', 'OpenID Connect Core section 2'],
  azp: ['Which app asked for it.', 'OpenID Connect Core section 2'],
  exp: ['When it ends.', 'RFC 7519 section 4.1.4'],
  iat: ['When it was made.', 'RFC 7519 section 4.1.6'],
  auth_time: ['When the person signed in there.', 'OpenID Connect Core section 2'],
  at_hash: ['Hash of the access token it came with.', 'OpenID Connect Core section 3.1.3.6'],
  name: ['The person’s name.', 'OpenID Connect Core section 5.1'],
  email: ['The person’s address.', 'OpenID Connect Core section 5.1'],
};

export const unknownTerm = 'No standard that is known here defines it.';

/** Own names only: a parameter can be called like anything. */
export const termOf = (name: string): Term => (Object.hasOwn(terms, name) ? terms[name] : undefined) ?? [unknownTerm];

const coreParts: readonly (readonly [prefix: string, anchor: string])[] = [
  ['3.1.2.1', 'AuthRequest'],
  ['3.1.3.6', 'CodeIDToken'],
  ['3.1.3.7', 'IDTokenValidation'],
  ['5.1', 'StandardClaims'],
  ['5.3', 'UserInfo'],
  ['2', 'IDToken'],
];

const openid = 'https://openid.net/specs/';
const others: readonly (readonly [name: string, href: string])[] = [
  ['RP-Initiated Logout', `${openid}openid-connect-rpinitiated-1_0.html`],
  ['Session Management', `${openid}openid-connect-session-1_0.html`],
  ['Multiple Response Types', `${openid}oauth-v2-multiple-response-types-1_0.html`],
];

/** `RFC 7636 section 4.2` -> its name in short and its address; undefined for what is no known text. */
export function sourceOf(source: string): { readonly label: string; readonly href: string } | undefined {
  const rfc = /^RFC (\d{4}) section (\d+(?:\.\d+)*)$/.exec(source);
  if (rfc) return { label: `RFC ${rfc[1]} §${rfc[2]}`, href: `https://www.rfc-editor.org/rfc/rfc${rfc[1]}#section-${rfc[2]}` };
  const [, name = '', number = '', item = ''] = /^([A-Z][A-Za-z -]+) section (\d+(?:\.\d+)*)( \(\d+\))?$/.exec(source) ?? [];
  const other = others.find(([known]) => known === name);
  if (other) return { label: `${name} §${number}`, href: `${other[1]}#rfc.section.${number}` };
  if (name !== 'OpenID Connect Core') return undefined;
  const part = coreParts.find(([known]) => known === number)?.[1] ?? `rfc.section.${number}`;
  return { label: `Core §${number}${item}`, href: `${openid}openid-connect-core-1_0.html#${part}` };
}
