/**
 * Where a text stops being JSON, and the usual reason, for a file that somebody wrote by hand. Text -> words. Pure.
 * Nothing of the text is quoted, since a secret may stand there by mistake. Loaded only when `JSON.parse` refused it.
 */

const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const space = /[ \t\r\n]*/y;

class Reader {
  at = 0;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  /** Moves on over what matches here. */
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
  is(sign: string): boolean {
    this.take(space);
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }
}

/** Reads `[…]` or `{…}` after its first sign; false where it breaks. */
function members(reader: Reader, close: string, member: () => boolean): boolean {
  if (reader.is(close)) return true;
  for (;;) {
    if (!member()) return false;
    if (reader.is(close)) return true;
    if (!reader.is(',')) return false;
  }
}

/** False where it breaks; the reader stands there. */
function value(reader: Reader): boolean {
  if (reader.is('[')) return members(reader, ']', () => value(reader));
  if (reader.is('{'))
    return members(reader, '}', () => {
      reader.take(space);
      return reader.take(quoted) && reader.is(':') && value(reader);
    });
  reader.take(space);
  return reader.take(quoted) || reader.take(literal);
}

function reason(text: string, at: number): string {
  const rest = text.slice(at);
  if (rest === '') return 'it ends too early';
  if (/^\/[/*]/.test(rest)) return 'a comment stands there, which JSON does not have';
  if (/^[\]}]/.test(rest) && /,\s*$/.test(text.slice(0, at))) return 'the comma before it is one too many';
  if (/^['\u2018\u2019\u201c\u201d]/.test(rest)) return 'text has to stand in straight double quotes';
  if (/^"/.test(rest))
    return /["\]}\w]\s*$/.test(text.slice(0, at))
      ? 'a comma or colon is missing before it'
      : 'the text that begins there does not end, or holds a sign that has to be escaped';
  if (/^</.test(rest)) return 'this looks like a page, not like the file';
  if (/^[A-Za-z_$]/.test(rest)) return 'a name or word without double quotes stands there';
  return 'a sign stands there that does not belong';
}

/** How far the text can be read, and whether that is all of it. */
export function placeIn(text: string): { readonly at: number; readonly whole: boolean } {
  const reader = new Reader(text);
  const read = value(reader);
  reader.take(space);
  return { at: reader.at, whole: read && reader.at === text.length };
}

/** `line 3, column 14: the comma before it is one too many`. */
export function notJson(text: string): string {
  const { at } = placeIn(text);
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${reason(text, at)}`;
}
