/** A transaction and its steps in words: titles, labels on arrows, the whole as text that may be copied. Pure. */
import type { Entry } from '../../state/inspector.ts';
import { isBad, type Shown, type Step, type Transaction } from '../../state/inspector-model.ts';
import { placeholder, type Scrub } from '../../state/inspector-redact.ts';
import { describe } from '../../text/errors.ts';
import { ended, inspector, kindWords, lanes, notEqual, outcomeWords, stepLabels, stepWhy, stepWhyIn, ways } from '../../text/inspector.ts';
import { fill } from '../../text/text.ts';
import { dateTime, duration, exactTime } from '../../text/time.ts';

export const titleOf = ({ transaction, name }: Entry): string => fill(kindWords[transaction.kind], { name });

const plainText = (value: Shown | undefined) => (value === undefined ? '' : String(value));

/** `https://api.example/v1/me` -> `/v1/me`; the address of an act names its values in braces and has none of them. */
export function pathOf(url: string | undefined): string {
  if (!url || !URL.canParse(url)) return url ?? '';
  return new URL(url).pathname.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

const hostOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '');

/** A file of somebody else may call a thing like a part of every object. */
const ownIn = (table: Readonly<Record<string, string>>, name: string) => (Object.hasOwn(table, name) ? table[name] : undefined);

/** The names that tell what kind of message it is. */
const telling = /^(code|access_token|id_token|refresh_token|code_verifier|error|client_secret|private_key)$/;

export function labelOf(step: Step, name: string): string {
  const names = step.parameters.map(([one]) => one).filter((one) => telling.test(one));
  const outcome = plainText(step.parameters.find(([one]) => one === 'outcome')?.[1]);
  const path = pathOf(step.url);
  const values = {
    name,
    method: step.method ?? '',
    path,
    file: path.split('/').findLast(Boolean) ?? '/',
    names: names.join(', ') || plainText(step.parameters.find(([one]) => one === 'grant_type')?.[1]) || '…',
    status: step.status ?? '',
    outcome: ownIn(outcomeWords, outcome) ?? outcome,
  };
  const failed = step.checks.find(({ passed }) => !passed);
  if (failed) return fill(notEqual, { name: failed.name });
  if (step.failure) return describe(step.failure, name).title;
  return fill(stepLabels[step.name], values).trim();
}

/** What a step is for in this flow, or with this grant or answer. */
export function whyOf({ name, parameters, status }: Step, { flow }: Transaction): readonly [why: string, source?: string] {
  const grant = parameters.find(([one]) => one === 'grant_type')?.[1];
  return [flow, String(grant), String(status)].map((one) => stepWhyIn[`${name} ${one}`]).find((one) => one !== undefined) ?? stepWhy[name];
}

/** How it went, for the line under its name. */
export function endOf({ transaction, name }: Entry): string {
  const { kind, outcome, steps } = transaction;
  const failure = steps.findLast((step) => step.failure)?.failure;
  if (failure && outcome !== 'ok') return describe(failure, name).title;
  const { method, url, status } = steps.at(-1) ?? {};
  if (kind === 'call' || kind === 'act') return [method, pathOf(url) || hostOf(url), status].filter(Boolean).join(' ');
  return ended[kind][outcome];
}

const spanOf = ({ steps, took }: Transaction) => (steps.length > 2 || took > 0 ? duration(took) : '');

/** Of what went by the provider's pages. */
const wayOf = ({ flow, mode }: Transaction) => [flow, mode].map((one) => ownIn(ways, one ?? '')).filter(Boolean);

export const subtitleOf = ({ transaction }: Entry): string =>
  [
    ended[transaction.kind][transaction.outcome],
    ...wayOf(transaction),
    `${dateTime(transaction.startedAt).split(',')[0]}, ${exactTime(transaction.startedAt)}`,
    spanOf(transaction),
  ]
    .filter(Boolean)
    .join(' · ');

export const laneOf = (party: Step['from'], name: string): string => (party === 'provider' ? name : lanes[party]);

/** A call shows no lane of its own for the provider's token endpoint; they stay, dashed. */
export const usedLanes = ({ steps }: Transaction): ReadonlySet<Step['from']> => new Set(steps.flatMap(({ from, to }) => [from, to]));

/** Round times along the waterfall, three at most, in ms: 1, 2 or 5 of something. */
export function ticksOf(whole: number): readonly number[] {
  const least = Math.max(1, whole / 3);
  const unit = 10 ** Math.floor(Math.log10(least));
  const step = unit * ([1, 2, 5].find((many) => many * unit >= least) ?? 10);
  return [step, 2 * step, 3 * step].filter((at) => at <= whole);
}

/** What stands in a copy in place of a value. */
const copied = (name: string, value: Shown, scrub: Scrub) => (typeof value === 'string' ? scrub(value) : placeholder(name));

function linesOf(step: Step, name: string, scrub: Scrub): string[] {
  const way = step.from === step.to ? laneOf(step.from, name) : `${laneOf(step.from, name)} → ${laneOf(step.to, name)}`;
  return [
    `${duration(step.at).padStart(8)}  ${way}: ${isBad(step) ? '✕ ' : ''}${scrub(labelOf(step, name))}${step.status ? ` (${step.status})` : ''}`,
    ...(step.url ? [`          ${step.method ?? ''} ${scrub(step.url)}`] : []),
    ...step.parameters.map(([key, value]) => `          ${key} = ${copied(key, value, scrub)}`),
    ...step.checks.map(({ name: what, passed, source }) => `          ${passed ? '✓' : '✕'} ${what}${source && ` (${source})`}`),
  ];
}

/** The whole, without any secret. */
export function asText(entry: Entry, scrub: Scrub): string {
  const { transaction, name } = entry;
  return [titleOf(entry), subtitleOf(entry), '', ...transaction.steps.flatMap((step) => linesOf(step, name, scrub)), ''].join('\n');
}

/** What this page cannot know of it. */
export function notesOf({ retold, steps }: Transaction): readonly string[] {
  return [...(retold ? [inspector.retold] : []), ...(steps.some(({ name }) => name === 'approved') ? [inspector.notSeen] : [])];
}
