/**
 * The pages between an authorization request and the way back: sign in, allow, deny, use another account.
 * Without cookies, since a service worker has none: who signed in is kept with the step. Side effect: a map of the memory.
 */
import type { Hono } from 'hono';
import { createDrawer, randomText } from '../drawer.ts';
import type { Memory } from '../memory.ts';
import type { StandardEnv } from '../standard/world.ts';
import { consentPage, gonePage, loginPage } from './pages.ts';
import type { Asked, House, Person } from './terms.ts';

interface Step {
  readonly asked: Asked;
  person: Person | undefined;
}

export interface Deciding {
  allow(asked: Asked, person: Person): Response;
  deny(asked: Asked): Response;
  /** The site's own address, as the pages name it. */
  placeOf?(request: Request): string;
}

/** Whose pages they are, and where what they gather is kept. */
interface Place {
  readonly house: House;
  readonly memory: Memory;
}

export interface Steps {
  /** Sends the person to the first page. */
  begin(asked: Asked): Response;
}

/** A redirect that stays here is a path, which tells it from the one that leaves. */
const goTo = (path: string) => new Response(null, { status: 302, headers: { location: path, 'cache-control': 'no-store' } });

export function addSteps(app: Hono<StandardEnv>, { house, memory }: Place, { allow, deny, placeOf }: Deciding): Steps {
  const steps = createDrawer(() => randomText(18), memory.map<Step>('steps'));
  const begin = (asked: Asked, person?: Person) => goTo(house.mount + house.stepPath.replace(':step', steps.add({ asked, person })));

  app.get(house.stepPath, (c) => {
    const step = steps.get(c.req.param('step'));
    if (!step) return gonePage(house);
    if (step.person) return consentPage(house, step.asked, step.person);
    return loginPage(house, { asked: step.asked, ...(placeOf && { place: placeOf(c.req.raw) }) });
  });

  app.post(house.stepPath, async (c) => {
    const id = c.req.param('step');
    const step = steps.get(id);
    if (!step) return gonePage(house);
    const { asked, person } = step;
    const form = new URLSearchParams(await c.req.text());
    const decision = form.get('decision');
    if (decision === 'login') {
      const fits = (one: Person) => one.username === form.get('username') && one.password === form.get('password');
      const found = house.people.find(fits);
      if (!found) return loginPage(house, { asked, failed: true, ...(placeOf && { place: placeOf(c.req.raw) }) });
      steps.remove(id);
      return begin(asked, found);
    }
    steps.remove(id);
    if (decision === 'switch' || (decision === 'allow' && !person)) return begin(asked);
    return decision === 'allow' && person ? allow(asked, person) : deny(asked);
  });
  return { begin };
}
