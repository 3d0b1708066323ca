/**
 * A token that a person brings: bare, after `Bearer`, in a token reply, or in the address that a provider came back to.
 * Pasted text -> its parts and what it was, or what is wrong with it. Nothing is kept. Pure.
 * RFC 6749 sections 4.2.2 and 5.1, RFC 6750 section 2.1.
 */

export interface TokenParts {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Seconds, as text. */
  readonly expires_in?: string;
  readonly scope?: string;
}

export type PasteFault = 'empty' | 'spaces' | 'letters' | 'code' | 'refusal' | 'nothing';
export type PasteKind = 'plain' | 'header' | 'reply' | 'address';
export type TakenApart = { readonly kind: PasteKind; readonly parts: TokenParts } | { readonly kind: 'fault'; readonly fault: PasteFault };

const partNames = ['refresh_token', 'expires_in', 'scope'] as const;
type Read = (name: string) => unknown;

const wrong = (fault: PasteFault): TakenApart => ({ kind: 'fault', fault });

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

function partsFrom(read: Read, kind: PasteKind): TakenApart {
  const access_token = textOf(read('access_token'));
  if (!access_token) return wrong(read('error') ? 'refusal' : read('code') ? 'code' : 'nothing');
  const more = partNames.map((name) => [name, textOf(read(name))] as const).filter(([, value]) => value !== '');
  return checked({ access_token, ...Object.fromEntries(more) }, kind);
}

/** What a header can carry: visible ASCII. */
function checked(parts: TokenParts, kind: PasteKind): TakenApart {
  if (/\s/.test(parts.access_token)) return wrong('spaces');
  return /^[\x21-\x7e]+$/.test(parts.access_token) ? { kind, parts } : wrong('letters');
}

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** A reply may have its token one envelope deeper. */
function fromJson(text: string): TakenApart {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong('nothing');
  }
  if (!isMembers(value)) return wrong('nothing');
  const inner = Object.values(value).find((one): one is Members => isMembers(one) && 'access_token' in one);
  const holder = 'access_token' in value ? value : (inner ?? value);
  return partsFrom((name) => holder[name], 'reply');
}

/** Query and fragment of an address, or parameters alone; a provider may put a second `#` or a slash before the first name. */
function fromAddress(text: string): TakenApart {
  const at = text.search(/[?#]/);
  const parameters = new URLSearchParams(
    text
      .slice(at + 1)
      .replace(/[?#]+/g, '&')
      .replace(/(^|&)\/+/g, '$1'),
  );
  return partsFrom((name) => parameters.get(name), 'address');
}

export function takeApart(pasted: string): TakenApart {
  const text = pasted
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .trim()
    .replace(/^(["'`])([^]*)\1$/, '$2')
    .trim();
  if (!text) return wrong('empty');
  if (text.startsWith('{')) return fromJson(text);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text) || /(^|[?#&/])(access_token|code|error)=/.test(text)) return fromAddress(text);
  const header = /^(?:authorization\s*:\s*)?(?:bearer|token)\s+(\S[^]*)$/i.exec(text)?.[1];
  return header ? checked({ access_token: header }, 'header') : checked({ access_token: text }, 'plain');
}
