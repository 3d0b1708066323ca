/** Faults of SignEasy beside the general ones. Each is a Bend. */
import { insteadOf } from '../standard/bend-answers.ts';
import type { Bend } from '../standard/terms.ts';

const json = 'application/json; charset=utf-8';

export const signeasyBends = {
  /** Over 20 calls in ten seconds, or 80 in a minute; no header tells how long to wait, only the pages do: a minute. */
  throttled: insteadOf('api', 429, JSON.stringify({ error_code: 'too_many_requests', message: 'Wait a minute.' }), json),
} satisfies Record<string, Bend>;
