/**
 * `npm start`: builds the app, opens the farm beside it, serves both, and ends everything on Ctrl+C.
 * `-- --port N` puts the app on N and the farm on N+1 and up. Side effects: the folder dist/, ports on loopback.
 */
import { join } from 'node:path';
import { startFarm } from '../fixtures/farm/farm.ts';
import { PortTaken } from '../fixtures/farm/loopback.ts';
import { type Override, serveStatic } from '../fixtures/static-server.ts';
import { ownProgram, root, runNode } from './program.ts';

const usualPort = 4173;
/** The farm may take up to this many ports above the app's. */
const portsAbove = 12;

function readPort(args: readonly string[]): number | undefined {
  if (args.length === 0) return usualPort;
  const joined = /^--port=(\d+)$/.exec(args[0] ?? '')?.[1];
  const text = joined ?? (args[0] === '--port' ? args[1] : undefined);
  const port = text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return args.length <= 2 && port >= 1024 && port + portsAbove <= 65_535 ? port : undefined;
}

function fail(line: string): never {
  console.error(line);
  process.exit(1);
}

async function build(): Promise<void> {
  console.log('Building the app …');
  const { code, output } = await runNode(ownProgram('build.ts'));
  if (code !== 0) fail(`${output}\nThe build failed; the lines above say why.`);
}

interface Place {
  readonly what: string;
  readonly urls: readonly string[];
}

function printPlaces(places: readonly Place[]): void {
  const width = Math.max(...places.map(({ what }) => what.length));
  const lines = places.flatMap(({ what, urls }) => urls.map((url, index) => `  ${(index === 0 ? what : '').padEnd(width)}   ${url}`));
  console.log(['', ...lines, '', '  Open the first one. Ctrl+C ends it all.', ''].join('\n'));
}

interface Served {
  readonly places: readonly Place[];
  end(): Promise<void>;
}

/** Opens every port, for the app and the farm. */
async function serve(port: number): Promise<Served> {
  const overrides: Record<string, Override> = {};
  const app = await serveStatic({ root: join(root, 'dist'), port, overrides });
  const ports = {
    fernpost: port + 1,
    api: port + 2,
    singly: port + 3,
    sink: port + 4,
    wayfare: port + 5,
    kiln: port + 6,
    deaf: port + 7,
    smartfile: port + 8,
    signeasy: port + 9,
    'signeasy-api': port + 10,
    singlefile: port + 11,
    singleview: port + 12,
  };
  const farm = await startFarm({ app: port, ports }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const config = farm.config(`http://localhost:${port}`);
  overrides['/singlet.config.json'] = { body: `${JSON.stringify(config, null, 2)}\n`, type: 'application/json; charset=utf-8' };
  const both = (at: number, path = '/') => [`http://localhost:${at}${path}`, `http://127.0.0.1:${at}${path}`];
  const places = [
    { what: 'Singlet', urls: both(port) },
    { what: 'Fernpost, a real OpenID provider', urls: both(port + 1, '/.well-known/openid-configuration') },
    { what: 'Fernpost API, takes its tokens', urls: both(port + 2, '/v1/me') },
    { what: 'Singly, simulated', urls: both(port + 3) },
    { what: 'Another origin, records what it gets', urls: both(port + 4) },
    { what: 'Wayfare, simulated: a token in the address', urls: both(port + 5) },
    { what: 'Kiln, simulated: code and PKCE, and a typed secret', urls: both(port + 6) },
    { what: 'A server without CORS', urls: both(port + 7) },
    { what: 'SmartFile, simulated: a code, also to copy', urls: both(port + 8) },
    { what: 'SignEasy, simulated: tokens', urls: both(port + 9) },
    { what: 'SignEasy API, takes its tokens', urls: both(port + 10) },
    { what: 'SingleFile, simulated: client credentials', urls: both(port + 11) },
    { what: 'Singleview, simulated: signed requests', urls: both(port + 12) },
  ];
  return { places, end: async () => void (await Promise.all([app.close(), farm.close()])) };
}

async function main(): Promise<void> {
  const port = readPort(process.argv.slice(2));
  if (port === undefined) fail(`Use it as: npm start -- --port N, with N from 1024 to ${65_535 - portsAbove}.`);
  // Ports first: a taken one is known before the wait for the build.
  const { places, end } = await serve(port).catch((error: unknown) => {
    if (error instanceof PortTaken)
      fail(`Port ${error.port} is taken. Move everything to other ports: npm start -- --port ${port > 60_000 ? usualPort : port + 1000}`);
    throw error;
  });
  let ending = false;
  const stop = () => {
    if (ending) process.exit(0);
    ending = true;
    void end().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  await build();
  printPlaces(places);
}

await main();
