/**
 * The forms in which Singly answers: JSON, {"error"} with the text escaped for HTML, plain text, redirect.
 * Data may name a drawing as "resource:/…", which becomes an address at the simulation itself.
 */
import type { Context } from 'hono';
import type { SinglyEnv, World } from './world.ts';

export type SinglyContext = Context<SinglyEnv>;

/** Where the simulation can be reached, as the request saw it. */
export function ownAddress(c: SinglyContext, world: World, path: string): string {
  return new URL(c.req.url).origin + world.mount + path;
}

export function answerJson(c: SinglyContext, world: World, value: unknown, status = 200): Response {
  const text = JSON.stringify(value).replaceAll('"resource:/', `"${ownAddress(c, world, '/resources/')}`);
  return new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** {"error": text}; only &, < and > are escaped. Status 500 unless the caller knows better, as Singly had it. */
export function answerError(message: string, status = 500, more: Readonly<Record<string, string>> = {}): Response {
  const error = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return new Response(JSON.stringify({ error, ...more }), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

export function answerText(text: string, status: number, type = 'text/plain'): Response {
  return new Response(text, { status, headers: { 'content-type': `${type}; charset=utf-8` } });
}

/** 302 without touching the address, but for characters that a header cannot hold. */
export function answerRedirect(to: string): Response {
  const location = to.replace(/[^\x21-\x7e]/gu, (sign) =>
    /[\ud800-\udfff]/.test(sign) && sign.length === 1 ? '%EF%BF%BD' : encodeURIComponent(sign),
  );
  return new Response(null, { status: 302, headers: { location } });
}

/** True for: true, yes, or anything that starts with 1. */
export const isTrue = (value: unknown): boolean =>
  value === 'true' || value === true || value === 'yes' || String(value ?? '').startsWith('1');
