/**
 * Small drawings for simulated data: a portrait with initials, and a two-colour print drawn from its name,
 * so that pictures need no files and no outside host. name -> SVG text. Pure.
 */
import { escapeHtml } from './markup.ts';

function seedOf(name: string): number {
  let seed = 2166136261;
  for (const sign of name) seed = Math.imul(seed ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  return seed;
}

function numbersFrom(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const frame = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240" role="img">${body}</svg>`;

/** Initials on a quiet ground. */
export function drawPortrait(initials: string): string {
  const hue = seedOf(initials) % 360;
  return frame(
    `<rect width="240" height="240" fill="hsl(${hue} 18% 82%)"/><text x="120" y="148" text-anchor="middle" ` +
      `font-family="system-ui, sans-serif" font-size="88" font-weight="600" fill="hsl(${hue} 30% 24%)">${escapeHtml(initials)}</text>`,
  );
}

/** A linocut of sorts: bands, a disc and leaves, always the same for the same name. */
export function drawPrint(name: string): string {
  const next = numbersFrom(seedOf(name));
  const hue = Math.round(next() * 360);
  const ink = `hsl(${hue} 42% 28%)`;
  const bands = Array.from({ length: 7 }, (_, row) => {
    const y = 118 + row * 17;
    const bend = Math.round(next() * 24 - 12);
    return `<path d="M0 ${y}Q60 ${y + bend} 120 ${y}T240 ${y}" fill="none" stroke="${ink}" stroke-width="${3 + Math.round(next() * 6)}"/>`;
  });
  const leaves = Array.from({ length: 5 }, () => {
    const x = Math.round(20 + next() * 200);
    return `<path d="M${x} 240q-16 -46 0 -92q16 46 0 92z" fill="${ink}"/>`;
  });
  const disc = `<circle cx="${Math.round(60 + next() * 120)}" cy="72" r="${Math.round(22 + next() * 22)}" fill="${ink}"/>`;
  return frame(`<rect width="240" height="240" fill="hsl(${(hue + 40) % 360} 34% 90%)"/>${disc}${bands.join('')}${leaves.join('')}`);
}
