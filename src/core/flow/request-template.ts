/**
 * Fills a request that stands in config or preset as data: `{client_id}`, `{token}`, `{input.NAME}` and the like are replaced.
 * Template + values -> the arguments of a fetch. What of a body or header is nothing but an empty place is left out.
 * RFC 6749 section 4.4 for what such requests usually are. Pure, but for the signature.
 */
import { SingletError } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { BodyEntry, RequestEntry, SignEntry } from '../provider/entry.ts';

/** By the name in braces. A secret is revealed in the moment of filling, and into the request alone. */
export type TemplateValues = Readonly<Record<string, string | Secret | undefined>>;

const place = /\{([\w.-]+)\}/g;

const textOf = (value: string | Secret | undefined) => (typeof value === 'object' ? value.reveal() : (value ?? ''));

/** `encode`: what a value has to be turned into to stand there. */
export function fillText(template: string, values: TemplateValues, encode: (text: string) => string = String): string {
  return template.replace(place, (_, name: string) => encode(textOf(values[name])));
}

/** Texts that a template asks for by name. */
export function placesOf(template: unknown): readonly string[] {
  return [...(JSON.stringify(template) ?? '').matchAll(place)].map(([, name = '']) => name);
}

type Filled = { readonly [key: string]: string | Filled };

function fillBody(body: BodyEntry, values: TemplateValues): Filled {
  const filled = Object.entries(body).map(([key, item]) => [
    key,
    typeof item === 'string' ? fillText(item, values) : fillBody(item as BodyEntry, values),
  ]);
  return Object.fromEntries(filled.filter(([, item]) => item !== ''));
}

/** RSASSA-PKCS1-v1_5 with SHA-256 over a text as UTF-8, in Base64 (RFC 8017 section 8.2). */
export async function signText(text: string, key: CryptoKey): Promise<string> {
  const bytes = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/**
 * A JSON body with the signature of one of its members in another. The member's text is in the body exactly as it was signed:
 * `JSON.stringify` writes a part as it writes it alone.
 */
export async function signBody(body: Readonly<Record<string, unknown>>, { of, as }: SignEntry, key: CryptoKey): Promise<string> {
  if (!(of in body)) throw new SingletError('request_refused', { detail: `the body has no "${of}" to sign` });
  return JSON.stringify({ ...body, [as]: await signText(JSON.stringify(body[of]), key) });
}

const types = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

export interface FillOptions {
  readonly sign?: SignEntry | undefined;
  readonly key?: CryptoKey | undefined;
}

/** What a fetch is given. */
export interface FilledRequest {
  readonly url: string;
  readonly init: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string };
}

/** Error: `key_invalid` where a signature is wanted and there is no key. */
export async function fillRequest(
  { url, method = 'POST', headers = {}, format = 'form', body }: RequestEntry,
  values: TemplateValues,
  { sign, key }: FillOptions = {},
): Promise<FilledRequest> {
  const named = Object.entries(headers).map(([name, template]) => [name, fillText(template, values)]);
  const sent = Object.fromEntries(named.filter(([, value]) => value !== ''));
  const address = fillText(url, values, encodeURIComponent);
  if (!body) return { url: address, init: { method, headers: { accept: 'application/json', ...sent } } };
  const filled = fillBody(body, values);
  if (sign && !key) throw new SingletError('key_invalid', { detail: 'not-a-key' });
  const json = () => (sign && key ? signBody(filled, sign, key) : JSON.stringify(filled));
  const text = format === 'json' ? await json() : new URLSearchParams(filled as Record<string, string>).toString();
  return { url: address, init: { method, headers: { accept: 'application/json', 'content-type': types[format], ...sent }, body: text } };
}
