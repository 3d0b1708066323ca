/** The forms in which SignEasy answers: JSON; {"error","error_description"} from its auth host, {"error_code","message"} from its API. Pure. */

export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** 403 unless said otherwise, as Auth0 has it where RFC 6749 says 400. */
export const answerError = (error: string, error_description: string, status = 403) => answerJson({ error, error_description }, status);

/** What the auth host says to whoever is not known or has the wrong secret. */
export const answerUnauthorized = () => answerError('access_denied', 'Unauthorized', 401);

export function answerCode(error_code: string, message: string, status: number): Response {
  return answerJson({ error_code, message }, status, status === 401 ? { 'www-authenticate': 'Bearer' } : {});
}
