/** What the rig of a page measures, and the names of all that can stand in it. Types and names only. */

/** Attaches a token and sends. */
export type Call = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;

/** Where the servers of the bench are. */
export interface Surroundings {
  readonly api: string;
  readonly auth: string;
}

/** Sets itself up with a token that is good for an hour. */
export type Setup = (around: Surroundings) => Promise<Call>;

export const token = 'bench-token-0123456789abcdefghijklmnopqrstuvwxyz';

export const bearer = `Bearer ${token}`;

/** `init` with the token, as a page would write it around a client that hands tokens out. */
export const withBearer = (init: RequestInit | undefined, access_token: string | undefined): RequestInit => ({
  ...init,
  headers: { ...(init?.headers as Record<string, string> | undefined), authorization: `Bearer ${access_token}` },
});
