/**
 * Every act of the session, with every network call and every storage call failing once, one at a time.
 * However it goes: it ends in time and in a clear state, nothing that was there is lost, no secret shows, and the same act
 * done again succeeds.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Singlet } from '../../../src/core/session/door.ts';
import {
  aFaultyTab,
  copyDisk,
  type Ending,
  endingOf,
  type Fault,
  type FaultyTab,
  hasten,
  type Medium,
  textOf,
  unclear,
  waysToFail,
} from '../../fixtures/faulty.ts';
import { share } from '../share.ts';
import { type Act, acts } from './harness-acts.ts';
import { aMemory, config, consent, serverOf, type World } from './harness-world.ts';

/** One run of an act: its pages and everything they said. */
class Run {
  readonly tab: FaultyTab;
  readonly said: string[] = [];
  memoryOnly = false;
  singlet: Singlet | undefined;
  readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.tab = aFaultyTab(serverOf(world.memory), world.disk);
  }

  readonly page = async () => {
    this.memoryOnly = false;
    const singlet = await this.tab.open(config);
    this.singlet = singlet;
    singlet.trace((event) => void this.said.push(JSON.stringify(event)));
    for (const event of ['connection:added', 'connection:updated', 'connection:removed', 'connection:needs-sign-in'] as const)
      singlet.on(event, (detail) => void this.said.push(JSON.stringify(detail)));
    for (const event of ['signin:started', 'signin:completed', 'signin:failed'] as const)
      singlet.on(event, (detail) => void this.said.push(JSON.stringify(detail), textOf(detail)));
    singlet.on('vault:memory-only', (detail) => {
      this.memoryOnly = true;
      this.said.push(JSON.stringify(detail), textOf(detail.reason));
    });
    return singlet;
  };

  async walk(act: Act): Promise<Ending | undefined> {
    return endingOf(() => act.walk({ tab: this.tab, memory: this.world.memory, page: this.page }));
  }
}

let before: World;

async function aWorld(): Promise<World> {
  return { memory: structuredClone(before.memory), disk: await copyDisk(before.disk) };
}

/** Whether a page can use its connection at this provider: the API takes its token. */
async function uses(singlet: Singlet, provider: string): Promise<string | undefined> {
  const connection = (await singlet.connections()).find((one) => one.provider === provider);
  if (!connection) return `no connection at ${provider}`;
  const url = provider === 'singly' ? 'https://api.singly.com/profiles' : `https://api.${provider}.example/v1/me`;
  const ending = await endingOf(() => singlet.for(connection.id).fetch(url));
  if (!ending) return `the call to ${provider} does not end`;
  if ('error' in ending) return `the call to ${provider} fails: ${String(ending.error)}`;
  const { status } = ending.value as Response;
  return status === 200 ? undefined : `the API of ${provider} answers ${status}`;
}

const show = (ending: Ending | undefined) =>
  !ending ? 'pending' : 'error' in ending ? String((ending.error as { code?: string }).code ?? ending.error) : 'fine';

/** What is wrong after an act; empty when all is well. */
async function judge(run: Run, act: Act, ending: Ending | undefined): Promise<string[]> {
  const { tab, world } = run;
  const wrong: (string | undefined)[] = [];
  if (!ending) return ['it does not end'];
  if ('error' in ending) wrong.push(unclear(ending.error));
  tab.faults.arm();
  // What the page says, what the tab keeps, what an error tells.
  const shown = [...run.said, tab.session.dump(), 'error' in ending ? textOf(ending.error) : JSON.stringify(ending.value)].join('\n');
  for (const secret of world.memory.secrets) if (shown.includes(secret)) wrong.push(`${secret} shows`);
  // What was there before is still there, after a reload and, where the page could not store, in the page itself.
  const { memoryOnly, singlet } = run;
  const reloaded = await new Run({ ...world }).page();
  for (const provider of ['keeper', 'acme']) {
    if (provider === act.ends) continue;
    const there = await uses(reloaded, provider);
    if (!there) continue;
    wrong.push(memoryOnly && singlet ? await uses(singlet, provider) : there);
  }
  await reloaded.dispose();
  if (!('error' in ending)) {
    if (act.makes && singlet) wrong.push(await uses(singlet, act.makes));
    if (tab.session.dump().includes('code_verifier')) wrong.push('a verifier stays in the tab');
  }
  return wrong.filter((one) => one !== undefined);
}

