import { expect, test } from 'vitest';
import { type Lock, lockFaults } from '../../tools/lock.ts';

const names = ['linux-x64-gnu', 'linux-x64-musl', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'];
const manifest = { devDependencies: { fast: '1.0.0' } };

function part(name: string) {
  const [os = '', cpu = '', abi] = name.split('-');
  return { version: '1.0.0', os: [os], cpu: [cpu], ...(os === 'linux' && { libc: [abi === 'musl' ? 'musl' : 'glibc'] }) };
}

function lockWith(members: readonly string[], more: Lock['packages'] = {}): Lock {
  return {
    packages: {
      '': manifest,
      'node_modules/fast': { version: '1.0.0', optionalDependencies: Object.fromEntries(names.map((name) => [`@fast/${name}`, '1.0.0'])) },
      ...Object.fromEntries(members.map((name) => [`node_modules/@fast/${name}`, part(name)])),
      ...more,
    },
  };
}

test('a lock file with every platform has no fault', () => {
  expect(lockFaults(lockWith(names), manifest)).toEqual([]);
});

test.each([
  ['linux-x64-gnu', 'linux x64 gnu'],
  ['linux-x64-musl', 'linux x64 musl'],
  ['linux-arm64-gnu', 'linux arm64'],
  ['darwin-arm64', 'darwin arm64'],
  ['darwin-x64', 'darwin x64'],
  ['win32-x64-msvc', 'win32 x64'],
])('without %s: named', (missing, platform) => {
  const members = names.filter((name) => name !== missing);
  expect(lockFaults(lockWith(members), manifest)).toEqual([`fast has no part for ${platform}`]);
});

test('a private host is named, the public registry is not', () => {
  const more = {
    'node_modules/a': { version: '1.0.0', resolved: 'https://npm.corp.example/a/-/a-1.0.0.tgz' },
    'node_modules/b': { version: '1.0.0', resolved: 'https://registry.npmjs.org/b/-/b-1.0.0.tgz' },
    'node_modules/c': { version: '1.0.0', resolved: 'https://registry.npmjs.org.evil.example/c.tgz' },
  };
  expect(lockFaults(lockWith(names, more), manifest)).toEqual([
    'node_modules/a comes from https://npm.corp.example/a/-/a-1.0.0.tgz',
    'node_modules/c comes from https://registry.npmjs.org.evil.example/c.tgz',
  ]);
});

test('a lock file older than package.json, and one without any platform part', () => {
  expect(lockFaults(lockWith(names), { devDependencies: { fast: '2.0.0' } })).toEqual(['it is older than package.json']);
  expect(lockFaults({ packages: { '': manifest } }, manifest)).toEqual([
    'no package with parts for platforms was found, so nothing was checked',
  ]);
});
