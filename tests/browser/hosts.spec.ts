/** dist/ under a sub-path of three static servers, on three names of this device, and on a name that is not this device. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from './stage.ts';

const dist = resolve(process.env.SINGLET_OUT ?? 'dist');
const modules = resolve(import.meta.dirname, '../../node_modules');

const servers: Record<string, (root: string, port: number) => string[]> = {
  serve: (root, port) => [
    join(modules, 'serve/build/main.js'),
    root,
    '-l',
    `tcp://127.0.0.1:${port}`,
    '--no-clipboard',
    '--no-request-logging',
  ],
  'http-server': (root, port) => [join(modules, 'http-server/bin/http-server'), root, '-p', String(port), '-a', '127.0.0.1', '-s', '-c-1'],
};

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} does not answer`);
}

for (const [name, command] of Object.entries(servers)) {
  test(`${name} under a sub-path, on localhost, 127.0.0.1 and a name of this device`, async ({ page }) => {
    const root = await mkdtemp(join(tmpdir(), 'singlet-host-'));
    const port = await freePort();
    await cp(dist, join(root, 'tools/auth'), { recursive: true });
    const child = spawn(process.execPath, command(root, port), { stdio: 'ignore', env: { ...process.env, NO_UPDATE_CHECK: '1' } });
    try {
      await answers(`http://127.0.0.1:${port}/tools/auth/singlet.config.json`);
      for (const host of ['localhost', '127.0.0.1', 'desk.localhost']) {
        const base = `http://${host}:${port}/tools/auth/`;
        await page.goto(base);
        await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
        await expect(page.getByText(`${base}callback/`)).toBeVisible();
        // The query survives on callback/, although some hosts drop it from callback.html.
        await page.goto(`${base}callback/?code=abc&state=def`);
        await expect(page.getByText('/tools/auth/callback/?code=••••&state=••••')).toBeVisible();
        await page.getByRole('link', { name: 'Go to connections' }).click();
        await expect(page).toHaveURL(base);
      }
    } finally {
      child.kill();
      await rm(root, { recursive: true, force: true });
    }
  });
}

test('a bare file server under a sub-path', async ({ page, stage: _ }) => {
  const { serveStatic } = await import('../fixtures/static-server.ts');
  const server = await serveStatic({ root: dist, port: 0, mount: '/a/b' });
  try {
    const base = `http://localhost:${server.port}/a/b/`;
    await page.goto(`${base}#/providers`);
    await expect(page.getByRole('heading', { name: 'Providers' })).toBeVisible();
    await page.goto(`${base}callback/#access_token=abcdefghijkl`);
    await expect(page.getByText('/a/b/callback/#access_token=••••')).toBeVisible();
  } finally {
    await server.close();
  }
});

test('plain http on another machine is explained, with two ways out', async ({ browser, stage }) => {
  // Needs a name that is not this device: the launch options map *.test to loopback.
  const page = await browser.newPage();
  await page.goto(`http://desk.test:${stage.server.port}/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const text = (await page.getByRole('main').textContent()) ?? '';
  expect(text).toMatch(/https/);
  expect(text).toMatch(/localhost|127\.0\.0\.1/);
  await page.close();
});
