/**
 * A transaction as a picture that may be given away: five lanes, an arrow a step. Transaction + words -> SVG as text, without any
 * secret, script or reference. Every text in it is escaped. Pure.
 */
import { isBad, parties, type Step, type Thread, type Transaction, threadOf } from './inspector-model.ts';

export interface PictureWords {
  readonly title: string;
  readonly subtitle: string;
  readonly lanes: readonly string[];
  readonly label: (step: Step) => string;
  readonly time: (ms: number) => string;
}

const [left, lane, top, row] = [88, 168, 104, 44];
const x = (party: Step['from']) => left + lane * (parties.indexOf(party) + 0.5);
const width = left + lane * parties.length + 24;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** For text and attribute; what XML 1.0 section 2.2 does not allow goes. */
export const escaped = (text: string): string =>
  text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/[&<>"']/g, (sign) => signs[sign] ?? '');

const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, more = '') =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${stroke}" ${more}/>`;
const words = (at: number, y: number, content: string, more = '') => `<text x="${at}" y="${y}" ${more}>${escaped(content)}</text>`;

const [ink, soft, hair, dye] = ['#1d2528', '#5b6669', '#d9dfe1', '#a8652a'];

function drawn(step: Step, thread: Thread, y: number): string {
  const [a, b] = [x(step.from), x(step.to)];
  const stroke = step.token !== undefined || step.carries ? dye : isBad(step) ? ink : soft;
  if (a === b) return `<circle cx="${a}" cy="${y}" r="4" fill="${thread.state === 'none' ? stroke : dye}"/>`;
  const away = b > a ? -1 : 1;
  return `${line(a, y, b, y, stroke, 'stroke-width="2"')}<path d="M${b} ${y}l${8 * away} -4v8z" fill="${stroke}"/>`;
}

function held(thread: Thread, y: number): string {
  if (thread.state === 'none') return '';
  const at = x('app');
  const [from, to] = thread.state === 'begins' ? [y, y + row / 2] : thread.state === 'cut' ? [y - row / 2, y] : [y - row / 2, y + row / 2];
  return line(at, from, at, to, dye, `stroke-width="2"${thread.dotted ? ' stroke-dasharray="2 4"' : ''}`);
}

export function pictureOf(transaction: Transaction, said: PictureWords): string {
  const { steps } = transaction;
  const threads = threadOf(transaction);
  const height = top + row * steps.length + 28;
  const bottom = top + row * steps.length;
  const lanes = parties.map((party, at) => {
    const middle = x(party);
    return (
      words(middle, top - 16, said.lanes[at] ?? '', 'text-anchor="middle" font-weight="600"') + line(middle, top, middle, bottom, hair)
    );
  });
  const rows = steps.map((step, at) => {
    const y = top + row * at + 30;
    const thread = threads[at] ?? { state: 'none', dotted: false };
    const start = Math.min(x(step.from), x(step.to)) + 8;
    const label = words(
      start,
      y - 9,
      `${isBad(step) ? '✕ ' : ''}${said.label(step)}`,
      'paint-order="stroke" stroke="#fff" stroke-width="5"',
    );
    return held(thread, y) + drawn(step, thread, y) + label + words(12, y + 4, said.time(step.at), `fill="${soft}"`);
  });
  const name = escaped(`${said.title}. ${said.subtitle}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}" font-family="system-ui, sans-serif" font-size="13" fill="${ink}">`,
    `<title>${name}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    words(12, 30, said.title, 'font-size="18" font-weight="600"'),
    words(12, 52, said.subtitle, `fill="${soft}"`),
    ...lanes,
    ...rows,
    '</svg>',
  ].join('\n');
}
