/** HTML as text with every value escaped. values -> HTML. Pure. */

/** HTML that is already escaped, so that it is not escaped twice. */
export interface Markup {
  readonly html: string;
}

type Value = Markup | string | number | undefined | false | readonly Markup[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function piece(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

/** Template tag: literal parts stay, values are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { html: parts.reduce((text, part, index) => text + part + piece(values[index]), '') };
}
