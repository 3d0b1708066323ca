/** /resources: the drawings that the data points to, and a page that says what this is. */
import type { Hono } from 'hono';
import { html } from '../markup.ts';
import { pageHeaders, renderPage } from '../page.ts';
import { drawPortrait, drawPrint } from '../picture.ts';
import type { SinglyEnv } from './world.ts';

function drawing(svg: string): Response {
  return new Response(svg, {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'content-security-policy': "default-src 'none'", 'cache-control': 'max-age=3600' },
  });
}

const stem = (file: string | undefined) => (file ?? '').replace(/(-\d+)?\.svg$/, '');

export function addResources(app: Hono<SinglyEnv>): void {
  app.get('/resources/people/:file', (c) => drawing(drawPortrait(stem(c.req.param('file')).slice(0, 2))));
  app.get('/resources/icons/:file', (c) => drawing(drawPortrait(stem(c.req.param('file')).slice(0, 2))));
  app.get('/resources/prints/:file', (c) => drawing(drawPrint(stem(c.req.param('file')).slice(0, 40))));
  app.get('/resources/simulated', () => {
    const page = {
      title: 'Singly (simulated)',
      name: 'Singly, simulated',
      glyph: 'Si',
      note: 'This Singly is simulated: a stand-in on your own machine, with invented people.',
      body: html`<h1>One account for all your services</h1>
<p>Until 2013 Singly let an application read the accounts that its users have elsewhere. This server answers as Singly did,
its oddities included: the token comes back in the fragment, has no end, and has to travel as a parameter.</p>
<ul><li><code>GET /oauth/authenticate</code></li><li><code>GET /services</code></li><li><code>GET /profiles</code></li>
<li><code>GET /types/photos</code></li></ul>`,
    };
    return new Response(renderPage(page), { status: 200, headers: { ...pageHeaders } });
  });
}
