/**
 * Faults that simulated providers are given: asked of the worker, which keeps them until they are taken away or the page is
 * loaded anew. Side effect: messages to the worker.
 */
import { createSignal, onMount } from 'solid-js';
import { type FaultName, type FaultRequest, type Faults, type FaultySystem, faultsOf } from '../../sandbox/worker/fault-names.ts';

export type { FaultName, Faults, FaultySystem };

export const faultySystems = Object.keys(faultsOf) as readonly FaultySystem[];
export const faultsFor = (system: FaultySystem): readonly FaultName[] => faultsOf[system];

/** Rejects where no worker has this page, or it does not answer. */
async function ask(request: FaultRequest): Promise<Faults> {
  const { controller } = navigator.serviceWorker;
  if (!controller) throw new Error('no worker has this page');
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<Faults>((done, failed) => {
    port1.onmessage = ({ data }) => done(data as Faults);
    setTimeout(() => failed(new Error('the worker does not answer')), 5000);
  });
  controller.postMessage(request, [port2]);
  return answer.finally(() => port1.close());
}

const isReload = () => {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload';
};

export function createFaults() {
  const [faults, setFaults] = createSignal<Faults>({});
  const send = async (request: FaultRequest) => void setFaults(await ask(request));
  onMount(() => void send({ ask: isReload() ? 'straighten' : 'faults' }).catch(() => {}));
  return { faults, set: (system: FaultySystem, fault: FaultName | null) => send({ ask: 'fault', system, fault }) };
}
