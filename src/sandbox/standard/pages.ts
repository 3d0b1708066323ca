/** The pages of a standard provider: sign-in, consent, a code to copy, sign-out, errors. Same look as the sandbox; no script. Pure. */
import { html, type Markup } from '../markup.ts';
import { pageHeaders, renderPage } from '../page.ts';
import type { Asked } from './asked.ts';
import type { StandardClient, StandardPerson } from './terms.ts';
import type { World } from './world.ts';

function show(world: World, title: string, body: Markup, status = 200): Response {
  const { name, glyph, note } = world;
  return new Response(renderPage({ title: `${title} · ${name}`, name, glyph, note, body }), { status, headers: { ...pageHeaders } });
}

/** "maya with footpath, or rhys with stile" */
const pairs = (people: readonly StandardPerson[]) => people.map(({ username, password }) => `${username} with ${password}`).join(', or ');

export interface LoginView {
  readonly asked: Asked;
  readonly filledIn: StandardPerson | undefined;
  readonly failed?: boolean;
}

export function loginPage(world: World, { asked, filledIn, failed }: LoginView): Response {
  const others = world.people.filter((person) => person !== filledIn);
  return show(
    world,
    'Sign in',
    html`<h1>Sign in to go on to ${asked.client.name}</h1>
${failed ? html`<p class="bad" role="alert">User name and password do not go together. Try ${pairs(world.people)}.</p>` : ''}
<form method="post">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="off" autocapitalize="none" spellcheck="false" required value="${filledIn?.username}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off" required value="${filledIn?.password}">
<div class="acts"><button class="primary" name="decision" value="login">Sign in</button>
<button name="decision" value="deny" formnovalidate>Cancel</button></div>
</form>
<p class="fine">${filledIn?.given_name} is filled in. Also here: ${others.map(({ username, password }) => `${username}, password ${password}`).join('; ')}.</p>`,
  );
}

export interface ConsentView {
  readonly asked: Asked;
  readonly person: StandardPerson;
}

export function consentPage(world: World, { asked, person }: ConsentView): Response {
  const app = asked.client.name;
  const next =
    asked.mode === 'page' ? html`You then get a code to copy into ${app}.` : html`You go back to <code>${asked.redirect_uri}</code>.`;
  return show(
    world,
    'Allow access',
    html`<h1>Let ${app} use your ${world.name} account?</h1>
<p>Signed in as <strong>${person.name}</strong>, ${person.email}. ${app} could then:</p>
<ul>${asked.scope.map((scope) => html`<li>${world.meanings[scope] ?? scope}</li>`)}</ul>
<form method="post">
<div class="acts"><button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
<button name="decision" value="switch">Use another account</button></div>
</form>
<p class="fine">${next}</p>`,
  );
}

/** Manual delivery: the person carries the code over. */
export function codePage(world: World, { client, code }: { readonly client: StandardClient; readonly code: string }): Response {
  return show(
    world,
    'Copy this code',
    html`<h1>Copy this code</h1>
<p>Paste it into ${client.name}, where it waits for you. It works once, within ten minutes.</p>
<p class="copy"><code>${code}</code></p>
${
  client.client_secret === undefined
    ? ''
    : html`<p>${client.name} then asks for its client secret. In this simulation it is <strong>${client.client_secret}</strong>.</p>`
}
<p class="fine">Give the code to nobody else: whoever has it can finish the sign-in. You can close this page afterwards.</p>`,
  );
}

export interface Fault {
  readonly error: string;
  readonly error_description: string;
}

/** Manual delivery where there is nothing to deliver. */
export function refusedPage(world: World, { client, error, error_description }: Fault & { readonly client: StandardClient }): Response {
  const denied = error === 'access_denied';
  return show(
    world,
    denied ? 'Not allowed' : 'Cannot go on',
    html`<h1>${denied ? `${client.name} got nothing` : 'This sign-in cannot go on'}</h1>
<p>${denied ? 'You did not allow it, so there is no code. You can close this page.' : error_description}</p>
<ul><li><code>error</code> ${error}</li></ul>`,
    denied ? 200 : 400,
  );
}

export function errorPage(world: World, { error, error_description }: Fault): Response {
  return show(
    world,
    'Cannot go on',
    html`<h1>This cannot go on</h1>
<p>${world.name} does not send you back, because the request itself is not in order.</p>
<ul><li><code>error</code> ${error}</li><li><code>error_description</code> ${error_description}</li></ul>`,
    400,
  );
}

/** A step that is over: the Back button, an old address. */
export function gonePage(world: World): Response {
  return show(
    world,
    'No longer open',
    html`<h1>This sign-in is no longer open</h1>
<p>It was finished or given up. Go back to the app and start again.</p>`,
    400,
  );
}

export function logoutPage(world: World, person: StandardPerson): Response {
  return show(
    world,
    'Sign out',
    html`<h1>Sign out of ${world.name}?</h1>
<p>Signed in as <strong>${person.name}</strong>, ${person.email}. An app sent you here to end this in this browser.</p>
<form method="post">
<div class="acts"><button class="primary" name="decision" value="sign-out">Sign out</button>
<button name="decision" value="stay">Stay signed in</button></div>
</form>`,
  );
}

export function signedOutPage(world: World, person: StandardPerson | undefined): Response {
  const title = person ? `Still signed in as ${person.name}` : 'You are signed out';
  return show(world, title, html`<h1>${title}</h1><p>You can close this page.</p>`);
}

export function frontPage(world: World): Response {
  return show(
    world,
    'Simulated',
    html`<h1>${world.name} signs people in and answers an API</h1>
<p>An OpenID provider as the standards have it, with CORS for the app and everything in memory.</p>
<ul>${['/.well-known/openid-configuration', '/jwks'].map((path) => html`<li><a href="${world.mount}${path}"><code>${path}</code></a></li>`)}
${['/v1/me', ...world.collections.map(({ path }) => path), '/v1/echo'].map((path) => html`<li><code>${path}</code></li>`)}</ul>
<p>User names with their passwords: ${pairs(world.people)}.</p>`,
  );
}
