/** GET /services: every service that Singly knew, with labels for a settings form (never values). */
import type { Hono } from 'hono';
import { answerJson } from './answer.ts';
import type { Service } from './data/services.ts';
import { services } from './data/services.ts';
import type { SinglyEnv, World } from './world.ts';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

function describe(service: Service) {
  return {
    name: service.name,
    desc: service.desc,
    key: service.key,
    secret: service.secret,
    icons: sizes.map((size) => ({ height: size, width: size, source: `resource:/icons/${service.glyph}-${size}.svg` })),
    ...(service.sandbox ? { sandbox: true } : {}),
    synclets: service.endpoints.map((name) => ({ name, frequency: name === 'self' ? 86_400 : 3600, class: 'core' })),
    hasTestKeys: true,
  };
}

export function addDiscovery(app: Hono<SinglyEnv>, world: World): void {
  app.get('/services', (c) => answerJson(c, world, Object.fromEntries(services.map((service) => [service.id, describe(service)]))));
}
