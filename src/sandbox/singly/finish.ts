/**
 * The end of a sign-in: the service sent the person back, Singly files the profile and redirects to the application.
 * What was asked for is read from the sticky cookie of the last start, so one browser has one pending sign-in.
 * Unknown client, unregistered redirect_uri and unknown response_type come to light only here, and none of them redirects.
 */
import type { SinglyContext } from './answer.ts';
import { answerRedirect, answerText } from './answer.ts';
import type { Account, Grant } from './ledger.ts';
import { codeReply, errorReply, isRegistered, tokenReply } from './reply.ts';
import type { Identity, Person } from './terms.ts';
import type { World } from './world.ts';

/** Who allowed what at the service. */
export interface Allowed {
  readonly service: string;
  readonly client_id: string;
  readonly person: Person;
  readonly identity: Identity;
}

/** The parameters of the request that started it: the cookie holds its whole address. */
function parametersOf(began: string | undefined): URLSearchParams {
  return began === undefined ? new URLSearchParams() : new URL(began, 'http://singly.invalid').searchParams;
}

/** Error to the application; a plain 500 where no redirect_uri is known (the alias redirect_url is not looked at here). */
export function failSignIn(began: string | undefined, message: string): Response {
  const asked = parametersOf(began);
  const redirectUri = asked.get('redirect_uri');
  if (!redirectUri) return answerText(`The sign-in cannot go on: ${message}`, 500);
  return answerRedirect(errorReply(redirectUri, asked.get('response_type') ?? undefined, message));
}

/** The account named by the request: by its token, or for the older twin by a cookie. 'foreign' belongs to another app. */
function linkedAccount(c: SinglyContext, world: World, began: string, client_id: string): Account | 'foreign' | undefined {
  const sticky = began.startsWith('/oauth/authorize');
  const text = sticky ? world.cookies.read(c.req.raw, `account-${client_id}`) : parametersOf(began).get('access_token');
  const known = text ? world.ledger.token(text) : undefined;
  if (!known) return undefined;
  return known.client_id === client_id ? known.account : 'foreign';
}

/** Answers as the response_type wants it; anything but code and token is refused now, after the whole sign-in. */
function leave(world: World, asked: URLSearchParams, grant: Grant): Response {
  const { account, client_id } = grant;
  const redirectUri = asked.get('redirect_uri') ?? asked.get('redirect_url') ?? '';
  const registered = world.apps.find((app) => app.client_id === client_id);
  if (!registered) return answerText('No application has this client_id.', 400);
  if (!registered.sandbox && !isRegistered(redirectUri, registered.callbackUrls)) {
    world.log(`redirect_uri of ${client_id} is not registered`);
    if (world.redirectCheck === 'refuse') return answerText('This redirect_uri is not registered for the application.', 200, 'text/html');
  }
  const responseType = asked.get('response_type') ?? 'code';
  if (responseType === 'token') return answerRedirect(tokenReply(redirectUri, world.ledger.createToken(account, client_id), account.id));
  if (responseType !== 'code') return answerText('This response_type is not known.', 200);
  if (!URL.canParse(redirectUri)) return answerText('The redirect_uri is no address.', 500);
  return answerRedirect(codeReply(redirectUri, world.ledger.createCode(grant), asked.get('state') ?? undefined));
}

/** Files the profile: into the linked account, else where this identity already is, else into a new account. */
export function finishSignIn(c: SinglyContext, world: World, { service, client_id, person, identity }: Allowed): Response {
  const began = world.cookies.read(c.req.raw, 'callback');
  if (began === undefined) return answerText('The sign-in cannot go on: its cookie is missing.', 500);
  const linked = linkedAccount(c, world, began, client_id);
  if (linked === 'foreign') return failSignIn(began, 'The access_token belongs to another application.');
  const account = linked ?? world.ledger.holderOf(client_id, service, identity.id) ?? world.ledger.createAccount(client_id);
  const profile = world.ledger.addProfile(account, service, person, identity);
  const answer = leave(world, parametersOf(began), { account, client_id, profile });
  if (began.startsWith('/oauth/authorize')) {
    world.cookies.write(answer.headers, `account-${client_id}`, world.ledger.createToken(account, client_id));
  }
  return answer;
}
