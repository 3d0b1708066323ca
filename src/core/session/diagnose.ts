/**
 * Finds out why a request to an address failed, for callers of the bare `fetch`, who get a `TypeError` and no reason.
 * Address -> `NetworkEvidence`. Side effects: those of network-evidence.ts; nothing secret is sent.
 */
import { SingletError } from '../base/errors.ts';
import { type EvidencePorts, findEvidence, type NetworkEvidence } from '../flow/network-evidence.ts';

/** Relative addresses count from `base`. Error: `request_refused` for what no page can fetch over the network. */
export async function diagnose(address: string | URL, base: string, evidence: EvidencePorts): Promise<NetworkEvidence> {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new SingletError('request_refused', { detail: 'not an http address' });
  return findEvidence(url.href, evidence);
}
