/**
 * A transaction as a file that may be given away, and back. Out: no secret, placeholders in their place. In: whatever is in the
 * file is a stranger's; only the known shape is taken, short, and shown as text. Transaction <-> JSON. Pure.
 */
import type { TraceCheck } from '../../core/index.ts';
import { kinds, outcomes, parties, type Step, stepNames, type Transaction } from './inspector-model.ts';
import { leaving, type Scrub } from './inspector-redact.ts';
import { visible } from './invisible.ts';

export const format = 'singlet-trace-1';
const [mostBytes, mostSteps, mostRows, longest] = [500_000, 100, 80, 400];

/** What of a failure may leave; what the provider said may name the person. */
function failureOut({ failure }: Step, scrub: Scrub) {
  if (!failure) return {};
  const { certainty, spent, origin } = failure.facts ?? {};
  const facts = { ...(certainty && { certainty }), ...(spent && { spent }), ...(origin && { origin }) };
  return { failure: { code: failure.code, ...(failure.detail && { detail: scrub(failure.detail) }), facts } };
}

export function fileOf(transaction: Transaction, name: string, scrub: Scrub): string {
  const { kind, outcome, flow, mode, startedAt, took, retold, steps } = transaction;
  const out = steps.map((step) => ({
    name: step.name,
    from: step.from,
    to: step.to,
    at: step.at,
    took: step.took,
    person: step.person,
    carries: step.carries || step.token !== undefined,
    ...(step.url && { url: scrub(step.url) }),
    ...(step.method && { method: step.method }),
    ...(step.status && { status: step.status }),
    parameters: step.parameters.map(([key, value]) => [key, leaving(key, value, scrub)]),
    checks: step.checks.map(({ name: what, passed, source, expected, actual }) => ({
      name: what,
      passed,
      source,
      ...(expected !== undefined && { expected: leaving(what, expected, scrub) }),
      ...(actual !== undefined && { actual: leaving(what, actual, scrub) }),
    })),
    ...failureOut(step, scrub),
  }));
  return `${JSON.stringify({ format, provider: name, kind, outcome, flow, mode, startedAt, took, retold, steps: out }, null, 2)}\n`;
}

type Fields = Readonly<Record<string, unknown>>;

/** Thrown at the first thing that is not as it must be; says where. */
export class NotATrace extends Error {}

const refuse = (where: string): never => {
  throw new NotATrace(where);
};
const object = (value: unknown, where: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : refuse(where);
const list = (value: unknown, most: number, where: string): readonly unknown[] =>
  Array.isArray(value) && value.length <= most ? value : refuse(where);
const text = (value: unknown, where: string): string => (typeof value === 'string' ? visible(value.slice(0, longest)) : refuse(where));
const maybe = (value: unknown, where: string): string | undefined => (value === undefined ? undefined : text(value, where));
const number = (value: unknown, where: string): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 8e15 ? value : refuse(where);
const oneOf = <T extends string>(all: readonly T[], value: unknown, where: string): T => all.find((one) => one === value) ?? refuse(where);

function checkIn(value: unknown): TraceCheck {
  const { name, passed, source, expected, actual } = object(value, 'checks');
  return {
    name: text(name, 'checks'),
    passed: passed === true,
    source: text(source, 'checks'),
    expected: maybe(expected, 'checks'),
    actual: maybe(actual, 'checks'),
  };
}

function failureIn(value: unknown, codes: readonly string[]): Step['failure'] {
  if (value === undefined) return undefined;
  const { code, detail, facts } = object(value, 'failure');
  const { certainty, spent, origin } = object(facts ?? {}, 'failure.facts');
  return {
    code: oneOf(codes, code, 'failure.code') as NonNullable<Step['failure']>['code'],
    detail: maybe(detail, 'failure.detail'),
    said: undefined,
    provider: undefined,
    facts: {
      ...(certainty === 'certain' || certainty === 'likely' ? { certainty } : {}),
      ...(spent === 'nothing' || spent === 'maybe' ? { spent } : {}),
      ...(typeof origin === 'string' ? { origin: text(origin, 'failure.facts') } : {}),
    },
  };
}

function stepIn(value: unknown, codes: readonly string[]): Step {
  const one = object(value, 'steps');
  const pair = (row: unknown): readonly [string, string] => {
    const [name, shown] = list(row, 2, 'parameters');
    return [text(name, 'parameters').slice(0, 60), text(shown, 'parameters')];
  };
  return {
    name: oneOf(stepNames, one.name, 'steps.name'),
    from: oneOf(parties, one.from, 'steps.from'),
    to: oneOf(parties, one.to, 'steps.to'),
    at: number(one.at, 'steps.at'),
    took: one.took === null ? null : number(one.took, 'steps.took'),
    person: one.person === true,
    carries: false,
    ...(one.carries === true && { token: '' }),
    url: maybe(one.url, 'steps.url'),
    method: maybe(one.method, 'steps.method')?.slice(0, 20),
    status: one.status === undefined ? undefined : number(one.status, 'steps.status'),
    parameters: list(one.parameters, mostRows, 'parameters').map(pair),
    checks: list(one.checks, mostRows, 'checks').map(checkIn),
    failure: failureIn(one.failure, codes),
  };
}

export interface Opened {
  readonly name: string;
  readonly transaction: Transaction;
}

/** `codes`: failures there are words for. Throws {@link NotATrace}. */
export function readFile(content: string, codes: readonly string[]): Opened {
  if (content.length > mostBytes) refuse('size');
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    refuse('JSON');
  }
  const file = object(parsed, 'JSON');
  if (file.format !== format) refuse('format');
  return {
    name: text(file.provider, 'provider').slice(0, 80),
    transaction: {
      kind: oneOf(kinds, file.kind, 'kind'),
      outcome: oneOf(outcomes, file.outcome, 'outcome'),
      provider: undefined,
      connection: undefined,
      flow: maybe(file.flow, 'flow')?.slice(0, 40),
      mode: maybe(file.mode, 'mode')?.slice(0, 40),
      startedAt: number(file.startedAt, 'startedAt'),
      took: number(file.took, 'took'),
      retold: file.retold === true,
      steps:
        (file.steps as unknown[])?.length === 0 ? refuse('steps') : list(file.steps, mostSteps, 'steps').map((step) => stepIn(step, codes)),
    },
  };
}
