/**
 * Providers that remember one sign-in per browser (Singly: one cookie) are given one at a time, across tabs.
 * A claim is a record with a time and names no secret; it ends with the sign-in, or after ten minutes.
 * Side effect: one record of the vault's store.
 */
import { SingletError } from '../base/errors.ts';
import { randomId } from '../base/random.ts';
import type { ActContext } from './context.ts';

const PLACE = 'flights';
const LIFE_MS = 600_000;

/** Who signs in where, since when. `tab` tells a second try in the same tab from another tab. */
type Flight = readonly [provider: string, flight: string, tab: string, at: number];

export interface SingleFlight {
  /** Gives the name of the claim. `stays`: in a window, so this page lives on beside it. Error: `sign_in_elsewhere`, unless `takeOver`. */
  claim(provider: string, choices: { readonly takeOver: boolean; readonly stays: boolean }): Promise<string>;
  release(flight: string | undefined): Promise<void>;
}

export function makeSingleFlight({
  vaultPorts: { store },
  ports,
  transactions,
}: Pick<ActContext, 'vaultPorts' | 'ports' | 'transactions'>): SingleFlight {
  const ownTab = randomId(ports.random);
  /** Windows of this page that are out: a second one at the same provider would mix with them. */
  const out = new Set<string>();
  const tab = () => {
    try {
      return transactions.tabId(ownTab);
    } catch {
      return ownTab;
    }
  };
  const fresh = (record: unknown) =>
    (Array.isArray(record) ? (record as Flight[]) : []).filter((one) => Math.abs(ports.now() - one[3]) < LIFE_MS);
  return {
    async claim(provider, { takeOver, stays }) {
      const flight = randomId(ports.random);
      const mine = tab();
      const free = await store.transact([PLACE], ([record], to) => {
        const flights = fresh(record);
        const other = flights.find((one) => one[0] === provider && (one[2] !== mine || out.has(one[1])));
        if (other && !takeOver) return false;
        to.put([...flights.filter((one) => one[0] !== provider), [provider, flight, mine, ports.now()]], PLACE);
        return true;
      });
      if (!free) throw new SingletError('sign_in_elsewhere', { provider });
      if (stays) out.add(flight);
      return flight;
    },
    async release(flight) {
      if (flight === undefined) return;
      out.delete(flight);
      await store.transact(
        [PLACE],
        ([record], to) =>
          void to.put(
            fresh(record).filter((one) => one[1] !== flight),
            PLACE,
          ),
      );
    },
  };
}
