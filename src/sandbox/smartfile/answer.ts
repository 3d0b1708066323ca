/** The forms in which SmartFile answers: JSON, {"detail"}, and Django's own page for addresses that are not there. Pure. */

export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** What the API says where something is wrong; `more` may hold field_errors. */
export function answerDetail(detail: string, status: number, more: Readonly<Record<string, unknown>> = {}): Response {
  return answerJson({ detail, ...more }, status, status === 401 ? { 'www-authenticate': 'Bearer realm="api"' } : {});
}

/** The token endpoint says the code of the error and nothing else. */
export const answerError = (error: string, status = 400) => answerJson({ error }, status);

export function notFoundPage(): Response {
  const text =
    '<!doctype html>\n<html lang="en">\n<head>\n  <title>Not Found</title>\n</head>\n<body>\n  <h1>Not Found</h1>\n</body>\n</html>\n';
  return new Response(text, { status: 404, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}
