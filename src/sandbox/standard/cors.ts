/**
 * CORS as a real provider has it: preflights answered, allowed origins named one by one, the useful headers readable.
 * Metadata and keys are for everybody. Pure.
 */
import type { MiddlewareHandler } from 'hono';
import type { StandardEnv, World } from './world.ts';

const shared: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key',
  'access-control-expose-headers': 'WWW-Authenticate, Retry-After, Location',
  'access-control-max-age': '600',
};

/** The headers for one origin, or for all (`*`). */
export function corsHeaders(origin: string): Readonly<Record<string, string>> {
  return { 'access-control-allow-origin': origin, vary: 'Origin', ...shared };
}

function cors(originFor: (origin: string) => string | undefined): MiddlewareHandler<StandardEnv> {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS')
      c.res = new Response(null, { status: 204, headers: { allow: shared['access-control-allow-methods'] ?? '' } });
    else await next();
    const asks = c.req.header('origin');
    const origin = asks === undefined ? undefined : originFor(asks);
    for (const [name, value] of Object.entries(origin === undefined ? { vary: 'Origin' } : corsHeaders(origin))) {
      c.res.headers.set(name, value);
    }
  };
}

export const corsForAll = () => cors(() => '*');
export const corsForAllowed = (world: Pick<World, 'originAllowed'>) => cors((origin) => (world.originAllowed(origin) ? origin : undefined));