async function again(run: Run, act: Act): Promise<string[]> {
  const second = new Run(run.world);
  const { tab, singlet, memoryOnly } = run;
  Object.assign(second, { tab });
  // A token that could not be stored ends with its page, so that is where a person goes on.
  if (memoryOnly && singlet?.storage() === 'indexeddb') Object.assign(second, { singlet, page: async () => singlet });
  tab.faults.arm();
  const ending = await second.walk(act);
  const left = second.singlet && act.ends ? (await second.singlet.connections()).some((one) => one.provider === act.ends) : false;
  if (act.ends && !left) return [];
  if (!ending || 'error' in ending) return [`done again: ${show(ending)} ${ending && 'error' in ending ? textOf(ending.error) : ''}`];
  await second.singlet?.dispose();
  return [];
}

async function withFault(act: Act, fault: Fault): Promise<{ ended: string; wrong: string[] }> {
  const run = new Run(await aWorld());
  if (act.later) run.tab.move(act.later);
  // A token whose reply is lost can only come back from a server that is prepared for that.
  run.world.memory.lenient = fault.how === 'lost';
  run.tab.faults.arm(fault);
  // Only where something is to hang: on a busy machine a hastened limit could end what is fine.
  const undo = fault.medium === 'network' && fault.how === 'late' ? hasten() : () => {};
  const ending = await run.walk(act).finally(undo);
  const wrong = await judge(run, act, ending);
  if (ending) wrong.push(...(await again(run, act)));
  await run.singlet?.dispose();
  return { ended: show(ending), wrong };
}

async function countCalls(act: Act): Promise<Record<Medium, string[]>> {
  const run = new Run(await aWorld());
  if (act.later) run.tab.move(act.later);
  run.tab.faults.arm();
  const ending = await run.walk(act);
  const calls = structuredClone(run.tab.faults.calls);
  expect(show(ending), textOf(ending && 'error' in ending ? ending.error : '')).toBe('fine');
  expect(await judge(run, act, ending)).toEqual([]);
  return calls;
}

describe('fault harness', () => {
  beforeAll(async () => {
    const memory = aMemory();
    const run = new Run({ memory, disk: undefined as never });
    const tab = aFaultyTab(serverOf(memory));
    Object.assign(run, { tab });
    for (const provider of ['keeper', 'acme']) {
      const singlet = await run.page();
      void singlet.connect(provider);
      while (tab.left.length === 0) await new Promise((resolve) => setTimeout(resolve));
      await tab.arrive(await consent(memory, new URL(tab.left.pop() ?? '')));
      await singlet.completeSignIn();
      await singlet.dispose();
    }
    before = { memory, disk: tab.disk };
  });

  test.each(acts.flatMap((act) => (['network', 'storage'] as const).map((medium) => [act.name, medium, act] as const)))(
    '| %s | %s',
    async (_, medium, act) => {
      const calls = (await countCalls(act))[medium];
      const table: string[] = [];
      const wrong: string[] = [];
      for (const [index, what] of calls.entries()) {
        if (index % share !== 0) continue;
        for (const how of waysToFail(medium, what)) {
          const found = await withFault(act, { medium, at: index + 1, how });
          const line = `${index + 1}/${calls.length} ${what}, ${how}: ${found.ended}`;
          table.push(line);
          wrong.push(...found.wrong.map((one) => `${line}; ${one}`));
        }
      }
      expect(wrong, `${act.name}: ${calls.length} calls\n${table.join('\n')}`).toEqual([]);
    },
    120_000,
  );
});
