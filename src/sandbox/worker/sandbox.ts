/**
 * Everything that stands below `<base>sandbox/`. Request -> Response, or undefined where the address is not the sandbox's.
 * Systems start with the first request to each and remember through `keep`. Side effect: writes to `keep` before it answers.
 */
import { createMemory, type Kept } from '../memory.ts';
import { type BendName, bends } from '../standard/bends.ts';
import type { Bend } from '../standard/terms.ts';
import { AskedRequest, isReadable } from './asked-request.ts';
import { frontPage } from './front-page.ts';
import type { Keep } from './keep.ts';
import { sealPage } from './sealed-page.ts';
import { createSignerKeys, publicPem } from './signer-keys.ts';
import { createSystem, type System, type SystemName, systemNames } from './systems.ts';

export interface Sandbox {
  /** Undefined: it is for the network. */
  answer(request: Request): Promise<Response> | undefined;
  /** Puts a fault in front of a system, or takes it away; gone with the worker. */
  bend(system: string, fault: string | null): boolean;
  /** Takes every fault away. */
  straighten(): void;
}

interface Started {
  readonly system: System;
  readonly kept: Kept;
}

const isSystem = (name: string): name is SystemName => (systemNames as readonly string[]).includes(name);
const isBend = (name: string): name is BendName => Object.hasOwn(bends, name);

/** A page reads what CORS lets it read, as if the systems were elsewhere; documents and pictures are not asked. */
const isRead = ({ mode }: Request) => mode === 'cors' || mode === 'same-origin';

export function createSandbox(base: URL, keep: Keep): Sandbox {
  const mount = `${base.pathname}sandbox/`;
  const faults = new Map<string, BendName>();
  const started = new Map<SystemName, Promise<Started>>();

  async function start(name: SystemName): Promise<Started> {
    const kept: Kept = (await keep.read(name)) ?? new Map();
    const signer = name === 'singleview' ? await keep.key('signer', createSignerKeys) : undefined;
    const bend: Bend = (leg, request, answer) => {
      const fault = faults.get(name);
      return fault === undefined ? answer() : bends[fault](leg, request, answer);
    };
    const around = { base, memory: createMemory(kept), bend, key: keep.key };
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

  return {
    answer(request) {
      const { origin, pathname } = new URL(request.url);
      if (keep.gone || origin !== base.origin || !pathname.startsWith(mount)) return undefined;
      const [name = ''] = pathname.slice(mount.length).split('/');
      if (isSystem(name)) return answerOf(name, request);
      return frontPage(pathname.slice(mount.length), keep).then(sealPage);
    },
    bend(system, fault) {
      if (!isSystem(system) || (fault !== null && !isBend(fault))) return false;
      if (fault === null) faults.delete(system);
      else faults.set(system, fault);
      return true;
    },
    straighten: () => faults.clear(),
  };
}
