/** The surroundings that only acts need. The browser -> `ActPorts`. Side effects: listeners on the window. */
import { browserEvidence } from '../flow/network-evidence.ts';
import type { ActPorts } from './ports.ts';

export function browserActPorts(fetch: typeof globalThis.fetch): ActPorts {
  return {
    evidence: browserEvidence(fetch),
    messages(hear) {
      const listen = ({ data, origin, source }: MessageEvent) => {
        if (origin !== location.origin) return;
        hear(data, (reply) => (source as Window | null)?.postMessage(reply, origin));
      };
      addEventListener('message', listen);
      return () => removeEventListener('message', listen);
    },
    watched() {
      try {
        // Reading the address throws where the other page is not ours.
        return (self !== top && !top?.location.href) || (opener !== null && !opener.location.href);
      } catch {
        return true;
      }
    },
  };
}
