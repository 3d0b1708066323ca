/**
 * The helpers under /auth: an account from a service's own token (apply), and two accounts into one (merge).
 * merge asks for no other credential than the two tokens, and merging an account into itself empties it, as found.
 */
import type { Hono } from 'hono';
import type { SinglyContext } from './answer.ts';
import { answerError, answerJson } from './answer.ts';
import { serviceNamed } from './data/services.ts';
import { credentialOf, identitiesOf, secretOf } from './ledger.ts';
import { listProfiles } from './profiles.ts';
import type { Identity, Person } from './terms.ts';
import type { SinglyEnv, World } from './world.ts';

interface Holder {
  readonly person: Person;
  readonly identity: Identity;
}

/** Whose credential this is at the simulated service; one of OAuth 1 has two halves. */
function holderOfCredential(world: World, service: string, token: string, secret: string | undefined): Holder | undefined {
  for (const person of world.people) {
    const identity = identitiesOf(person, service).find((one) => !one.takenBack && credentialOf(service, one) === token);
    if (!identity) continue;
    const known = secretOf(service, identity);
    return known === undefined || known === secret ? { person, identity } : undefined;
  }
  return undefined;
}

function apply(world: World) {
  return (c: SinglyContext): Response => {
    const service = c.req.param('service') ?? '';
    const app = world.apps.find((one) => one.client_id === c.req.query('client_id'));
    if (!app || !serviceNamed(service)) return answerError('No such application, or it has no keys for this service.', 404);
    if (app.client_secret !== c.req.query('client_secret')) return answerError('The client_secret is not the right one.', 401);
    if (world.throttled(app.client_id)) return answerError('Too much is waiting for this application.', 503);
    const holder = holderOfCredential(world, service, c.req.query('token') ?? '', c.req.query('token_secret'));
    if (!holder) return answerError('The service does not know this token.', 500);
    const { person, identity } = holder;
    const asked = c.req.query('account');
    const named = asked ? world.ledger.account(asked) : undefined;
    if (asked && !named && c.req.query('verifyAccount') !== 'false') return answerError('This account is not known.', 500);
    const existing = named ?? (asked ? undefined : world.ledger.holderOf(app.client_id, service, identity.id));
    const account = existing ?? world.ledger.createAccount(app.client_id);
    world.ledger.addProfile(account, service, person, identity);
    return answerJson(c, world, { access_token: world.ledger.createToken(account, app.client_id), account: account.id });
  };
}

function merge(world: World) {
  return (c: SinglyContext): Response => {
    const source = world.ledger.token(c.req.query('source') ?? '');
    const dest = world.ledger.token(c.req.query('dest') ?? '');
    if (!source || !dest) return answerError('source and dest have to be tokens of ours.', 500);
    for (const { service, person, identity } of source.account.profiles) world.ledger.addProfile(dest.account, service, person, identity);
    source.account.profiles = [];
    return answerJson(c, world, listProfiles(dest.account));
  };
}

export function addAccounts(app: Hono<SinglyEnv>, world: World): void {
  app.get('/auth/merge', merge(world));
  app.get('/auth/:service/apply', apply(world));
}
