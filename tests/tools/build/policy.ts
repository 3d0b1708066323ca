/**
 * The Content Security Policy of every built page, as a meta element and in `_headers`.
 * Pure: page kind (+ hashes of inline scripts) -> policy text.
 */
import { createHash } from 'node:crypto';

/** `connect-src https:` cannot stop exfiltration; its task, like the rest, is to keep foreign script out. */
export function contentPolicy(scripts: readonly string[] = []): string {
  const hashes = scripts.map((script) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`).join('');
  return [
    "default-src 'none'",
    `script-src 'self'${hashes}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:* http://*.localhost:*",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types solid-template singlet-sandbox',
  ].join('; ');
}

/** The policy as the first element of a page's head. */
export function policyMeta(scripts: readonly string[] = []): string {
  return `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(scripts)}">`;
}

/**
 * `_headers` for hosts that read it (Netlify, Cloudflare Pages). Fixed names are revalidated, hashed ones kept.
 * A page's own meta policy holds on every host; the headers add what a meta element cannot say.
 */
export function headersFile(): string {
  const everywhere = [
    'Referrer-Policy: no-referrer',
    'X-Content-Type-Options: nosniff',
    'Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Cache-Control: no-cache',
  ];
  const unframed = ["Content-Security-Policy: frame-ancestors 'none'", 'X-Frame-Options: DENY'];
  const hashed = ['! Cache-Control', 'Cache-Control: public, max-age=31536000, immutable'];
  const blocks: readonly (readonly [string, readonly string[]])[] = [
    ['/*', everywhere],
    ['/', unframed],
    ['/index.html', [...unframed, 'Cross-Origin-Opener-Policy: same-origin-allow-popups']],
    ['/callback/*', unframed],
    ['/callback.html', unframed],
    ['/assets/*', hashed],
  ];
  return `${blocks.map(([path, lines]) => [path, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}
