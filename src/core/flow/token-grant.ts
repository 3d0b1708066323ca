/**
 * Asks for tokens where oidc-client-ts is not enough: with a secret or key that a person gave, in another form than RFC 6749
 * has it, for a machine, or with a code that came without a redirect. Grant + what was given -> tokens.
 * RFC 6749 sections 2.3.1, 4.1.3, 4.4 and 6, RFC 7636 section 4.5. A client of our own, since no secret passes through
 * oidc-client-ts. Build (pure, but for a signature), send, validate (pure). Spends a code unless the client is refused.
 */
import { Secret } from '../base/secret.ts';
import type { Provider } from '../provider/provider.ts';
import { type CheckedListener, type CheckedTokens, checkTokens } from './check-tokens.ts';
import { withoutEcho } from './echo.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { type FilledRequest, fillRequest, type TemplateValues } from './request-template.ts';

/** The parameters of RFC 6749 that make the grant. */
export type Grant =
  | {
      readonly grant_type: 'authorization_code';
      readonly code: Secret;
      readonly code_verifier: Secret | undefined;
      /** undefined where the code was shown on the provider's page. */
      readonly redirect_uri: string | undefined;
    }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: Secret }
  | { readonly grant_type: 'client_credentials'; readonly scope: string };

/** What the person gave. */
export interface Given {
  readonly client_secret?: Secret | undefined;
  readonly private_key?: CryptoKey | undefined;
  readonly inputs?: Readonly<Record<string, string>> | undefined;
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function basicCredentials(client_id: string, secret: Secret): string {
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return btoa(`${encode(client_id)}:${encode(secret.reveal())}`);
}

/** Names and values as `{NAME}` in a template stands for them; `{now}` is local time without a zone, as odd servers want it. */
export function templateValues(provider: Provider, { client_secret, inputs = {} }: Given, now: number): TemplateValues {
  const local = new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  const chosen = Object.entries(inputs).map(([name, value]) => [`input.${name}`, value]);
  return { client_id: provider.client_id, client_secret, uuid: crypto.randomUUID(), now: local, ...Object.fromEntries(chosen) };
}

/** Inputs that are parameters of the token request. */
function tokenInputs({ inputs }: Provider, given: Given['inputs'] = {}): Record<string, string> {
  const names = inputs.filter(({ to }) => to === 'token').map(({ name }) => name);
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

const shown = (grant: Grant) =>
  Object.fromEntries(
    Object.entries(grant as Readonly<Record<string, string | Secret | undefined>>).flatMap(([name, value]) => {
      const text = value instanceof Secret ? value.reveal() : value;
      return text ? [[name, text]] : [];
    }),
  ) as Record<string, string>;

/** The request and nothing else; its body and headers hold secrets. Error: `key_invalid`. */
export async function buildTokenRequest(provider: Provider, grant: Grant, given: Given, now: number): Promise<FilledRequest> {
  const { client_authentication, format, headers, body, sign } = provider.tokenRequest;
  const { client_secret: secret, private_key: key, inputs } = given;
  const url = provider.token_endpoint ?? '';
  const values = { ...templateValues(provider, given, now), ...shown(grant) };
  if (body) return fillRequest({ url, headers, format: format ?? 'json', body }, values, { sign, key });
  const basic = secret && client_authentication === 'client_secret_basic';
  const parameters = {
    ...provider.extraTokenParams,
    ...tokenInputs(provider, inputs),
    ...shown(grant),
    ...(!basic && { client_id: provider.client_id, ...(secret && { client_secret: secret.reveal() }) }),
  };
  const filled = await fillRequest({ url, headers, format, body: { at: '' } }, values);
  const text = format === 'json' ? JSON.stringify(parameters) : new URLSearchParams(parameters).toString();
  const authorization = basic && { authorization: `Basic ${basicCredentials(provider.client_id, secret)}` };
  return { url, init: { ...filled.init, headers: { ...filled.init.headers, ...authorization }, body: text } };
}

/** What a reply is held against beyond its own shape. */
export interface Expected {
  /** undefined where none was asked for, or it need not come back. */
  readonly nonce: string | undefined;
  readonly wantsIdToken: boolean;
  readonly checked?: CheckedListener;
}

/** Errors: `client_rejected`, `key_invalid`, those of a token reply and of the guarded fetch. */
export async function askForTokens(
  provider: Provider,
  grant: Grant,
  given: Given,
  { nonce, wantsIdToken, checked }: Expected,
  { fetch, now }: { readonly fetch: GuardedFetch; readonly now: () => number },
): Promise<CheckedTokens> {
  const { url, init } = await buildTokenRequest(provider, grant, given, now());
  const spent = Object.values(grant as Readonly<Record<string, unknown>>).filter((value) => value instanceof Secret);
  try {
    return checkTokens(await fetch(url, init), provider, nonce, wantsIdToken, checked);
  } catch (error) {
    throw withoutEcho(error, [given.client_secret, ...spent]);
  }
}
