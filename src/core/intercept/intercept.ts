/**
 * The fetch that knows tokens. Without a matching rule it is the bare fetch; with one it attaches
 * the token of one connection, and after a 401 renews it once and tries once more.
 * Tokens come from a `TokenSource` that is handed in; nothing here reads storage.
 */
import { SingletError, staleRelease } from '../base/errors.ts';
import type { Secret } from '../base/secret.ts';
import type { SignEntry } from '../provider/entry.ts';
import { attachToken, hasAuthorization, headersOf, isOneShot, type Parts, refuseUnsafe, type Target, targetOf } from './attach.ts';
import { type Candidate, matchRequest, type RuleIndex } from './match.ts';

/** A token and the generation it belongs to. */
export interface CurrentToken {
  readonly token: Secret;
  readonly generation: number;
}

export interface TokenSource {
  /** The token in memory when it is fresh; undefined sends the call down the slow way. */
  peek(connection: string): CurrentToken | undefined;
  /** A usable token, renewed when its time is up. Errors: `needs_sign_in`, and those of a renewal. */
  tokenFor(connection: string): Promise<CurrentToken>;
  /** A newer token than the one that was refused, or undefined where there is none to be had. */
  renew(connection: string, refused: number): Promise<CurrentToken | undefined>;
}

export interface SentCall {
  readonly connection: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Ms until the head of the reply was there. */
  readonly took: number;
}

export interface InterceptOptions {
  readonly fetch: typeof fetch;
  /** Rules of all connections; may be read for the first time here. */
  readonly index: () => RuleIndex | Promise<RuleIndex>;
  readonly tokens: TokenSource;
  /** Address that relative input counts from. */
  readonly base: () => string;
  /** Told before a token goes into the query, with the parameter's name. */
  readonly inQuery: (parameter: string) => void | Promise<void>;
  /** Puts the signature that a rule asks for into a request; see `sign` in the config. Errors: `secret_needed`, `request_refused`. */
  readonly sign: (connection: string, sign: SignEntry, parts: Parts) => Promise<Parts>;
  /** Told after each reply to a request that carried a token; address without its query. */
  readonly sent?: (call: SentCall) => unknown;
}

/** `bare` takes what no rule covers; the bare fetch unless told otherwise. */
export type Intercept = (input: RequestInfo | URL, init?: RequestInit, only?: string, bare?: typeof fetch) => Promise<Response>;

/** RFC 6750 section 3.1: a new token of the same grant would be refused just the same. Readable only where the API exposes it. */
const lacksScope = ({ headers }: Response) => /error="?insufficient_scope/.test(headers.get('www-authenticate') ?? '');

async function send(options: InterceptOptions, target: Target, parts: Parts, { connection, entry }: Candidate): Promise<Response> {
  const { fetch, tokens, sent } = options;
  const { placement, origin } = entry.rule;
  refuseUnsafe(parts);
  if (placement.in === 'query') await options.inQuery(placement.name);
  let used = tokens.peek(connection) ?? (await tokens.tokenFor(connection));
  for (let again = false; ; again = true) {
    const began = Date.now();
    const response = await fetch(...attachToken(target, parts, used.token.reveal(), entry));
    sent?.({ connection, method: target.method, url: target.origin + target.path, status: response.status, took: Date.now() - began });
    // Only a followed redirect can end elsewhere; its answer is then nobody's business here.
    if (response.redirected && new URL(response.url).origin !== origin) {
      void response.body?.cancel();
      throw new SingletError('request_refused', { detail: 'answered from another origin' });
    }
    if (again || response.status !== 401 || isOneShot(parts) || lacksScope(response)) return response;
    const newer = await tokens.renew(connection, used.generation).catch(() => undefined);
    if (!newer) return response;
    void response.body?.cancel();
    used = newer;
  }
}

/** Kept once it is loaded: asking for a module costs more than taking a request apart. */
let takeApart: typeof import('./request-parts.ts').requestParts | undefined;

/** Errors: `ambiguous_match`, `no_rule` (only with a chosen connection), `request_refused`, `needs_sign_in`, those of a renewal. */
export function makeIntercept(options: InterceptOptions): Intercept {
  return async (input, init, only, bare = options.fetch) => {
    const known = options.index();
    const index = known instanceof Promise ? await known : known;
    const target = targetOf(input, init, options.base());
    const { candidate, count } = matchRequest(index, target, only);
    if (count === 0) {
      if (only !== undefined) throw new SingletError('no_rule', { detail: `${target.method} ${target.origin}${target.path}` });
      return bare(input, init);
    }
    const headers = headersOf(input, init);
    // The caller brings an authorization of his own: leave the whole request alone (case 60).
    if (hasAuthorization(headers) && candidate?.entry.rule.authorization !== 'override') return bare(input, init);
    if (!candidate) throw new SingletError('ambiguous_match', { detail: target.origin });
    if (input instanceof Request) takeApart ??= (await import('./request-parts.ts').catch(staleRelease)).requestParts;
    const parts = input instanceof Request && takeApart ? await takeApart(input, init) : { init: init ?? {}, headers };
    const { connection, entry } = candidate;
    return send(options, target, entry.rule.sign ? await options.sign(connection, entry.rule.sign, parts) : parts, candidate);
  };
}
