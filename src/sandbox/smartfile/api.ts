/**
 * /api/2/ : the calls that show a connection, with the token as Bearer or as the parameter access_token.
 * Errors are {"detail"}, a faulty field stands under field_errors, and an address that does not exist is an HTML page. Pure but for the ledger.
 */
import type { Context, Hono } from 'hono';
import type { Person } from '../sign-in/terms.ts';
import type { StandardEnv } from '../standard/world.ts';
import { answerDetail, answerJson, notFoundPage } from './answer.ts';
import { site, staff } from './company.ts';
import { findEntry, itemOf } from './files.ts';
import type { World } from './terms.ts';

type ApiContext = Context<StandardEnv>;

/** Header first, then the parameter. */
function tokenOf(c: ApiContext): string | undefined {
  const [, bearer] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  return bearer ?? c.req.query('access_token');
}

type Handle = (c: ApiContext, person: Person) => Response;

function withPerson(world: World, handle: Handle) {
  return (c: ApiContext): Response => {
    const token = tokenOf(c);
    if (token === undefined) return answerDetail('Nobody is signed in: send an access token.', 401);
    const known = world.ledger.live(token);
    if (!known) return answerDetail('The access token is not known or its time is over.', 401);
    return handle(c, known.grant.person);
  };
}

const baseOf = (c: ApiContext, world: World) => new URL(c.req.url).origin + world.house.mount;

/** A whole number from 1 to `most`; undefined where it is none. */
function readNumber(text: string | undefined, usual: number, most: number): number | undefined {
  if (text === undefined) return usual;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}

const usualLimit = 100;
const mostLimit = 1000;

function info(world: World): Handle {
  return (c, person) => {
    // From the address itself: hono's path is decoded already.
    const path = new URL(c.req.url).pathname.slice(`${world.house.mount}/api/2/path/info`.length);
    const found = findEntry(path, person);
    if (!found) return answerDetail('There is nothing at this path.', 404);
    if (found.closed) return answerDetail('You may not look into this folder.', 403);
    const base = baseOf(c, world);
    const item = itemOf(found.entry, found.path, person, base);
    const { children } = found.entry;
    if (c.req.query('children') !== 'true' || !children) return answerJson(item);
    const limit = readNumber(c.req.query('limit'), usualLimit, mostLimit);
    const page = readNumber(c.req.query('page'), 1, Number.MAX_SAFE_INTEGER);
    if (limit === undefined || page === undefined) {
      const name = limit === undefined ? 'limit' : 'page';
      const range = limit === undefined ? `from 1 to ${mostLimit}` : 'from 1 up';
      return answerDetail('A field is not in order.', 400, { field_errors: { [name]: [`Give a whole number ${range}.`] } });
    }
    const pages = Math.max(1, Math.ceil(children.length / limit));
    if (page > pages) return answerDetail('There is no such page.', 404);
    const below = found.path === '/' ? '' : found.path;
    const shown = children.slice((page - 1) * limit, page * limit);
    return answerJson({ ...item, page, pages, children: shown.map((child) => itemOf(child, `${below}/${child.name}`, person, base)) });
  };
}

const rights = [
  { name: 'path.list', description: 'List folders' },
  { name: 'path.read', description: 'Download files' },
  { name: 'path.write', description: 'Upload and change files' },
  { name: 'link.create', description: 'Share files by link' },
];
const ownersRights = [{ name: 'user.manage', description: 'Add and remove users of the site' }, ...rights];

export function addApi(app: Hono<StandardEnv>, world: World): void {
  // Open to everybody: it says that the API is there.
  app.get('/api/2/ping/', () => answerJson({ ping: 'pong' }));
  app.get(
    '/api/2/whoami/',
    withPerson(world, (c, { id, username, name, email }) => {
      const domain = new URL(c.req.url).host;
      return answerJson({ user: { id, username, name, email }, site: { ...site, domain } });
    }),
  );
  app.get(
    '/api/2/right/',
    withPerson(world, (_c, person) => {
      const results = person === staff[0] ? ownersRights : rights;
      return answerJson({ page: 1, pages: 1, results });
    }),
  );
  app.get('/api/2/path/info/*', withPerson(world, info(world)));
  app.notFound(() => notFoundPage());
}
