/**
 * Reads what a provider says of itself. Issuer -> `Metadata`.
 * OpenID Connect Discovery 1.0 section 4, then RFC 8414 section 3; the issuer must come back
 * exactly as it was asked for (RFC 8414 section 3.3). Side effect: up to two GET requests.
 */
import { SingletError } from '../base/errors.ts';
import { checkAddress } from './address-fault.ts';
import type { Metadata } from './provider.ts';

/** The two well-known addresses of an issuer, in the order they are asked. Pure. */
export function buildMetadataUrls(issuer: string): readonly string[] {
  const url = checkAddress(issuer, 'issuer');
  if (url.search) throw new SingletError('endpoint_refused', { detail: 'issuer has a query' });
  const path = url.pathname.replace(/\/$/, '');
  return [`${url.origin}${path}/.well-known/openid-configuration`, `${url.origin}/.well-known/oauth-authorization-server${path}`];
}

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

/** Checks a metadata document against the issuer it was asked of. Pure. */
export function validateMetadata(issuer: string, document: unknown): Metadata {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new SingletError('discovery_failed', { detail: 'the metadata is not a JSON object' });
  }
  const said = document as Record<string, unknown>;
  if (said.issuer !== issuer) {
    throw new SingletError('issuer_mismatch', {
      detail: `asked ${issuer}, the metadata says ${typeof said.issuer === 'string' ? said.issuer.slice(0, 200) : 'nothing'}`,
    });
  }
  const endpoint = (name: string): string | undefined => {
    const value = said[name];
    return typeof value === 'string' ? checkAddress(value, name) && value : undefined;
  };
  return {
    issuer,
    authorization_endpoint: endpoint('authorization_endpoint'),
    token_endpoint: endpoint('token_endpoint'),
    revocation_endpoint: endpoint('revocation_endpoint'),
    userinfo_endpoint: endpoint('userinfo_endpoint'),
    end_session_endpoint: endpoint('end_session_endpoint'),
    jwks_uri: endpoint('jwks_uri'),
    code_challenge_methods_supported: list(said.code_challenge_methods_supported),
    response_types_supported: list(said.response_types_supported),
    scopes_supported: list(said.scopes_supported),
    authorization_response_iss_parameter_supported: said.authorization_response_iss_parameter_supported === true,
  };
}

/**
 * The metadata of an issuer. `fetchJson` answers the parsed body, or undefined for a 404.
 * Errors: `endpoint_refused`, `issuer_mismatch`, `discovery_failed`, and those of the network, with phase `discovery`.
 */
export async function discover(issuer: string, fetchJson: (url: string) => Promise<unknown>): Promise<Metadata> {
  let failure: unknown;
  for (const url of buildMetadataUrls(issuer)) {
    try {
      const document = await fetchJson(url);
      if (document !== undefined) return validateMetadata(issuer, document);
    } catch (error) {
      if (error instanceof SingletError && error.code !== 'network_failed' && error.phase !== 'token') throw error;
      failure = error;
    }
  }
  // Why nothing could be read is more than that nothing was read.
  if (failure instanceof SingletError && failure.facts?.certainty) {
    const { code, detail, facts } = failure;
    throw new SingletError(code, { detail, facts, phase: 'discovery', cause: failure });
  }
  throw new SingletError('discovery_failed', { detail: `no metadata at ${issuer}`, cause: failure });
}
