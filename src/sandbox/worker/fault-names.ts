/** Which faults each system of the sandbox can be given. Data, shared with whoever offers them. */

const api = ['api-429', 'api-500', 'api-no-cors'] as const;
const signIn = ['deny', 'slow', 'plain-text', 'no-state', 'wrong-state'] as const;
const tokenEndpoint = ['token-503', 'token-429', 'token-slow', 'token-no-cors', 'lost-reply'] as const;
const renewed = ['expired', 'rotated-away'] as const;
/** Nobody is asked there, so it is the client that is told no. */
const machine = ['refused', ...tokenEndpoint, ...api, 'expired'] as const;

export const faultsOf = {
  // Its tokens have no end, and nothing renews them.
  singly: [...signIn, ...api],
  kiln: [...signIn, 'wrong-iss', ...tokenEndpoint, ...api, ...renewed],
  wayfare: [...signIn, 'wrong-iss', ...api, 'expired'],
  smartfile: [...signIn, ...tokenEndpoint, ...api, ...renewed],
  signeasy: [...signIn, ...tokenEndpoint, ...api, ...renewed],
  singlefile: machine,
  singleview: machine,
} as const;

export type FaultySystem = keyof typeof faultsOf;
export type FaultName = (typeof faultsOf)[FaultySystem][number];

/** What is in front of each system now. */
export type Faults = Partial<Record<FaultySystem, FaultName>>;

/** What a page asks the worker for; the answer is what is then in front of each system. */
export type FaultRequest =
  | { readonly ask: 'fault'; readonly system: FaultySystem; readonly fault: FaultName | null }
  /** Takes every fault away. Like `faults` it says that a page has joined. */
  | { readonly ask: 'straighten' }
  | { readonly ask: 'faults' };

export function isFaultOf(system: FaultySystem, fault: string): fault is FaultName {
  return (faultsOf[system] as readonly string[]).includes(fault);
}
