/**
 * The simulated service's own sign-in page, at the address where the real service would have called Singly back.
 * GET shows it, POST brings the decision. Plain HTML form; the person is filled in already.
 */
import type { Hono } from 'hono';
import type { Markup } from '../markup.ts';
import { html } from '../markup.ts';
import { pageHeaders, renderPage } from '../page.ts';
import type { SinglyContext } from './answer.ts';
import { answerText } from './answer.ts';
import type { Service } from './data/services.ts';
import { serviceNamed } from './data/services.ts';
import { failSignIn, finishSignIn } from './finish.ts';
import { identitiesOf } from './ledger.ts';
import type { Identity, Person } from './terms.ts';
import type { SinglyEnv, World } from './world.ts';

const withoutAt = (name: string) => name.trim().replace(/^@/, '').toLowerCase();

function findNamed(world: World, service: string, username: string): { person: Person; identity: Identity } | undefined {
  const all = world.people.flatMap((person) => identitiesOf(person, service).map((identity) => ({ person, identity })));
  return all.find(({ identity }) => withoutAt(identity.username) === withoutAt(username));
}

function permissions(service: Service, began: string | undefined): readonly Markup[] {
  const asksMessages = began !== undefined && new URL(began, 'http://singly.invalid').searchParams.get('flag') === 'dm';
  const lines = asksMessages ? [...service.permissions, 'Read your direct messages'] : service.permissions;
  return lines.map((line) => html`<li>${line}</li>`);
}

interface LoginView {
  readonly service: Service;
  readonly app: string;
  readonly began: string | undefined;
  readonly usernames: readonly string[];
  /** What was typed, where nobody has that name. */
  readonly unknown?: string;
}

function loginBody({ service, app, began, usernames, unknown }: LoginView): Markup {
  const others = usernames.slice(1).join(', ');
  return html`<h1>Let Singly use your ${service.name} account?</h1>
<p>Singly asks on behalf of <strong>${app}</strong>. It could then:</p>
<ul>${permissions(service, began)}</ul>
<form method="post">
<label for="username">${service.name} user name</label>
<input id="username" name="username" autocomplete="off" autocapitalize="none" spellcheck="false" required list="people" aria-describedby="people-hint"${
    unknown === undefined ? '' : { html: ' aria-invalid="true"' }
  } value="${unknown ?? usernames[0]}">
<datalist id="people">${usernames.map((name) => html`<option value="${name}"></option>`)}</datalist>
<p id="people-hint" class="hint">${
    unknown === undefined ? '' : html`<span class="bad">Nobody here is called ${unknown}.</span> `
  }${others ? `Other people in this simulation: ${others}.` : 'Nobody else here has an account.'}</p>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off" value="simulated">
<div class="acts">
<button class="primary" name="decision" value="allow">Allow</button>
<button name="decision" value="deny" formnovalidate>Deny</button>
</div>
</form>
<p class="fine">Deny sends you back with an error; nothing is shared then.</p>`;
}

function showLogin(c: SinglyContext, world: World, service: Service, client_id: string, unknown?: string): Response {
  const usernames = world.people.flatMap((person) => identitiesOf(person, service.id).map(({ username }) => username));
  const view = {
    service,
    app: world.apps.find((app) => app.client_id === client_id)?.name ?? client_id,
    began: world.cookies.read(c.req.raw, 'callback'),
    usernames,
    ...(unknown === undefined ? {} : { unknown }),
  };
  const page = {
    title: `Allow Singly · ${service.name} (simulated)`,
    name: `${service.name}, simulated`,
    glyph: service.glyph,
    note: `This ${service.name} is simulated: a stand-in on your own machine, with invented people.`,
    body: loginBody(view),
  };
  return new Response(renderPage(page), { status: 200, headers: { ...pageHeaders } });
}

/** client_id stands in the path, or for strict services in the cookie of the last start. */
function clientOf(c: SinglyContext, world: World, service: string): string | undefined {
  return c.req.param('client_id') ?? world.cookies.read(c.req.raw, `auth${service}`);
}

export function addLogin(app: Hono<SinglyEnv>, world: World): void {
  const path = '/auth/:service/auth/:client_id?';

  app.get(path, (c) => {
    const service = serviceNamed(c.req.param('service') ?? '');
    const client_id = service && clientOf(c, world, service.id);
    if (!service || !client_id) return answerText('The sign-in cannot go on: service or application is not known.', 500);
    return showLogin(c, world, service, client_id);
  });

  app.post(path, (c) => {
    const service = serviceNamed(c.req.param('service') ?? '');
    const client_id = service && clientOf(c, world, service.id);
    if (!service || !client_id) return answerText('The sign-in cannot go on: service or application is not known.', 500);
    const { username, decision } = c.get('fields');
    if (decision !== 'allow') {
      const began = world.cookies.read(c.req.raw, 'callback');
      return failSignIn(began, 'Missing the auth code: access_denied The user denied the request.');
    }
    const found = findNamed(world, service.id, String(username ?? ''));
    if (!found) return showLogin(c, world, service, client_id, String(username ?? ''));
    return finishSignIn(c, world, { service: service.id, client_id, ...found });
  });
}
