/**
 * What differs between a request as it was written and as it leaves with a token. Draft + explanation -> parts to be told. Pure.
 */
import type { MatchExplanation } from '../../core/index.ts';
import type { Draft } from './call.ts';

/** `authorization`: the written header is replaced. `parameter`: a written parameter is. `fragment`: it stays here. */
export type Replaced = 'authorization' | 'parameter' | 'fragment';

export function replacedIn(
  { url, headers }: Draft,
  { outcome, parameter }: Pick<MatchExplanation, 'outcome' | 'parameter'>,
): readonly Replaced[] {
  if (outcome !== 'attached' || !URL.canParse(url.trim())) return [];
  const { hash, searchParams } = new URL(url.trim());
  return [
    ...(headers.some(({ name }) => name.trim().toLowerCase() === 'authorization') ? (['authorization'] as const) : []),
    ...(parameter !== null && searchParams.has(parameter) ? (['parameter'] as const) : []),
    ...(hash.length > 1 ? (['fragment'] as const) : []),
  ];
}

export interface Outline {
  /** Method, path and query; a token in the query stands after it. */
  readonly line: string;
  /** Whether the token stands at the end of the line. */
  readonly tokenInLine: boolean;
  readonly host: string;
  /** Without the header that carries the token. */
  readonly headers: readonly (readonly [string, string])[];
  readonly options: readonly (readonly [string, string])[];
}

/** The core puts the parameter last, so that what follows its name is the mask. */
export function outlineOf({ request, parameter }: Pick<MatchExplanation, 'request' | 'parameter'>): Outline | null {
  if (!request) return null;
  const { method, url, headers, credentials, redirect, cache, referrerPolicy } = request;
  const { origin, host } = new URL(url);
  const path = url.slice(origin.length);
  const end = parameter === null ? -1 : path.lastIndexOf(`${parameter}=`);
  return {
    line: `${method} ${end < 0 ? path : path.slice(0, end + `${parameter}=`.length)}`,
    tokenInLine: end >= 0,
    host,
    headers: Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
    options: Object.entries({ credentials, redirect, cache, referrerPolicy }),
  };
}
