/** Which faults each system of the sandbox can be given. Data, shared with whoever offers them. */

const everySignIn = ['slow', 'plain-text', 'api-no-cors'] as const;
const withState = [...everySignIn, 'deny', 'no-state', 'wrong-state', 'expired'] as const;
const tokenEndpoint = ['token-503', 'token-429', 'token-no-cors', 'lost-reply'] as const;
const machine = [...tokenEndpoint, 'api-no-cors', 'expired'] as const;

export const faultsOf = {
  singly: everySignIn,
  kiln: [...withState, 'wrong-iss', ...tokenEndpoint, 'rotated-away'],
  wayfare: [...withState, 'wrong-iss'],
  smartfile: [...withState, ...tokenEndpoint],
  signeasy: [...withState, ...tokenEndpoint],
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
