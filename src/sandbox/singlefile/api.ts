/**
 * The API under /external-api/v1: lists in their own envelope, one thing read or created in {"success","data"}.
 * There is no plain /entities, though the vendor's page about signing in calls it. A call passes token, scope, then the limits.
 */
import type { Context, Hono } from 'hono';
import { entryId } from '../singly/entry-id.ts';
import { answerData, answerFailure, answerInvalid, answerMissing } from './answer.ts';
import { entityTypes } from './data/entity-types.ts';
import { answerPage } from './lists.ts';
import type { Entity, EntityDetail } from './terms.ts';
import type { Token, World } from './world.ts';

const base = '/external-api/v1';

type Handle = (c: Context) => Response | Promise<Response>;

/** Only Authorization counts; the header Authentication, which one page of the vendor names, does not. */
function findToken(c: Context, world: World): Token | Response {
  const refuse = (message: string, challenge: string) =>
    answerFailure(401, 'UNAUTHORIZED', message, {}, { 'www-authenticate': `Bearer realm="api"${challenge}` });
  const [, text] = /^bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  if (text === undefined) return refuse('Authentication credentials were not provided.', '');
  const token = world.tokens.get(text);
  if (token && token.endsAt > world.clock()) return token;
  return refuse('The access token is expired or not known.', ', error="invalid_token"');
}

function withToken(world: World, scope: string, handle: Handle): Handle {
  return (c) => {
    const token = findToken(c, world);
    if (token instanceof Response) return token;
    if (!token.scope.includes(scope)) return answerFailure(403, 'PERMISSION_DENIED', `This needs the scope ${scope}.`);
    const retry_after = world.limiter.take(token.client.client_id);
    if (retry_after > 0)
      return answerFailure(429, 'THROTTLED', `Request was throttled. Expected available in ${retry_after} seconds.`, { retry_after });
    return handle(c);
  };
}

/** 32 hex characters in the groups of a UUID. */
const uuidOf = (seed: string) => entryId(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const inList = ({ id, name, entity_type, organization_id, created_at, updated_at }: EntityDetail): Entity => ({
  id,
  name,
  entity_type,
  organization_id,
  created_at,
  updated_at,
});

/** What is wrong with each field of a new entity. */
function faultsOf(world: World, fields: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const { name, entity_type, organization_id } = fields;
  const faults: Record<string, readonly string[]> = {};
  if (name === undefined) faults.name = ['This field is required.'];
  else if (typeof name !== 'string' || name.trim() === '') faults.name = ['This field may not be blank.'];
  else if (name.length > 500) faults.name = ['Ensure this field has no more than 500 characters.'];
  if (entity_type === undefined) faults.entity_type = ['This field is required.'];
  else if (!entityTypes.some((one) => one === entity_type)) faults.entity_type = [`"${entity_type}" is not a valid choice.`];
  if (organization_id !== undefined && !world.organizations.some(({ id }) => id === organization_id))
    faults.organization_id = ['No organization has this id.'];
  return faults;
}

function create(world: World): Handle {
  return async (c) => {
    const value: unknown = await c.req.json().catch(() => undefined);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return answerInvalid('The body is not a JSON object.', { non_field_errors: ['The body is not a JSON object.'] });
    const fields: Readonly<Record<string, unknown>> = { ...value };
    const faults = faultsOf(world, fields);
    const [first] = Object.values(faults);
    if (first) return answerInvalid(first[0] ?? '', faults);
    const now = new Date(world.clock()).toISOString();
    const made: EntityDetail = {
      id: uuidOf(`entity ${world.entities.length} ${now}`),
      name: String(fields.name).trim(),
      entity_type: String(fields.entity_type),
      organization_id: String(fields.organization_id ?? world.organizations[0]?.id),
      created_at: now,
      updated_at: now,
      fein: null,
      fiscal_year_end: null,
      nature_of_business: typeof fields.nature_of_business === 'string' ? fields.nature_of_business : '',
      jurisdictions: [],
    };
    world.entities = [made, ...world.entities];
    return answerData(made, 201);
  };
}

/** One of a list by its id. */
function readOne<Item extends { readonly id: string }>(items: () => readonly Item[], what: string): Handle {
  return (c) => {
    const found = items().find(({ id }) => id === c.req.param('id'));
    return found ? answerData(found) : answerMissing(`${what} not found.`);
  };
}

export function addApi(app: Hono, world: World): void {
  const read = (path: string, handle: Handle) => app.get(base + path, withToken(world, 'read', handle));
  read('/entities/list', (c) => answerPage(c, world, world.entities.map(inList)));
  read('/organizations/list', (c) => answerPage(c, world, world.organizations));
  read('/tasks/list', (c) => answerPage(c, world, world.tasks));
  const post = withToken(world, 'write', create(world));
  app.post(`${base}/entities/create`, post);
  app.all(`${base}/entities/create`, () => answerFailure(405, 'METHOD_NOT_ALLOWED', 'Method not allowed.', {}, { allow: 'POST, OPTIONS' }));
  read(
    '/entities/:id',
    readOne(() => world.entities, 'Entity'),
  );
  read(
    '/organizations/:id',
    readOne(() => world.organizations, 'Organization'),
  );
  read(
    '/tasks/:id',
    readOne(() => world.tasks, 'Task'),
  );
  app.all(
    `${base}/*`,
    withToken(world, 'read', () => answerMissing('Not found.')),
  );
}
