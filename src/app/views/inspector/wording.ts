/** A transaction and its steps in words: titles, labels on arrows, the whole as text that may be copied. Pure. */
import type { Entry } from '../../state/inspector.ts';
import { isBad, type Kind, type Shown, type Step, type Transaction } from '../../state/inspector-model.ts';
import { placeholder, type Scrub } from '../../state/inspector-redact.ts';
import { describe } from '../../text/errors.ts';
import { ended, inspector, kindWords, lanes, stepLabels } from '../../text/inspector.ts';
import { fill } from '../../text/text.ts';
import { dateTime, duration, exactTime } from '../../text/time.ts';

export const titleOf = ({ transaction, name }: Entry): string => fill(kindWords[transaction.kind], { name });

const plainText = (value: Shown | undefined) => (value === undefined ? '' : String(value));

/** `https://api.example/v1/me` -> `/v1/me` */
export function pathOf(url: string | undefined): string {
  if (!url || !URL.canParse(url)) return url ?? '';
  return new URL(url).pathname;
}

const hostOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '');

/** The names that tell what kind of message it is. */
const telling = /^(code|access_token|id_token|refresh_token|code_verifier|error|client_secret)$/;

export function labelOf(step: Step, name: string): string {
  const names = step.parameters.map(([one]) => one).filter((one) => telling.test(one));
  const outcome = plainText(step.parameters.find(([one]) => one === 'outcome')?.[1]);
  const values = {
    name,
    method: step.method ?? '',
    path: pathOf(step.url),
    names: names.join(', ') || '…',
    status: step.status ?? '',
    outcome,
  };
  if (step.failure) return describe(step.failure, name).title;
  if (step.name === 'given' && names.length === 0) return inspector.dropped;
  return fill(stepLabels[step.name], values).trim();
}

/** How it went, for the line under its name. */
export function endOf({ transaction, name }: Entry): string {
  const { kind, outcome, steps } = transaction;
  const failure = steps.find((step) => step.failure)?.failure;
  if (failure) return describe(failure, name).title;
  const { method, url, status } = steps.at(-1) ?? {};
  if (kind === 'call' || kind === 'act') return [method, pathOf(url) || hostOf(url), status].filter(Boolean).join(' ');
  return ended[kind][outcome];
}

const spanOf = ({ steps, took }: Transaction) => (steps.length > 2 || took > 0 ? duration(took) : '');

export const subtitleOf = ({ transaction }: Entry): string =>
  [
    ended[transaction.kind][transaction.outcome],
    `${dateTime(transaction.startedAt).split(',')[0]}, ${exactTime(transaction.startedAt)}`,
    spanOf(transaction),
  ]
    .filter(Boolean)
    .join(' · ');

export const laneOf = (party: Step['from'], name: string): string => (party === 'provider' ? name : lanes[party]);

/** A call shows no lane of its own for the provider's token endpoint; they stay, dashed. */
export const usedLanes = ({ steps }: Transaction): ReadonlySet<Step['from']> => new Set(steps.flatMap(({ from, to }) => [from, to]));

/** What stands in a copy in place of a value. */
const copied = (name: string, value: Shown, scrub: Scrub) => (typeof value === 'string' ? scrub(value) : placeholder(name));

function linesOf(step: Step, name: string, scrub: Scrub): string[] {
  const way = step.from === step.to ? laneOf(step.from, name) : `${laneOf(step.from, name)} → ${laneOf(step.to, name)}`;
  return [
    `${duration(step.at).padStart(8)}  ${way}: ${isBad(step) ? '✕ ' : ''}${scrub(labelOf(step, name))}${step.status ? ` (${step.status})` : ''}`,
    ...(step.url ? [`          ${step.method ?? ''} ${scrub(step.url)}`] : []),
    ...step.parameters.map(([key, value]) => `          ${key} = ${copied(key, value, scrub)}`),
    ...step.checks.map(({ name: what, passed, source }) => `          ${passed ? '✓' : '✕'} ${what} (${source})`),
  ];
}

/** The whole, without any secret. */
export function asText(entry: Entry, scrub: Scrub): string {
  const { transaction, name } = entry;
  return [titleOf(entry), subtitleOf(entry), '', ...transaction.steps.flatMap((step) => linesOf(step, name, scrub)), ''].join('\n');
}

/** What this page cannot know of it. */
export function notesOf({ kind, retold, steps }: Transaction): readonly string[] {
  return [
    ...(retold ? [inspector.retold] : []),
    ...(steps.some(({ name }) => name === 'approved') ? [inspector.notSeen, inspector.noMetadata] : []),
    ...(kind === ('call' satisfies Kind) ? [inspector.callTime] : []),
  ];
}
