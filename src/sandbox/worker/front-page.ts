/**
 * `<base>sandbox/`: what is simulated, and the secrets that a person types when a system asks for one; a real system shows them
 * in its settings. `singleview-key.pem` is the key file. path -> Response. Side effect: makes the key when it is first asked for.
 */
import { html } from '../markup.ts';
import { pageHeaders, renderPage } from '../page.ts';
import type { Keep } from './keep.ts';
import { registered } from './registered.ts';
import { createSignerKeys, privatePem } from './signer-keys.ts';

const secrets: readonly (readonly [string, string])[] = [
  ['SmartFile', registered.smartfile.client_secret],
  ['SignEasy', registered.signeasy.client_secret],
  ['SignEasy, one user', registered['signeasy-machine'].client_secret],
  ['SingleFile', registered.singlefile.client_secret],
  ['Singleview', registered.singleview.client_secret],
  ['Singleview, unsigned', registered.singleview.clientCode],
];

const keyFile = 'singleview-key.pem';

function page(title: string, body: ReturnType<typeof html>, status = 200): Response {
  const text = renderPage({
    title: `${title} · Sandbox, simulated`,
    name: 'Sandbox, simulated',
    glyph: 'Sb',
    note: 'Simulated in this browser: no request leaves it, no account is real, and people and their things are invented.',
    body,
  });
  return new Response(text, { status, headers: { ...pageHeaders } });
}

const overview = () =>
  page(
    'What to type',
    html`<h1>What to type when a secret is asked for</h1>
<p>At a real system you find these in its settings, and they are yours to keep. Here they are for everybody, since they open nothing.</p>
<ul>${secrets.map(([name, secret]) => html`<li>${name}<br><code>${secret}</code></li>`)}</ul>
<p>Singleview also wants a key file: <a href="${keyFile}">${keyFile}</a>. Save it with the menu of your browser, then choose it.</p>
<p>Singly, Wayfare and Kiln ask for no secret. Their sign-in pages are filled in already.</p>`,
  );

/** `path` is what stands after `sandbox/`. */
export async function frontPage(path: string, keep: Pick<Keep, 'key'>): Promise<Response> {
  if (path === '') return overview();
  if (path === keyFile) {
    const text = await privatePem(await keep.key('signer', createSignerKeys));
    return new Response(text, {
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
  }
  return page('Nothing here', html`<h1>Nothing is simulated at this address</h1><p>You can close this page.</p>`, 404);
}
