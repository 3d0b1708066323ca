/**
 * The forms in which Singleview answers. A failure is {"status","errorCode","message"}: FAILURE is about the request or who asks,
 * TECHERROR about the server. The vendor publishes no HTTP statuses for the token; these follow its newer list: 400, 401, 500, 504.
 * ER00400 and ER00500 are its own codes, and so is the family ER03xxx for fields; the rest is ours in the same style.
 */

export const errorCodes = {
  request: 'ER00400',
  credentials: 'ER00401',
  address: 'ER00403',
  nothingThere: 'ER00404',
  signature: 'ER00406',
  tooMany: 'ER00429',
  server: 'ER00500',
  field: 'ER03001',
  moreThanOneDay: 'ER03101',
  todayOrLater: 'ER03102',
  tooOld: 'ER03103',
} as const;

export type ErrorCode = keyof typeof errorCodes;

const statuses: Partial<Readonly<Record<ErrorCode, number>>> = {
  credentials: 401,
  address: 403,
  nothingThere: 404,
  tooMany: 429,
  server: 500,
};

export function answerJson(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

export function answerFailure(code: ErrorCode, message: string): Response {
  const status = code === 'server' ? 'TECHERROR' : 'FAILURE';
  return answerJson({ status, errorCode: errorCodes[code], message }, statuses[code] ?? 400);
}
