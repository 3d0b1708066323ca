/**
 * The forms in which SingleFile answers: {"success",…} as its "API Basics" has it, plain JSON for lists and tokens.
 * Codes that the vendor documents: VALIDATION_ERROR, NOT_FOUND, THROTTLED. The others are ours, in the same style.
 */

type Code = 'VALIDATION_ERROR' | 'NOT_FOUND' | 'THROTTLED' | 'UNAUTHORIZED' | 'PERMISSION_DENIED' | 'METHOD_NOT_ALLOWED';

export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export const answerData = (data: unknown, status = 200) => answerJson({ success: true, data }, status);

export function answerFailure(
  status: number,
  code: Code,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
  headers?: Readonly<Record<string, string>>,
): Response {
  return answerJson({ success: false, error: { code, message, ...more } }, status, headers);
}

export const answerInvalid = (message: string, validation_errors: Readonly<Record<string, readonly string[]>>) =>
  answerFailure(400, 'VALIDATION_ERROR', message, { validation_errors });

export const answerMissing = (message: string) => answerFailure(404, 'NOT_FOUND', message);
