/**
 * /v3 of the API host: who this is, templates, documents, and requests to sign. Errors carry error_code. The final slash is part of
 * an address, and not the same for all: /template has none, /original/ and /rs/ have one, /me is taken both ways. Side effect: the archive.
 */
import type { Context, Hono } from 'hono';
import type { StandardEnv } from '../standard/world.ts';
import { answerCode, answerJson } from './answer.ts';
import { bearerOf, refuseToken } from './bearer.ts';
import { members, templates } from './company.ts';
import { readEnvelope } from './envelope.ts';
import { meOf } from './me.ts';
import type { Member, World } from './terms.ts';

type Handle = (c: Context<StandardEnv>, member: Member) => Response | Promise<Response>;

/** Runs the handler for a live token that has the scope, of somebody whose e-mail address is verified. */
function withScope(world: World, scope: string, handle: Handle) {
  return (c: Context<StandardEnv>): Response | Promise<Response> => {
    const known = world.ledger.live(bearerOf(c.req.raw));
    const member = members.find(({ id }) => id === known?.grant.person.id);
    if (!known || !member) return refuseToken();
    if (!member.verified) return answerCode('email_not_verified', 'This account has not verified its e-mail address.', 403);
    if (!known.grant.scope.includes(scope)) return answerCode('insufficient_scope', `The token lacks ${scope}.`, 403);
    return handle(c, member);
  };
}

const mostBytes = 40 * 1024 * 1024;

async function upload(world: World, c: Context<StandardEnv>): Promise<Response> {
  const form = await c.req.raw.formData().catch(() => undefined);
  const file = form?.get('file');
  if (!(file instanceof File)) return answerCode('invalid_request', 'Send multipart form data with a file.', 400);
  if (file.size > mostBytes) return answerCode('file_too_large', 'A document has at most 40 MB.', 400);
  const name = String(form?.get('name') ?? '') || file.name;
  const rename = ['1', 'true'].includes(String(form?.get('rename_if_exists')));
  const added = world.archive.addOriginal(name, file.size, rename);
  return added ? answerJson(added, 201) : answerCode('filename_exists', 'A document has this name already.', 400);
}

async function createEnvelope(world: World, c: Context<StandardEnv>): Promise<Response> {
  const read = readEnvelope(await c.req.json().catch(() => undefined), world.archive.originals());
  if (typeof read === 'string') return answerCode(read, 'The request to sign is not in order.', 400);
  return answerJson(world.archive.addEnvelope(read.name, read.sources, read.recipients), 201);
}

export function addApi(app: Hono<StandardEnv>, world: World): void {
  const { archive } = world;
  const me = withScope(world, 'user:read', (_c, member) => answerJson(meOf(member, archive, world.now())));
  app.get('/v3/me/', me);
  app.get('/v3/me', me);
  app.get(
    '/v3/template',
    withScope(world, 'template:manage', () => answerJson(templates)),
  );
  app.get(
    '/v3/original/',
    withScope(world, 'original:read', () => answerJson(archive.originals())),
  );
  app.post(
    '/v3/original/',
    withScope(world, 'original:create', (c) => upload(world, c)),
  );
  app.get(
    '/v3/rs/',
    withScope(world, 'rs:read', () => answerJson(archive.envelopes())),
  );
  app.post(
    '/v3/rs/envelope/',
    withScope(world, 'rs:create', (c) => createEnvelope(world, c)),
  );
  app.get(
    '/v3/rs/envelope/:id',
    withScope(world, 'rs:read', (c) => {
      const found = archive.envelopes().find(({ id }) => String(id) === c.req.param('id'));
      return found ? answerJson(found) : answerCode('not_found', 'There is no such request to sign.', 404);
    }),
  );
}
