/**
 * Faults of SingleFile by name, to stand in front of its token endpoint or its API; those of any token endpoint are with the
 * standard provider. Two are readings of pages that contradict each other.
 */
import { changeText, insteadOf, withoutCors } from '../standard/bend-answers.ts';
import type { Bend } from '../standard/terms.ts';

const json = 'application/json';
const retry_after = 7;
const throttled = { code: 'THROTTLED', message: `Request was throttled. Expected available in ${retry_after} seconds.` };

const catalogue = {
  /** The wait stands beside the code, and in no header. */
  throttled: insteadOf('api', 429, JSON.stringify({ success: false, error: { ...throttled, retry_after } }), json),
  /** The wait stands outside of `error`: the page that names it does not say where. */
  'throttled-at-top': insteadOf('api', 429, JSON.stringify({ success: false, error: throttled, retry_after }), json),
  'token-throttled': insteadOf('token', 429, JSON.stringify({ success: false, error: { ...throttled, retry_after } }), json),
  /** Lists in the envelope that "API Basics" shows. */
  'lists-in-data': changeText('api', (text) => {
    const value = JSON.parse(text);
    return JSON.stringify('results' in value ? { success: true, data: value.results } : value);
  }),
  'failure-in-200': insteadOf(
    'api',
    200,
    JSON.stringify({ success: false, error: { code: 'VALIDATION_ERROR', message: 'Invalid order ID', validation_errors: {} } }),
    json,
  ),
  'server-error': insteadOf('api', 500, '<h1>Server Error (500)</h1>', 'text/html; charset=utf-8'),
  'invalid-client': insteadOf('token', 401, JSON.stringify({ error: 'invalid_client' }), json),
  'no-cors': withoutCors('token'),
  'api-no-cors': withoutCors('api'),
} satisfies Record<string, Bend>;

export const singlefileBends: Readonly<Record<keyof typeof catalogue, Bend>> = catalogue;
