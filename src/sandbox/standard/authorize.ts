/**
 * /authorize and the pages between it and the way back: sign in, allow, deny, use another account; prompt=none shows none of them
 * (OpenID Connect Core 1.0 section 3.1.2). Request -> page or redirect. Side effects: session cookie, steps of the ledger.
 */
import type { Hono } from 'hono';
import { type Asked, readAsked } from './asked.ts';
import { consentPage, gonePage, loginPage } from './pages.ts';
import type { StandardPerson } from './terms.ts';
import { give, refuse } from './way-back.ts';
import { goOn, type LiveSession, type StandardContext, type StandardEnv, sessionOf, type World, writeSession } from './world.ts';

const matches = (person: StandardPerson, hint: string) => [person.username, person.email, person.sub].includes(hint);

/** prompt=none: what has to be asked of the person is an error. */
async function answerSilently(c: StandardContext, world: World, asked: Asked, session: LiveSession | undefined): Promise<Response> {
  const fail = (error: string, error_description: string) => refuse(world, { error, error_description, back: asked });
  if (!session) return fail('login_required', `Nobody is signed in at ${world.name} in this browser.`);
  const { person, since } = session;
  const another = asked.hintedSub !== undefined && asked.hintedSub !== person.sub;
  if (another || (asked.login_hint !== undefined && !matches(person, asked.login_hint)))
    return fail('login_required', `Somebody else is signed in at ${world.name} in this browser.`);
  if (!world.ledger.hasConsent(person.sub, asked.client.client_id, asked.scope))
    return fail('interaction_required', 'The person has to be asked first.');
  return give(world, asked, person, since, c.env.twist);
}

function start(world: World) {
  return async (c: StandardContext): Promise<Response> => {
    const parameters = c.req.method === 'POST' ? new URLSearchParams(await c.req.text()) : new URL(c.req.url).searchParams;
    const asked = readAsked(parameters, world);
    if ('error' in asked) return refuse(world, asked);
    const session = sessionOf(c, world);
    if (asked.prompt.includes('none')) return answerSilently(c, world, asked, session);
    const anew = asked.prompt.includes('login') || asked.prompt.includes('select_account');
    return goOn(world, `/sign-in/${world.ledger.steps.add({ asked, anew })}`);
  };
}

function hintedPerson(world: World, asked: Asked, session: LiveSession | undefined): StandardPerson | undefined {
  const { login_hint } = asked;
  const hinted = login_hint === undefined ? undefined : world.people.find((person) => matches(person, login_hint));
  // Who uses another account is somebody else than before.
  return hinted ?? world.people.find(({ sub }) => sub !== session?.person.sub) ?? world.people[0];
}

function addSteps(app: Hono<StandardEnv>, world: World): void {
  const { ledger } = world;
  app.get('/sign-in/:step', (c) => {
    const step = ledger.steps.get(c.req.param('step'));
    if (!step) return gonePage(world);
    const session = sessionOf(c, world);
    if (!session || step.anew) return loginPage(world, { asked: step.asked, filledIn: hintedPerson(world, step.asked, session) });
    return consentPage(world, { asked: step.asked, person: session.person });
  });

  app.post('/sign-in/:step', async (c) => {
    const id = c.req.param('step');
    const step = ledger.steps.get(id);
    if (!step) return gonePage(world);
    const { asked } = step;
    const form = new URLSearchParams(await c.req.text());
    const session = sessionOf(c, world);
    const fresh = (anew: boolean) => goOn(world, `/sign-in/${ledger.steps.add({ asked, anew })}`);
    switch (form.get('decision')) {
      case 'login': {
        const person = world.people.find(
          ({ username, password }) => username === form.get('username') && password === form.get('password'),
        );
        if (!person) return loginPage(world, { asked, filledIn: hintedPerson(world, asked, session), failed: true });
        ledger.steps.remove(id);
        return writeSession(fresh(false), world, ledger.sessions.add({ person, since: world.now() }));
      }
      case 'switch':
        ledger.steps.remove(id);
        return fresh(true);
      case 'allow':
        if (!session) return fresh(true);
        ledger.steps.remove(id);
        return give(world, asked, session.person, session.since, c.env.twist);
      default:
        ledger.steps.remove(id);
        return refuse(world, { error: 'access_denied', error_description: 'The person did not allow it.', back: asked });
    }
  });
}

export function addAuthorize(app: Hono<StandardEnv>, world: World): void {
  app.get('/authorize', start(world));
  app.post('/authorize', start(world));
  addSteps(app, world);
}
