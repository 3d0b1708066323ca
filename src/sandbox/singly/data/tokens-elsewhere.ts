/**
 * Tokens that people of the simulation were given by a service itself, for /auth/:service/apply to bring in. None of them is linked
 * when the simulation starts. At a service that speaks OAuth 1 the token_secret has to come along.
 */
import { credentialOf, secretOf } from '../ledger.ts';
import type { Identity } from '../terms.ts';
import { maya } from './maya.ts';
import { tobias } from './tobias.ts';

export interface TokenElsewhere {
  readonly service: string;
  /** As the person is called there. */
  readonly username: string;
  readonly token: string;
  readonly token_secret?: string;
}

function given(service: string, identity: Identity | undefined): readonly TokenElsewhere[] {
  if (!identity) return [];
  const token_secret = secretOf(service, identity);
  const token = { service, username: identity.username, token: credentialOf(service, identity) };
  return [token_secret === undefined ? token : { ...token, token_secret }];
}

export const tokensElsewhere: readonly TokenElsewhere[] = [
  ...given('github', tobias.identities.github),
  ...given('twitter', tobias.identities.twitter),
  ...given('github', maya.further?.github?.[0]),
];
