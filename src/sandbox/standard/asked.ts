/**
 * Reads an authorization request (RFC 6749 sections 4.1.1 and 4.2.1, RFC 7636, OpenID Connect Core 1.0 section 3).
 * parameters -> what is asked, or why not. Nobody is sent to an address that is not registered. Pure.
 */
import { readClaims } from './base64url.ts';
import type { ResponseType, StandardClient } from './terms.ts';
import type { World } from './world.ts';

/** Where and how the answer goes; without a redirect_uri it is shown to the person. */
export interface WayBack {
  readonly client: StandardClient;
  readonly redirect_uri: string | undefined;
  readonly mode: 'query' | 'fragment' | 'page';
  readonly state: string | undefined;
}

export interface Asked extends WayBack {
  readonly response_type: ResponseType;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  readonly code_challenge: string | undefined;
  readonly prompt: readonly string[];
  readonly login_hint: string | undefined;
  /** Subject that the ID token names which came along. */
  readonly hintedSub: string | undefined;
}

export interface Refusal {
  readonly error: string;
  readonly error_description: string;
  /** Undefined: nobody is sent back, the error stands on a page. */
  readonly back: WayBack | undefined;
}

/** The address that stands for "show it to the person". */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';

export const allResponseTypes: readonly ResponseType[] = ['code', 'token', 'id_token token'];

/** One value; an empty one counts as absent (RFC 6749 section 3.1). */
function readOne(parameters: URLSearchParams, name: string): string | undefined {
  return parameters.get(name) || undefined;
}

const words = (text: string | undefined) => (text ?? '').split(' ').filter(Boolean);

function readType(text: string | undefined, world: World): ResponseType | undefined {
  const sorted = words(text).sort().join(' ');
  return (world.responseTypes ?? allResponseTypes).find((type) => type === sorted);
}

function findWayBack(parameters: URLSearchParams, world: World): WayBack | Refusal {
  const refuse = (error_description: string): Refusal => ({ error: 'invalid_request', error_description, back: undefined });
  const twice = [...parameters.keys()].find((name) => parameters.getAll(name).length > 1);
  if (twice !== undefined) return refuse(`${twice} stands there more than once.`);
  const client = world.clients.find(({ client_id }) => client_id === parameters.get('client_id'));
  if (!client) return { error: 'invalid_client', error_description: 'No application has this client_id.', back: undefined };
  const redirect_uri = readOne(parameters, 'redirect_uri');
  const state = readOne(parameters, 'state');
  const implicit = words(readOne(parameters, 'response_type')).includes('token');
  if (redirect_uri === undefined || redirect_uri === outOfBand) {
    return implicit ? refuse('A token needs a redirect_uri.') : { client, redirect_uri, mode: 'page', state };
  }
  if (!world.redirectAllowed(redirect_uri)) return refuse(`${redirect_uri} is not a redirect_uri of ${client.name}.`);
  const mode = implicit || parameters.get('response_mode') === 'fragment' ? 'fragment' : 'query';
  return { client, redirect_uri, mode, state };
}

/** The first fault of a request whose way back is known. */
function faultOf(
  asked: Omit<Asked, 'response_type'>,
  type: ResponseType | undefined,
  parameters: URLSearchParams,
): [string, string] | undefined {
  const { client, scope, nonce, prompt, code_challenge } = asked;
  if (parameters.has('request') || parameters.has('request_uri')) return ['request_not_supported', 'Request objects are not taken here.'];
  if (!type) return ['unsupported_response_type', 'This response_type is not offered.'];
  if (parameters.get('response_mode') === 'query' && type !== 'code') return ['invalid_request', 'A token never goes into the query.'];
  if (scope.length === 0) return ['invalid_scope', 'None of these scopes exists here.'];
  if (type === 'code' && client.client_secret === undefined && code_challenge === undefined)
    return ['invalid_request', 'A public client needs a code_challenge.'];
  if (code_challenge !== undefined && parameters.get('code_challenge_method') !== 'S256')
    return ['invalid_request', 'code_challenge_method has to be S256.'];
  if (code_challenge !== undefined && !/^[\w-]{43}$/.test(code_challenge)) return ['invalid_request', 'code_challenge is no SHA-256.'];
  if (type === 'id_token token' && !scope.includes('openid')) return ['invalid_scope', 'An ID token needs the scope openid.'];
  if (type === 'id_token token' && nonce === undefined) return ['invalid_request', 'An ID token needs a nonce.'];
  if (prompt.includes('none') && prompt.length > 1) return ['invalid_request', 'prompt=none goes with nothing else.'];
  return undefined;
}

export function readAsked(parameters: URLSearchParams, world: World): Asked | Refusal {
  const back = findWayBack(parameters, world);
  if ('error' in back) return back;
  const hint = readOne(parameters, 'id_token_hint');
  const hintedSub = hint === undefined ? undefined : readClaims(hint)?.sub;
  const asksScope = readOne(parameters, 'scope');
  const asked = {
    ...back,
    scope: asksScope === undefined ? Object.keys(world.scopes) : words(asksScope).filter((one) => Object.hasOwn(world.meanings, one)),
    nonce: readOne(parameters, 'nonce'),
    code_challenge: readOne(parameters, 'code_challenge'),
    prompt: words(readOne(parameters, 'prompt')),
    login_hint: readOne(parameters, 'login_hint'),
    hintedSub: typeof hintedSub === 'string' ? hintedSub : undefined,
  };
  const type = readType(readOne(parameters, 'response_type'), world);
  const fault = faultOf(asked, type, parameters);
  if (fault || !type) return { error: fault?.[0] ?? '', error_description: fault?.[1] ?? '', back };
  return { ...asked, response_type: type };
}
