import { execFileSync, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const program = resolve(import.meta.dirname, '../../tools/node-version.mjs');

test.each(['20.19.0', '20.20.2', '22.13.0', '24.0.0', '26.3.1', '24.1.0-nightly20250101'])('Node %s will do, silently', (version) => {
  expect(execFileSync(process.execPath, [program, version], { encoding: 'utf8' })).toBe('');
});

test.each(['16.20.2', '18.20.0', '20.18.9', '21.7.3', '22.12.0', '23.11.0'])('Node %s will not do, in one line', (version) => {
  const { status, stderr } = spawnSync(process.execPath, [program, version], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toBe(
    `Singlet needs Node 20.19, 22.13, 24 or newer; this is Node ${version}. Install the long-term release from https://nodejs.org/ and try again.\n`,
  );
});
