/**
 * Pages of the sandbox lie on the app's own origin, so each is shut off from it: without an origin of its own it reaches neither
 * the vault nor any storage (CSP Level 3, directive sandbox). Response -> Response. Pure.
 */
const sandbox = 'sandbox allow-forms allow-scripts';

export function sealPage(response: Response): Response {
  const type = response.headers.get('content-type') ?? '';
  // Drawings are documents too when they are opened by themselves; what has no type might be taken for one.
  if (/^(application|text)\/(json|plain)\b/i.test(type) || response.body === null) return response;
  const headers = new Headers(response.headers);
  const policy = headers.get('content-security-policy');
  headers.set('content-security-policy', policy === null ? sandbox : `${policy}; ${sandbox}`);
  headers.set('x-content-type-options', 'nosniff');
  return new Response(response.body, { status: response.status, headers });
}
