/**
 * The page that every simulated system shows: one strict look, a line saying that it is simulated, no script
 * and no request to anywhere. body -> Response. Pure.
 * `form-action` stays out of the policy: browsers apply it to the redirect back to the application as well.
 */
import type { Markup } from './markup.ts';
import { html } from './markup.ts';

const style = `
:root { color-scheme: light dark; --canvas: light-dark(#f7f8f9, #14171a); --raised: light-dark(#fff, #1c2024);
  --line: light-dark(#dfe3e6, #343a40); --edge: light-dark(#7f8a91, #78838c); --ink: light-dark(#1a2126, #e9edef);
  --ink-2: light-dark(#465059, #b9c2c8); --accent: light-dark(#0b5566, #8ac5d6); --on-accent: light-dark(#fff, #10191c);
  --focus: light-dark(#0a7c96, #7fd3ea); --bad: light-dark(#b3261e, #f2857d); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; overflow-wrap: anywhere; background: var(--canvas); color: var(--ink); font: 14px/20px system-ui, sans-serif; }
.note { padding: 8px 24px; border-bottom: 1px solid var(--line); font-size: 13px; line-height: 18px; color: var(--ink-2); }
main { width: 100%; max-width: 480px; padding: 32px 24px 48px; margin: 0 auto; }
.mark { display: flex; align-items: center; gap: 8px; font-weight: 600; }
.mark span { display: grid; place-items: center; width: 28px; height: 28px; border: 1px solid var(--edge); border-radius: 6px; font-size: 13px; }
h1 { margin: 24px 0 8px; font-size: 20px; line-height: 28px; font-weight: 600; text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0 0 12px; color: var(--ink-2); overflow-wrap: anywhere; }
ul { margin: 0 0 20px; padding: 0; list-style: none; border-top: 1px solid var(--line); }
li { padding: 8px 0; border-bottom: 1px solid var(--line); }
label { display: block; margin: 12px 0 4px; font-weight: 500; }
input { width: 100%; height: 40px; padding: 0 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--raised);
  color: var(--ink); font: inherit; }
.acts { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 24px; }
button { min-height: 40px; padding: 0 16px; border: 1px solid var(--edge); border-radius: 6px; background: transparent; color: var(--ink);
  font: inherit; font-weight: 500; cursor: pointer; }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
a { color: var(--accent); }
code { font: 13px/18px ui-monospace, monospace; }
.copy { padding: 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--raised); }
.copy code { font-size: 16px; line-height: 24px; color: var(--ink); user-select: all; }
.bad { color: var(--bad); font-weight: 500; }
.hint { margin: 4px 0 0; font-size: 13px; line-height: 18px; }
.fine { margin-top: 24px; font-size: 13px; line-height: 18px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`;

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

export interface Page {
  readonly title: string;
  /** What stands in the mark, for example the name of the service. */
  readonly name: string;
  /** Two letters. */
  readonly glyph: string;
  /** One sentence: what is simulated here. */
  readonly note: string;
  readonly body: Markup;
}

/** The document as text. */
export function renderPage(page: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${{ html: style }}</style>
</head>
<body>
<header class="note">${page.note}</header>
<main>
<div class="mark"><span aria-hidden="true">${page.glyph}</span>${page.name}</div>
${page.body}
</main>
</body>
</html>
`.html;
}

/** Headers of every such page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
