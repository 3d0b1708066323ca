/** The rows of the tables: what stands in a page, and what it is called. Data only. */

export interface Competitor {
  /** As `rig.ts` knows it. */
  readonly peer: string;
  readonly label: string;
  /** Whose row it is: the floor, ours, or another client's. */
  readonly side: 'floor' | 'ours' | 'peer';
}

export const bare: Competitor = { peer: 'bare', label: 'bare `fetch`, constant header', side: 'floor' };

/** The floor measured twice: how far apart two equal rows come out. */
export const bareAgain: Competitor = { peer: 'bare', label: 'the same again, in another tab', side: 'floor' };

export const singlet: Competitor = { peer: 'singlet-one', label: '**Singlet**, 1 connection, 1 rule', side: 'ours' };

export const manyAccounts: Competitor = {
  peer: 'singlet-spread',
  label: '**Singlet**, 10,000 connections, 1,000 rules, an origin each',
  side: 'ours',
};

export const singletSizes: readonly Competitor[] = [
  { peer: 'singlet-hundred', label: '**Singlet**, 100 connections, 100 rules, an origin each', side: 'ours' },
  manyAccounts,
  { peer: 'singlet-gateway', label: '**Singlet**, 10,000 connections, 1,000 rules, all on one origin', side: 'ours' },
  { peer: 'singlet-rules', label: '**Singlet**, 1 connection with 1,000 rules on one origin', side: 'ours' },
  { peer: 'singlet-crowd', label: '**Singlet**, 10,000 connections of one rule, called through `for(id)`', side: 'ours' },
  { peer: 'singlet-chosen', label: '**Singlet**, 10,000 connections of one rule, one of them chosen', side: 'ours' },
];

export const clients: readonly Competitor[] = [
  { peer: 'keycloak', label: 'keycloak-js `updateToken`', side: 'peer' },
  { peer: 'hello', label: 'hello.js `getAuthResponse` (localStorage)', side: 'peer' },
  { peer: 'oidc-memory', label: 'oidc-client-ts `getUser`, memory', side: 'peer' },
  { peer: 'oidc-session', label: 'oidc-client-ts `getUser`, sessionStorage', side: 'peer' },
  { peer: 'oidc-local', label: 'oidc-client-ts `getUser`, localStorage', side: 'peer' },
  { peer: 'auth0-token', label: 'auth0-spa-js `getTokenSilently`, memory', side: 'peer' },
  { peer: 'auth0-fetcher', label: 'auth0-spa-js `createFetcher`, memory', side: 'peer' },
  { peer: 'msal-session', label: 'msal-browser `acquireTokenSilent`, sessionStorage', side: 'peer' },
  { peer: 'msal-local', label: 'msal-browser `acquireTokenSilent`, localStorage', side: 'peer' },
];

/** Only on the network: against a stub it would have nothing to do. */
export const worker: Competitor = { peer: 'worker', label: 'naive service worker', side: 'peer' };
