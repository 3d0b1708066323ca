/** What every part of the simulated SingleFile works with. options -> world. */
import { type CallLimiter, createCallLimiter } from '../call-limit.ts';
import { createMemory } from '../memory.ts';
import { entities } from './data/entities.ts';
import { organizations } from './data/organizations.ts';
import { tasksFrom } from './data/tasks.ts';
import type { EntityDetail, Organization, SinglefileClient, SinglefileOptions, Task } from './terms.ts';

export interface Token {
  readonly client: SinglefileClient;
  readonly scope: readonly string[];
  /** Epoch ms. */
  endsAt: number;
}

export interface World {
  readonly clients: readonly SinglefileClient[];
  readonly mount: string;
  readonly clock: () => number;
  readonly lifeS: () => number;
  readonly tokens: Map<string, Token>;
  readonly limiter: CallLimiter;
  readonly organizations: readonly Organization[];
  readonly tasks: readonly Task[];
  /** Newest first; grows by what is created. */
  entities: readonly EntityDetail[];
}

export function createWorld(options: SinglefileOptions): World {
  const clock = options.clock ?? Date.now;
  const { perMinute = 60, perHour = 1000 } = options.limits ?? {};
  const limits = [
    { calls: perMinute, windowS: 60 },
    { calls: perHour, windowS: 3600 },
  ];
  return {
    clients: options.clients,
    mount: options.mount ?? '',
    clock,
    lifeS: () => options.accessTokenLifeS?.() ?? 3600,
    tokens: (options.memory ?? createMemory()).map('tokens'),
    limiter: createCallLimiter(limits, clock),
    organizations,
    tasks: tasksFrom(clock()),
    entities,
  };
}
