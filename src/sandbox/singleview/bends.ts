/**
 * Faults of Singleview by name, to stand in front of its token requests or its calls; those of any token endpoint are with the
 * standard provider.
 */
import { changeReply, insteadOf, withoutCors } from '../standard/bend-answers.ts';
import type { Bend } from '../standard/terms.ts';
import { errorCodes } from './answer.ts';

const json = 'application/json; charset=utf-8';
const body = (status: 'FAILURE' | 'TECHERROR', errorCode: string, message: string) => JSON.stringify({ status, errorCode, message });

const notListed = body('FAILURE', errorCodes.address, 'The address is not listed.');
const refused = body('FAILURE', errorCodes.credentials, 'Invalid client credentials.');
const broken = body('TECHERROR', errorCodes.server, 'The request could not be processed.');
/** As the vendor's samples are written: names without quotes. */
const withoutQuotes = (text: string) => text.replace(/"(\w+)":/g, '$1: ');

/** The same for both legs. */
function onBoth(bendOf: (leg: 'token' | 'api') => Bend): Bend {
  const [token, api] = [bendOf('token'), bendOf('api')];
  return (leg, request, answer) => (leg === 'token' ? token : api)(leg, request, answer);
}

const catalogue = {
  /** The refusal as it would be read from a listed page. */
  'address-not-listed': onBoth((leg) => insteadOf(leg, 403, notListed, json)),
  /** As the real service looks to a page: it refuses, preflight included, and nobody may read that. */
  'address-not-listed-unreadable': () => new Response(notListed, { status: 403, headers: { 'content-type': json } }),
  techerror: insteadOf('token', 500, broken, json),
  'api-techerror': insteadOf('api', 500, broken, json),
  'retry-later': onBoth((leg) => insteadOf(leg, 504, body('TECHERROR', 'ER00504', 'The bank did not answer in time.'), json)),
  'failure-in-200': insteadOf('token', 200, refused, json),
  'techerror-in-200': insteadOf('token', 200, broken, json),
  'failure-without-quotes': insteadOf('token', 400, withoutQuotes(refused), json),
  'too-many': insteadOf('api', 429, body('FAILURE', errorCodes.tooMany, 'Too many calls in a minute.'), json),
  'expires-number': changeReply((fields) => ({ ...fields, expires_in: Number(fields.expires_in) })),
  'no-cors': withoutCors('token'),
  'api-no-cors': withoutCors('api'),
} satisfies Record<string, Bend>;

export const singleviewBends: Readonly<Record<keyof typeof catalogue, Bend>> = catalogue;
