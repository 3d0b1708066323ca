/**
 * Everything that stands below `<base>sandbox/`. Request -> Response, or undefined where the address is not the sandbox's.
 * Systems start with the first request to each and remember through `keep`. Side effect: writes to `keep` before it answers.
 */
import { createMemory, type Kept } from '../memory.ts';
import type { Bend } from '../standard/terms.ts';
import { AskedRequest, isReadable } from './asked-request.ts';
import { type FaultName, type FaultRequest, type Faults, isFaultOf } from './fault-names.ts';
import { ends, faultBends } from './faults.ts';
import { frontPage } from './front-page.ts';
import type { Keep } from './keep.ts';
import { sealPage } from './sealed-page.ts';
import { createSignerKeys, publicPem } from './signer-keys.ts';
import { createSystem, type System, type SystemName, systemNames } from './systems.ts';

export interface Sandbox {
  /** Undefined: it is for the network. */
  answer(request: Request): Promise<Response> | undefined;
  /** Puts a fault in front of a system, or takes it away; what there is not changes nothing. */
  hear(asked: FaultRequest): Promise<Faults>;
}

interface Started {
  readonly system: System;
  readonly kept: Kept;
}

const isSystem = (name: string): name is SystemName => (systemNames as readonly string[]).includes(name);

/** A page reads what CORS lets it read, as if the systems were elsewhere; documents and pictures are not asked. */
const isRead = ({ mode }: Request) => mode === 'cors' || mode === 'same-origin';

export function createSandbox(base: URL, keep: Keep): Sandbox {
  const mount = `${base.pathname}sandbox/`;
  const started = new Map<SystemName, Promise<Started>>();

  async function start(name: SystemName): Promise<Started> {
    const kept: Kept = (await keep.read(name)) ?? new Map();
    const signer = name === 'singleview' ? await keep.key('signer', createSignerKeys) : undefined;
    const memory = createMemory(kept);
    const faults = memory.map<string>('fault');
    const bend: Bend = (leg, request, answer) => {
      const fault = faults.get('now') ?? '';
      return isFaultOf(name, fault) ? faultBends[fault](leg, request, answer) : answer();
    };
    const around = { base, memory, bend, key: keep.key };
    const system = createSystem(name, signer ? { ...around, publicKey: await publicPem(signer) } : around);
    return { system, kept };
  }

  function startedSystem(name: SystemName): Promise<Started> {
    const known = started.get(name) ?? start(name);
    started.set(name, known);
    known.catch(() => started.delete(name));
    return known;
  }

  async function answerOf(name: SystemName, request: Request): Promise<Response> {
    const { system, kept } = await startedSystem(name);
    const response = await system.fetch(new AskedRequest(request, base.origin));
    await keep.write(name, kept);
    if (isRead(request) && !isReadable(response, base.origin)) return Response.error();
    return sealPage(response);
  }

  const rememberedOf = async (name: SystemName) => (await started.get(name))?.kept ?? keep.read(name);

  /** Kept like the rest, since the worker may be stopped before the fault was met. */
  async function setFault(name: SystemName, fault: FaultName | null): Promise<void> {
    if (fault === null && (await rememberedOf(name)) === undefined) return;
    const { system, kept } = await startedSystem(name);
    const faults = createMemory(kept).map<string>('fault');
    if (fault === null) faults.delete('now');
    else faults.set('now', fault);
    if (fault !== null && ends.has(fault)) system.expireAccessTokens?.();
    await keep.write(name, kept);
  }

  return {
    answer(request) {
      const { origin, pathname } = new URL(request.url);
      if (keep.gone || origin !== base.origin || !pathname.startsWith(mount)) return undefined;
      const [name = ''] = pathname.slice(mount.length).split('/');
      if (isSystem(name)) return answerOf(name, request);
      return frontPage(pathname.slice(mount.length), keep).then(sealPage);
    },
    async hear(asked) {
      if (asked.ask !== 'fault' && keep.gone) {
        started.clear();
        keep.resume();
      }
      if (asked.ask === 'straighten') await Promise.all(systemNames.map((name) => setFault(name, null)));
      else if (asked.ask === 'fault' && isSystem(asked.system) && (asked.fault === null || isFaultOf(asked.system, asked.fault)))
        await setFault(asked.system, asked.fault);
      const now = systemNames.map(async (name) => [name, (await rememberedOf(name))?.get('fault')?.get('now')]);
      return Object.fromEntries((await Promise.all(now)).filter(([, fault]) => fault !== undefined)) as Faults;
    },
  };
}
