/** The pages of a sign-in by code: sign-in, consent, a code to copy, denial, faults. Same look as the sandbox; no script. Pure. */
import { html, type Markup } from '../markup.ts';
import { pageHeaders, renderPage } from '../page.ts';
import type { Asked, Client, Fault, House, Person } from './terms.ts';

export function showPage(house: House, title: string, body: Markup, status = 200): Response {
  const { name, glyph, note } = house;
  const page = { title: `${title} · ${name}, simulated`, name: `${name}, simulated`, glyph, note, body };
  return new Response(renderPage(page), { status, headers: { ...pageHeaders } });
}

/** "imogen with stalls, or tomasz with foyer" */
export const pairsOf = (people: readonly Person[]) => people.map(({ username, password }) => `${username} with ${password}`).join(', or ');

export interface LoginView {
  readonly asked: Asked;
  /** The site's own address, where each customer has one. */
  readonly place?: string;
  readonly failed?: boolean;
}

export function loginPage(house: House, { asked, place, failed }: LoginView): Response {
  const [first, ...others] = house.people;
  return showPage(
    house,
    'Sign in',
    html`<h1>Sign in to go on to ${asked.client.name}</h1>
${place ? html`<p>You are at <strong>${place}</strong>.</p>` : ''}
${failed ? html`<p class="bad" role="alert">User name and password do not go together. Try ${pairsOf(house.people)}.</p>` : ''}
<form method="post">
<label for="username">User name</label>
<input id="username" name="username" autocomplete="off" autocapitalize="none" spellcheck="false" required value="${first?.username}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off" required value="${first?.password}">
<div class="acts"><button class="primary" name="decision" value="login">Sign in</button>
<button name="decision" value="deny" formnovalidate>Cancel</button></div>
</form>
<p class="fine">${first?.name} is filled in. Also here: ${others.map(({ username, password }) => `${username}, password ${password}`).join('; ')}.</p>`,
  );
}

export function consentPage(house: House, asked: Asked, person: Person): Response {
  const app = asked.client.name;
  const next =
    asked.redirect_uri === undefined
      ? html`You then get a ${house.codeWord} to copy into ${app}.`
      : html`You go back to <code>${asked.redirect_uri}</code>.`;
  return showPage(
    house,
    'Allow access',
    html`<h1>Let ${app} use your ${house.name} account?</h1>
<p>Signed in as <strong>${person.name}</strong>, ${person.email}. ${app} could then:</p>
<ul>${house.meanings(asked).map((line) => html`<li>${line}</li>`)}</ul>
<form method="post">
<div class="acts"><button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
<button name="decision" value="switch">Use another account</button></div>
</form>
<p class="fine">${next}</p>`,
  );
}

/** The person carries the code over. The secret is said too, since nobody can look it up elsewhere. */
export function codePage(house: House, client: Client, code: string): Response {
  return showPage(
    house,
    `Copy this ${house.codeWord}`,
    html`<h1>Copy this ${house.codeWord}</h1>
<p>Paste it into ${client.name}, where it waits for you. It works once, within ten minutes.</p>
<p class="copy"><code>${code}</code></p>
<p>${client.name} then asks for its client secret. In this simulation it is <strong>${client.client_secret}</strong></p>
<p class="fine">Give the ${house.codeWord} to nobody else: whoever has it can finish the sign-in. You can close this page afterwards.</p>`,
  );
}

/** Denied, where there is no address to go back to. */
export function deniedPage(house: House, client: Client): Response {
  return showPage(
    house,
    'Not allowed',
    html`<h1>${client.name} got nothing</h1>
<p>You did not allow it, so there is no ${house.codeWord}. You can close this page.</p>`,
  );
}

/** The request itself is not in order, so nobody is sent back. */
export function faultPage(house: House, { error, error_description }: Fault, status = 400): Response {
  return showPage(
    house,
    'Cannot go on',
    html`<h1>This cannot go on</h1>
<p>${house.name} does not send you back, because the request itself is not in order.</p>
<ul><li><code>error</code> ${error}</li><li><code>error_description</code> ${error_description}</li></ul>`,
    status,
  );
}

/** A step that is over: the Back button, an old address. */
export function gonePage(house: House): Response {
  return showPage(
    house,
    'No longer open',
    html`<h1>This sign-in is no longer open</h1>
<p>It was finished or given up. Go back to the app and start again.</p>`,
    400,
  );
}

export interface Front {
  readonly heading: string;
  readonly about: string;
  readonly paths: readonly string[];
  /** What a person may want to know besides. */
  readonly fine?: string;
}

/** What this is, and everything that somebody who tries it has to type: a real system shows it in its settings. */
export function frontPage(house: House, clients: readonly Client[], { heading, about, paths, fine }: Front): Response {
  return showPage(
    house,
    heading,
    html`<h1>${heading}</h1>
<p>${about}</p>
<ul>${paths.map((path) => html`<li><code>${house.mount}${path}</code></li>`)}</ul>
${clients.map(
  ({ name, client_id, client_secret }) => html`<p><strong>${name}</strong> is registered here. Client ID and client secret:</p>
<p class="copy"><code>${client_id}</code></p>
<p class="copy"><code>${client_secret}</code></p>`,
)}
<p>User names with their passwords: ${pairsOf(house.people)}.${fine ? ` ${fine}` : ''}</p>`,
  );
}
